package org.stowbench.predictions;

import java.util.OptionalInt;
import org.stowbench.io.JsonInput;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Prediction;

/** A prediction as Stowbench writes it in JSON, whichever way the file holds its records. */
final class OwnRecord {

  private OwnRecord() {}

  /** Reads a record and hands it on. */
  static void take(JsonInput record, ResponseMatcher matcher) {
    Prediction prediction = PredictionJson.read(record);
    OptionalInt ordinal = matcher.find(prediction.query());
    if (ordinal.isPresent()) {
      matcher.check(prediction, matcher.query(ordinal.getAsInt()), record.location());
    }
    if (PredictionJson.hasBlank(record)) {
      matcher.noteBlank(prediction.query());
    }
    matcher.takeOnce(record.location(), ordinal, prediction.query(), prediction);
  }
}
