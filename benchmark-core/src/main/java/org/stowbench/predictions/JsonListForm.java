package org.stowbench.predictions;

import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonRecords;

/** Stowbench's own predictions as one JSON list, told from other lists by its first record. */
final class JsonListForm implements ResponseForm {

  @Override
  public boolean recognises(InputFile file) {
    if (!file.beginsWith('[')) {
      return false;
    }
    try (JsonRecords records = JsonRecords.open(file)) {
      return records.next().filter(record -> record.optional("query").isPresent()).isPresent();
    } catch (InvalidInputException e) {
      return false;
    }
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonRecords records = JsonRecords.open(file)) {
      records.forEach(record -> matcher.attempt(() -> OwnRecord.take(record, matcher)));
    }
  }
}
