package org.stowbench.predictions;

import java.util.Set;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;

/** A form of JSON Lines that is known by the names in its first record; blank lines are skipped. */
public abstract class RecordForm implements ResponseForm {

  private final Set<String> names;

  /**
   * A form.
   *
   * @param names that its first record has, among others
   */
  protected RecordForm(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  public final boolean recognises(InputFile file) {
    if (!file.beginsWith('{')) {
      return false;
    }
    try (JsonLines lines = JsonLines.open(file)) {
      return lines.nextFilled().filter(line -> line.json().names().containsAll(names)).isPresent();
    } catch (InvalidInputException e) {
      return false;
    }
  }

  @Override
  public final void read(InputFile file, ResponseMatcher matcher) {
    try (JsonLines lines = JsonLines.open(file)) {
      for (var line = lines.nextFilled(); line.isPresent(); line = lines.nextFilled()) {
        read(line.get().json(), matcher);
      }
    }
  }

  /**
   * Reads a record and hands it to the matcher.
   *
   * @throws InvalidInputException if it is damaged, with the place
   */
  protected abstract void read(JsonInput one, ResponseMatcher matcher);
}
