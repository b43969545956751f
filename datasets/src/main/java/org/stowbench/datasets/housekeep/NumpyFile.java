package org.stowbench.datasets.housekeep;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * A file of NumPy's that holds one dictionary, as {@code numpy.save} writes it: a line about it,
 * then a pickle, which {@link StrictUnpickler} reads. Its arrays and lists are asked for by name.
 */
final class NumpyFile {

  /** The first byte of such a file, which no text begins with. */
  static final char FIRST = '\u0093';

  private static final byte[] BEGINNING = {(byte) FIRST, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int SIZES = 2;
  private static final Pattern ONE_OBJECT =
      Pattern.compile(
          "\\{'descr': '\\|O', 'fortran_order': (False|True), 'shape': \\(\\), \\}\\s*");

  private final InputLocation location;
  private final Map<String, Object> entries;

  private NumpyFile(InputLocation location, Map<String, Object> entries) {
    this.location = location;
    this.entries = entries;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if it is none of this form, is damaged, or holds anything but
   *     numbers and names
   */
  static NumpyFile read(InputFile file) {
    InputLocation location = file.location();
    if (file.size() > FileKind.DOCUMENT.most()) {
      throw new InvalidInputException(
          location,
          String.format(
              Locale.ROOT,
              "%,d bytes: must be at most %,d",
              file.size(),
              FileKind.DOCUMENT.most()));
    }
    byte[] bytes = file.bytes();
    int header = BEGINNING.length + SIZES;
    if (bytes.length < header || !begins(bytes)) {
      throw new InvalidInputException(
          location, "not a file of NumPy's, version 1: must begin with \\x93NUMPY");
    }
    int length = bytes[header - 2] & 0xFF | (bytes[header - 1] & 0xFF) << 8;
    int body = Math.min(bytes.length, header + length);
    String about = new String(bytes, header, body - header, StandardCharsets.ISO_8859_1);
    if (!ONE_OBJECT.matcher(about).matches()) {
      throw InvalidInputException.expected(
          location,
          "one object, {'descr': '|O', 'fortran_order': False, 'shape': (), }",
          about.strip());
    }
    Object value =
        StrictUnpickler.read(new ByteArrayInputStream(bytes, body, bytes.length - body), location);
    if (value instanceof NumpyArray array
        && array.only().isPresent()
        && array.only().get() instanceof Map<?, ?> map) {
      Map<String, Object> entries = new HashMap<>();
      map.forEach((name, entry) -> entries.put((String) name, entry));
      return new NumpyFile(location, entries);
    }
    throw new InvalidInputException(location, "does not hold a dictionary: must hold one");
  }

  private static boolean begins(byte[] bytes) {
    for (int i = 0; i < BEGINNING.length; i++) {
      if (bytes[i] != BEGINNING[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it has an entry of this name. */
  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Where it is, for messages about an entry. */
  InputLocation location(String name) {
    return location.child(name);
  }

  /**
   * An array of numbers.
   *
   * @param shape how large it must be; a negative size may be any
   * @throws InvalidInputException if it is missing or of another shape
   */
  NumpyArray numbers(String name, int... shape) {
    if (!(entries.get(name) instanceof NumpyArray array) || array.only().isPresent()) {
      throw new InvalidInputException(location(name), "missing: must be an array of numbers");
    }
    int[] found = array.shape();
    boolean fits = found.length == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] < 0 || shape[i] == found[i];
    }
    if (!fits) {
      throw InvalidInputException.expected(
          location(name), "an array of " + words(shape), words(found));
    }
    return array;
  }

  private static String words(int[] shape) {
    List<String> sizes = new ArrayList<>();
    for (int size : shape) {
      sizes.add(size < 0 ? "any" : Integer.toString(size));
    }
    return String.join(" x ", sizes);
  }

  /**
   * A list of names, each once and none blank.
   *
   * @throws InvalidInputException if it is missing or anything else
   */
  List<String> names(String name) {
    if (!(entries.get(name) instanceof List<?> list) || list.isEmpty()) {
      throw new InvalidInputException(location(name), "missing: must be a list of names");
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text) || text.isBlank()) {
        throw new InvalidInputException(
            location(name).element(i), "no name: must be a text that is not blank");
      }
      if (!seen.add(HousekeepNames.common(text))) {
        throw new InvalidInputException(
            location(name).element(i),
            InvalidInputException.excerpt(text) + " is there twice: must be there once");
      }
      names.add(text);
    }
    return names;
  }
}
