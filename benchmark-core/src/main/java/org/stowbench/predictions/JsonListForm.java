package org.stowbench.predictions;

import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonRecords;

/** Stowbench's own predictions as one JSON list, told from other lists by its first record. */
final class JsonListForm implements ResponseForm {

  @Override
  public boolean beginsWith(char first) {
    return first == '[';
  }

  @Override
  public void read(InputFile file, ResponseMatcher matcher) {
    try (JsonRecords records = JsonRecords.open(file)) {
      records.forEach(record -> matcher.attempt(() -> OwnRecord.take(record, matcher)));
    }
  }

  /** Whether a file is such a list; damage is left for who reads it to report. */
  boolean recognises(InputFile file, char first) {
    if (!beginsWith(first)) {
      return false;
    }
    try (JsonRecords records = JsonRecords.open(file)) {
      return records.next().filter(record -> record.optional("query").isPresent()).isPresent();
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
