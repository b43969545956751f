package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Trees whose values add up.
 *
 * <p>As text, a tree is six lines: {@code feature}, {@code threshold}, {@code gain}, {@code left},
 * {@code right}, {@code leaf}, each followed by its numbers. Floats are written so that they are
 * read back to the bit.
 */
record Forest(List<Tree> trees) {

  private static final List<String> LINES =
      List.of("feature", "threshold", "gain", "left", "right", "leaf");

  Forest {
    trees = List.copyOf(trees);
  }

  /** Adds the gain of each split to its feature. */
  void addGains(double[] gains) {
    for (Tree tree : trees) {
      for (int i = 0; i < tree.feature().length; i++) {
        gains[tree.feature()[i]] += tree.gain()[i];
      }
    }
  }

  String write() {
    StringBuilder text = new StringBuilder();
    for (Tree tree : trees) {
      line(text, 0, tree.feature().length, i -> Integer.toString(tree.feature()[i]));
      line(text, 1, tree.threshold().length, i -> hex(tree.threshold()[i]));
      line(text, 2, tree.gain().length, i -> hex(tree.gain()[i]));
      line(text, 3, tree.left().length, i -> Integer.toString(tree.left()[i]));
      line(text, 4, tree.right().length, i -> Integer.toString(tree.right()[i]));
      line(text, 5, tree.leaf().length, i -> hex(tree.leaf()[i]));
    }
    return text.toString();
  }

  /** Decimal forms of floats differ between JDK 17 and 19; this one does not. */
  private static String hex(float value) {
    return Integer.toHexString(Float.floatToIntBits(value));
  }

  private static void line(StringBuilder text, int line, int count, IntFunction<String> number) {
    text.append(LINES.get(line)).append(' ');
    text.append(IntStream.range(0, count).mapToObj(number).collect(Collectors.joining(" ")));
    text.append('\n');
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param features how many a row has
   * @param source what to name in messages
   * @throws InvalidInputException if it is no such text
   */
  static Forest read(String text, int features, InputLocation source) {
    String[] lines = text.split("\n");
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i + LINES.size() <= lines.length; i += LINES.size()) {
      InputLocation where = source.record(trees.size() + 1);
      try {
        Tree tree =
            new Tree(
                integers(lines[i], 0, where),
                floats(lines[i + 1], 1, where),
                floats(lines[i + 2], 2, where),
                integers(lines[i + 3], 3, where),
                integers(lines[i + 4], 4, where),
                floats(lines[i + 5], 5, where));
        if (Arrays.stream(tree.feature()).anyMatch(f -> f < 0 || f >= features)) {
          throw new InvalidInputException(where, "splits at a feature that does not exist");
        }
        trees.add(tree);
      } catch (NumberFormatException e) {
        throw new InvalidInputException(where, "holds something that is not a number", e);
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(
            where, InvalidInputException.excerpt(String.valueOf(e.getMessage())), e);
      }
    }
    if (trees.isEmpty() || lines.length != trees.size() * LINES.size()) {
      throw new InvalidInputException(
          source,
          "expected %d lines for each tree, found %d lines".formatted(LINES.size(), lines.length));
    }
    return new Forest(trees);
  }

  private static String[] numbers(String line, int kind, InputLocation where) {
    String prefix = LINES.get(kind) + " ";
    if (!line.startsWith(prefix)) {
      throw InvalidInputException.expected(where, "a line of " + LINES.get(kind), line);
    }
    return line.length() == prefix.length()
        ? new String[0]
        : line.substring(prefix.length()).split(" ");
  }

  private static int[] integers(String line, int kind, InputLocation where) {
    return Arrays.stream(numbers(line, kind, where)).mapToInt(Integer::parseInt).toArray();
  }

  private static float[] floats(String line, int kind, InputLocation where) {
    String[] texts = numbers(line, kind, where);
    float[] values = new float[texts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(texts[i], 16));
      if (Float.isNaN(values[i])) {
        throw new InvalidInputException(where, "holds a value that is not a number");
      }
    }
    return values;
  }
}
