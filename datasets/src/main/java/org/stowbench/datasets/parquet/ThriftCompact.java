package org.stowbench.datasets.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Structs in Thrift's compact protocol, in which Parquet writes what it says about its data. Fields
 * are written in the order of their numbers.
 */
final class ThriftCompact {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONG_LIST = 15;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  /** A struct, from its first field to its end. */
  static byte[] struct(Consumer<ThriftCompact> fields) {
    ThriftCompact out = new ThriftCompact();
    out.fields(fields);
    return out.bytes.toByteArray();
  }

  ThriftCompact i32(int field, int value) {
    begin(field, I32);
    varint(zigzag(value));
    return this;
  }

  ThriftCompact i64(int field, long value) {
    begin(field, I64);
    varint(zigzag(value));
    return this;
  }

  ThriftCompact text(int field, String value) {
    begin(field, BINARY);
    binary(value);
    return this;
  }

  ThriftCompact struct(int field, Consumer<ThriftCompact> fields) {
    begin(field, STRUCT);
    fields(fields);
    return this;
  }

  ThriftCompact integers(int field, List<Integer> values) {
    begin(field, LIST);
    list(values.size(), I32);
    values.forEach(value -> varint(zigzag(value)));
    return this;
  }

  ThriftCompact texts(int field, List<String> values) {
    begin(field, LIST);
    list(values.size(), BINARY);
    values.forEach(this::binary);
    return this;
  }

  ThriftCompact structs(int field, List<Consumer<ThriftCompact>> values) {
    begin(field, LIST);
    list(values.size(), STRUCT);
    values.forEach(this::fields);
    return this;
  }

  private void fields(Consumer<ThriftCompact> fields) {
    outer.push(last);
    last = 0;
    fields.accept(this);
    bytes.write(0);
    last = outer.pop();
  }

  private void begin(int field, int type) {
    int step = field - last;
    if (step < 1 || step > LONG_LIST) {
      throw new IllegalArgumentException(
          "field " + field + " after " + last + ": must be 1 to 15 further");
    }
    bytes.write(step << 4 | type);
    last = field;
  }

  private void list(int size, int type) {
    if (size < LONG_LIST) {
      bytes.write(size << 4 | type);
    } else {
      bytes.write(LONG_LIST << 4 | type);
      varint(size);
    }
  }

  private void binary(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    varint(text.length);
    bytes.writeBytes(text);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void varint(long value) {
    varint(bytes, value);
  }

  /** A number in groups of seven bits, the lowest first. */
  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
