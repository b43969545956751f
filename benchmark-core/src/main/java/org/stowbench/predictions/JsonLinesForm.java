package org.stowbench.predictions;

import org.stowbench.io.InputFile;
import org.stowbench.io.JsonLines;

/** Stowbench's own predictions, one JSON object a line; blank lines are skipped. */
final class JsonLinesForm implements ResponseForm {

  @Override
  public boolean recognises(InputFile file) {
    return file.beginsWith('{');
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonLines lines = JsonLines.open(file)) {
      for (var line = lines.nextFilled(); line.isPresent(); line = lines.nextFilled()) {
        JsonLines.Line record = line.get();
        matcher.attempt(() -> OwnRecord.take(record.json(), matcher));
      }
    }
  }
}
