package org.stowbench.predictors.learned.archive;

import java.util.Arrays;
import java.util.StringJoiner;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Matrices as text: a row a line, numbers in hexadecimal ({@link Double#toHexString}), which is
 * exact and the same on every JVM, parted by spaces.
 */
public final class Numbers {

  private Numbers() {}

  /** Writes a matrix. */
  public static String write(double[][] rows) {
    StringBuilder text = new StringBuilder();
    for (double[] row : rows) {
      StringJoiner line = new StringJoiner(" ", "", "\n");
      Arrays.stream(row).forEach(number -> line.add(Double.toHexString(number)));
      text.append(line);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param source what to name in messages
   * @throws InvalidInputException if it is no such matrix, or has a number that is not finite
   */
  public static double[][] read(String text, int rows, int columns, String source) {
    String[] lines = text.split("\n");
    if (lines.length != rows) {
      throw new InvalidInputException(
          InputLocation.of(source), "expected %d lines, found %d".formatted(rows, lines.length));
    }
    double[][] matrix = new double[rows][];
    for (int row = 0; row < rows; row++) {
      InputLocation where = InputLocation.of(source).line(row + 1);
      try {
        matrix[row] =
            Arrays.stream(lines[row].split(" ")).mapToDouble(Double::parseDouble).toArray();
      } catch (NumberFormatException e) {
        throw InvalidInputException.expected(where, "numbers", lines[row]);
      }
      if (matrix[row].length != columns || !Arrays.stream(matrix[row]).allMatch(Double::isFinite)) {
        throw InvalidInputException.expected(where, columns + " finite numbers", lines[row]);
      }
    }
    return matrix;
  }
}
