package org.stowbench.datasets.housekeep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.regex.Pattern;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** What an array of NumPy holds, such as {@code i8}, while a pickle tells of it. */
final class NumpyType {

  private static final Pattern TEXT = Pattern.compile("U[0-9]{1,4}");

  private final String name;
  private boolean swapped;

  NumpyType(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Whether it is objects, one or more. */
  boolean isObjects() {
    return name.equals("O8") || name.equals("O");
  }

  /** Takes the order of bytes; the other than the usual one is refused. */
  void order(String order, InputLocation location) {
    swapped = !order.equals("<") && !order.equals("|") && !order.equals("=");
    requireOrder(location);
  }

  private void requireOrder(InputLocation location) {
    if (swapped) {
      throw new InvalidInputException(
          location, "numbers with their highest byte first: must have their lowest byte first");
    }
  }

  /** Decodes numbers, eight bytes each. */
  double[] numbers(byte[] content, InputLocation location) {
    requireOrder(location);
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[content.length / Long.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (name) {
            case "i8" -> buffer.getLong();
            case "f8" -> buffer.getDouble();
            default -> throw InvalidInputException.expected(location, "an array of i8 or f8", name);
          };
    }
    return numbers;
  }

  /** Decodes one text, four bytes a character, up to the zeros at its end. */
  String text(byte[] content, InputLocation location) {
    if (!TEXT.matcher(name).matches() || content.length % Integer.BYTES != 0) {
      throw InvalidInputException.expected(location, "a single value that is a text", name);
    }
    IntBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    StringBuilder text = new StringBuilder();
    while (buffer.hasRemaining()) {
      int character = buffer.get();
      if (character == 0) {
        break;
      }
      if (!Character.isValidCodePoint(character)) {
        throw new InvalidInputException(location, "a text with what is no character in it");
      }
      text.appendCodePoint(character);
    }
    return text.toString();
  }
}
