package org.stowbench.parquet;

import static org.stowbench.parquet.ParquetLibrary.call;
import static org.stowbench.parquet.ParquetLibrary.method;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.FileProblem;

/**
 * A table in the Apache Parquet format, written a row at a time. Close it: its end is its index.
 */
final class ParquetTable implements Closeable {

  private final Object schema;
  private final Object writer;
  private final Path known;
  private final List<ParquetColumn> columns;
  private final MethodHandle newRow;
  private final MethodHandle write;
  private final MethodHandle addText;
  private final MethodHandle addInteger;
  private final MethodHandle addNumber;
  private final MethodHandle addTruth;
  private final MethodHandle addGroup;
  private final MethodHandle close;

  /**
   * A table that has begun.
   *
   * @param schema a {@code MessageType} of the columns
   * @param writer a {@code ParquetWriter} of {@code Group}s
   * @param known the file that the user knows, for messages
   */
  ParquetTable(
      ParquetLibrary library,
      Object schema,
      Object writer,
      Path known,
      List<ParquetColumn> columns) {
    this.schema = schema;
    this.writer = writer;
    this.known = known;
    this.columns = columns;
    Class<?> groups = library.type("example.data.Group");
    Class<?> writers = library.type("hadoop.ParquetWriter");
    newRow =
        ParquetLibrary.constructor(
            library.type("example.data.simple.SimpleGroup"), library.type("schema.GroupType"));
    write = method(writers, "write", void.class, Object.class);
    close = method(writers, "close", void.class);
    addText = method(groups, "add", void.class, int.class, String.class);
    addInteger = method(groups, "add", void.class, int.class, int.class);
    addNumber = method(groups, "add", void.class, int.class, double.class);
    addTruth = method(groups, "add", void.class, int.class, boolean.class);
    addGroup = method(groups, "addGroup", groups, int.class);
  }

  /**
   * Writes a row.
   *
   * @param values a value for each column, or an optional one
   */
  void row(List<?> values) throws IOException {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException(
          "row of %d values in a table of %d columns".formatted(values.size(), columns.size()));
    }
    Object row = call(newRow, schema);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof Optional<?> some) {
        if (some.isPresent()) {
          add(row, i, some.get());
        }
      } else if (value instanceof OptionalDouble some) {
        if (some.isPresent()) {
          add(row, i, some.getAsDouble());
        }
      } else {
        add(row, i, value);
      }
    }
    FileProblem.naming(known, () -> call(write, writer, row));
  }

  private void add(Object row, int column, Object value) throws IOException {
    switch (columns.get(column).kind()) {
      case TEXT -> call(addText, row, column, value);
      case INTEGER -> call(addInteger, row, column, value);
      case NUMBER -> call(addNumber, row, column, ((Number) value).doubleValue());
      case TRUTH -> call(addTruth, row, column, value);
      case INTEGERS -> {
        Object list = call(addGroup, row, column);
        for (Object number : (List<?>) value) {
          call(addInteger, call(addGroup, list, 0), 0, number);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    FileProblem.naming(known, () -> call(close, writer));
  }
}
