package org.stowbench.predictions;

import java.util.OptionalInt;
import org.stowbench.io.InputFile;
import org.stowbench.io.JsonLines;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Prediction;

/** Stowbench's own predictions, one JSON object a line; blank lines are skipped. */
final class JsonLinesForm implements ResponseForm {

  @Override
  public boolean beginsWith(char first) {
    return first == '{';
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonLines lines = JsonLines.open(file)) {
      for (var line = lines.nextFilled(); line.isPresent(); line = lines.nextFilled()) {
        Prediction prediction = PredictionJson.read(line.get().json());
        OptionalInt ordinal = matcher.find(prediction.query());
        if (ordinal.isPresent()) {
          ResponseMatcher.check(
              prediction, matcher.query(ordinal.getAsInt()), line.get().location());
        }
        matcher.take("", ordinal, prediction.query(), prediction);
      }
    }
  }
}
