package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;

/** What is wrong with a file: the first ten mistakes, and how many there are. */
final class Mistakes {

  private static final int LISTED = 10;

  private final List<InvalidInputException> first = new ArrayList<>();
  private long count;

  void add(InvalidInputException mistake) {
    if (count++ < LISTED) {
      first.add(mistake);
    }
  }

  /**
   * Throws what is wrong: a line a mistake, and a last line that counts those not listed.
   *
   * @param hint what may be behind it, appended
   */
  void throwIfAny(String hint) {
    if (count == 0) {
      return;
    }
    if (count == 1 && hint.isEmpty()) {
      throw first.get(0);
    }
    String lines =
        first.stream().map(InvalidInputException::getMessage).collect(Collectors.joining("\n"));
    String rest = count > LISTED ? "\nand %d more".formatted(count - LISTED) : "";
    throw new InvalidInputException(lines + rest + hint, first.get(0));
  }
}
