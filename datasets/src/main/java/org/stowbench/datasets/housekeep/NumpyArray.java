package org.stowbench.datasets.housekeep;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** An array of NumPy: numbers in up to four dimensions, or one object. Empty until it is filled. */
final class NumpyArray {

  private static final int MOST_DIMENSIONS = 4;

  private int[] shape = {0};
  private double[] numbers = {};
  private Optional<Object> only = Optional.empty();
  private boolean filled;

  /**
   * Takes what a pickle says of it, once.
   *
   * @param state a version, the shape, the type, whether columns come first, and the content
   */
  void fill(Object[] state, InputLocation location) {
    if (filled || !(state[1] instanceof Object[] sizes) || !(state[2] instanceof NumpyType type)) {
      throw new InvalidInputException(location, "an array that is not told of as one");
    }
    filled = true;
    shape = shape(sizes, location);
    if (Boolean.TRUE.equals(state[3]) && shape.length > 1) {
      throw new InvalidInputException(
          location, "an array with its columns first: must have its rows first");
    }
    if (type.isObjects()) {
      if (shape.length > 0 || !(state[4] instanceof List<?> list) || list.size() != 1) {
        throw new InvalidInputException(location, "an array of objects: must be a single one");
      }
      only = Optional.ofNullable(list.get(0));
    } else if (state[4] instanceof byte[] content) {
      long wanted = Long.BYTES;
      for (int size : shape) {
        wanted = Math.min(Integer.MAX_VALUE, wanted) * size;
      }
      if (wanted != content.length) {
        throw new InvalidInputException(
            location,
            "an array of %s with %,d bytes: must have eight a number"
                .formatted(Arrays.toString(shape), content.length));
      }
      numbers = type.numbers(content, location);
    } else {
      throw new InvalidInputException(location, "an array without its bytes");
    }
  }

  private static int[] shape(Object[] sizes, InputLocation location) {
    if (sizes.length > MOST_DIMENSIONS) {
      throw new InvalidInputException(
          location,
          "an array in %d dimensions: must be in at most %d"
              .formatted(sizes.length, MOST_DIMENSIONS));
    }
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      if (!(sizes[i] instanceof Integer size) || size < 0) {
        throw new InvalidInputException(location, "an array whose size is no number, 0 or more");
      }
      shape[i] = size;
    }
    return shape;
  }

  /** The one object that it holds; empty where it holds numbers. */
  Optional<Object> only() {
    return only;
  }

  /** How large it is in each dimension; a new array. */
  int[] shape() {
    return shape.clone();
  }

  /** A number, by its place in each dimension. */
  double at(int... place) {
    int at = 0;
    for (int i = 0; i < shape.length; i++) {
      at = at * shape[i] + place[i];
    }
    return numbers[at];
  }
}
