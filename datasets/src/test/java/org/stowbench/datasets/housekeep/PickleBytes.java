package org.stowbench.datasets.housekeep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes pickles operation by operation, as Python does for NumPy, and as it never would. */
final class PickleBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleBytes() {
    raw("\u0080\u0003");
  }

  /** Operations as they are, a character a byte. */
  PickleBytes raw(String operations) {
    operations.chars().forEach(out::write);
    return this;
  }

  PickleBytes global(String module, String name) {
    return raw("c" + module + "\n" + name + "\n");
  }

  PickleBytes text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return raw("X").number(bytes.length).bytes(bytes);
  }

  PickleBytes binary(byte[] content) {
    return raw("B").number(content.length).bytes(content);
  }

  PickleBytes integer(int value) {
    return raw("J").number(value);
  }

  /** Four bytes, the lowest first. */
  PickleBytes number(int value) {
    return bytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  PickleBytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  PickleBytes names(List<String> names) {
    raw("](");
    names.forEach(this::text);
    return raw("e");
  }

  /** A name as NumPy's own kind of text, the last of which may be zeros. */
  PickleBytes scalar(String name) {
    ByteBuffer content =
        ByteBuffer.allocate(Integer.BYTES * (name.length() + 1)).order(ByteOrder.LITTLE_ENDIAN);
    name.chars().forEach(content::putInt);
    return global("numpy.core.multiarray", "scalar")
        .type("U" + (name.length() + 1), "<")
        .binary(content.array())
        .raw("\u0086R");
  }

  PickleBytes type(String name, String order) {
    return global("numpy", "dtype")
        .text(name)
        .raw("\u0089\u0088\u0087R(")
        .raw("K\u0003")
        .text(order)
        .raw("NNN")
        .integer(-1)
        .integer(-1)
        .raw("K\u0000tb");
  }

  /** An array that has not been told what is in it. */
  PickleBytes array() {
    return global("numpy.core.multiarray", "_reconstruct")
        .global("numpy", "ndarray")
        .raw("K\u0000\u0085C\u0001b\u0087R");
  }

  /** What is in it, but the content: to be closed with {@link #end}. */
  PickleBytes state(String type, String order, int... shape) {
    raw("(K\u0001(");
    for (int size : shape) {
      integer(size);
    }
    return raw("t").type(type, order).raw("\u0089");
  }

  PickleBytes end() {
    return raw("tb");
  }

  PickleBytes numbers(double[] values, int... shape) {
    ByteBuffer content =
        ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      content.putDouble(value);
    }
    return array().state("f8", "<", shape).binary(content.array()).end();
  }

  PickleBytes integers(long[] values, int... shape) {
    ByteBuffer content =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      content.putLong(value);
    }
    return array().state("i8", "<", shape).binary(content.array()).end();
  }

  /** The pickle alone. */
  byte[] pickle() {
    return raw(".").out.toByteArray();
  }

  /** A file of one object, which holds what is added between these two. */
  static PickleBytes file() {
    return new PickleBytes().array().state("O8", "|").raw("]}(");
  }

  byte[] closed() {
    return npy(raw("ua").end().pickle());
  }

  static byte[] npy(byte[] pickle) {
    return npy("{'descr': '|O', 'fortran_order': False, 'shape': (), }", pickle);
  }

  static byte[] npy(String about, byte[] pickle) {
    String header = about + " ".repeat(117 - about.length()) + "\n";
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
        .chars()
        .forEach(file::write);
    file.writeBytes(pickle);
    return file.toByteArray();
  }
}
