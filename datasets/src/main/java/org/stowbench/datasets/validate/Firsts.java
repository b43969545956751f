package org.stowbench.datasets.validate;

import java.util.Arrays;
import java.util.Optional;
import org.stowbench.io.IdTable;

/** Where each of many texts stood first. Made for a million: it holds some dozen bytes each. */
final class Firsts {

  private final IdTable texts = new IdTable();
  private int[] lines = new int[16];
  private int[] numbers = new int[16];

  /**
   * Where a text stood first.
   *
   * @param line from 1
   * @param number that was given with it
   */
  record First(long line, int number) {}

  /** Where the text stood first before; empty where that is here, which is remembered. */
  Optional<First> before(String text, long line, int number) {
    int size = texts.size();
    int at = texts.add(text);
    if (at < size) {
      return Optional.of(new First(lines[at], numbers[at]));
    }
    if (at == lines.length) {
      lines = Arrays.copyOf(lines, at * 2);
      numbers = Arrays.copyOf(numbers, at * 2);
    }
    lines[at] = Math.toIntExact(line);
    numbers[at] = number;
    return Optional.empty();
  }
}
