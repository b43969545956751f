package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.List;
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
    List<String> lines =
        new ArrayList<>(first.stream().map(InvalidInputException::getMessage).toList());
    if (count > LISTED) {
      lines.add("and %d more".formatted(count - LISTED));
    }
    lines.set(lines.size() - 1, lines.get(lines.size() - 1) + hint);
    throw InvalidInputException.ofLines(lines);
  }
}
