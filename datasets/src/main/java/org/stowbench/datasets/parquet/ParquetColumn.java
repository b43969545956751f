package org.stowbench.datasets.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A column of a {@link ParquetTable}, and the values of the rows that are not written yet. A text
 * or a whole number may be absent; a list is of whole numbers and may be empty.
 */
final class ParquetColumn {

  /** Kinds of columns, with the number of their type in the format. */
  enum Kind {
    TEXT(6),
    INTEGER(1),
    TRUTH(0),
    INTEGERS(1);

    private final int type;

    Kind(int type) {
      this.type = type;
    }
  }

  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;
  private static final int CONVERTED_UTF8 = 0;
  private static final int CONVERTED_LIST = 3;
  private static final int LOGICAL_STRING = 1;
  private static final int LOGICAL_LIST = 3;
  private static final Consumer<ThriftCompact> EMPTY = none -> {};

  private final String name;
  private final Kind kind;
  private final Levels repetition = new Levels();
  private final Levels definition = new Levels();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int entries;
  private int bits;

  ParquetColumn(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
  }

  /** Adds a row's value. */
  void add(Object value) {
    switch (kind) {
      case TEXT -> optional((Optional<?>) value);
      case INTEGER -> optional((Optional<?>) value);
      case TRUTH -> bit((Boolean) value);
      case INTEGERS -> list((List<?>) value);
    }
  }

  private void optional(Optional<?> value) {
    entries++;
    definition.add(value.isPresent() ? 1 : 0);
    value.ifPresent(
        there -> {
          if (there instanceof Integer number) {
            integer(values, number);
          } else {
            byte[] text = ((String) there).getBytes(StandardCharsets.UTF_8);
            integer(values, text.length);
            values.writeBytes(text);
          }
        });
  }

  private void list(List<?> value) {
    if (value.isEmpty()) {
      entries++;
      repetition.add(0);
      definition.add(0);
    }
    for (int i = 0; i < value.size(); i++) {
      entries++;
      repetition.add(i == 0 ? 0 : 1);
      definition.add(1);
      integer(values, (Integer) value.get(i));
    }
  }

  /** Truths are packed eight in a byte, the first in its lowest bit. */
  private void bit(boolean value) {
    int place = entries++ % 8;
    bits |= (value ? 1 : 0) << place;
    if (place == 7) {
      values.write(bits);
      bits = 0;
    }
  }

  private static void integer(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }

  int type() {
    return kind.type;
  }

  /** How many values there are, counting those that are absent, and an empty list as one. */
  int entries() {
    return entries;
  }

  /** The rows' values as the body of a page; the column is empty afterwards. */
  byte[] takePage() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    if (kind == Kind.INTEGERS) {
      repetition.take(page);
    }
    if (kind != Kind.TRUTH) {
      definition.take(page);
    }
    if (kind == Kind.TRUTH && entries % 8 != 0) {
      values.write(bits);
    }
    page.writeBytes(values.toByteArray());
    values.reset();
    entries = 0;
    bits = 0;
    return page.toByteArray();
  }

  /** The names that lead to the values. */
  List<String> path() {
    return kind == Kind.INTEGERS ? List.of(name, "list", "element") : List.of(name);
  }

  /** What the schema says of it. */
  List<Consumer<ThriftCompact>> schema() {
    return switch (kind) {
      case TEXT ->
          List.of(
              column ->
                  column
                      .i32(1, type())
                      .i32(3, OPTIONAL)
                      .text(4, name)
                      .i32(6, CONVERTED_UTF8)
                      .struct(10, logical -> logical.struct(LOGICAL_STRING, EMPTY)));
      case INTEGER -> List.of(column -> column.i32(1, type()).i32(3, OPTIONAL).text(4, name));
      case TRUTH -> List.of(column -> column.i32(1, type()).i32(3, REQUIRED).text(4, name));
      case INTEGERS ->
          List.of(
              list ->
                  list.i32(3, REQUIRED)
                      .text(4, name)
                      .i32(5, 1)
                      .i32(6, CONVERTED_LIST)
                      .struct(10, logical -> logical.struct(LOGICAL_LIST, EMPTY)),
              group -> group.i32(3, REPEATED).text(4, "list").i32(5, 1),
              element -> element.i32(1, type()).i32(3, REQUIRED).text(4, "element"));
    };
  }

  /** Levels of 0 and 1, as runs of equal ones. */
  private static final class Levels {
    private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
    private int level;
    private int length;

    void add(int next) {
      if (next != level) {
        end();
        level = next;
      }
      length++;
    }

    private void end() {
      if (length > 0) {
        ThriftCompact.varint(runs, (long) length << 1);
        runs.write(level);
        length = 0;
      }
    }

    void take(ByteArrayOutputStream page) {
      end();
      integer(page, runs.size());
      page.writeBytes(runs.toByteArray());
      runs.reset();
    }
  }
}
