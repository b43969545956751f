package org.stowbench.predictions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.stowbench.io.InputLocation;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Prediction;

/** Stowbench's own predictions, one JSON object a line; blank lines are skipped. */
final class JsonLinesForm implements ResponseForm {

  @Override
  public boolean beginsWith(char first) {
    return first == '{';
  }

  @Override
  public void read(InputStream in, InputLocation file, ResponseMatcher matcher) throws IOException {
    // The decoder, unlike the charset, refuses bytes that are not UTF-8.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      InputLocation location = file.line(number);
      Prediction prediction = PredictionJson.read(JsonInput.parse(line, location));
      OptionalInt ordinal = matcher.find(prediction.query());
      if (ordinal.isPresent()) {
        ResponseMatcher.check(prediction, matcher.query(ordinal.getAsInt()), location);
      }
      matcher.take("", ordinal, prediction.query(), prediction);
    }
  }
}
