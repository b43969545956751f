package org.stowbench.datasets.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table in the Apache Parquet format, version 1, written a row at a time: plain values, not
 * compressed, so that the same rows are the same bytes everywhere. See the format's own description
 * at parquet.apache.org.
 */
final class ParquetTable implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** So many rows are held before they are written. */
  private static final int GROUP = 20_000;

  private static final int PLAIN = 0;
  private static final int LEVELS_IN_RUNS = 3;
  private static final int REQUIRED = 0;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<Consumer<ThriftCompact>> groups = new ArrayList<>();
  private long place;
  private long rows;
  private int held;

  /** Begins a table; closing it closes the stream. */
  ParquetTable(OutputStream out, List<ParquetColumn> columns) throws IOException {
    this.out = out;
    this.columns = columns;
    write(MAGIC);
  }

  /** Adds a row: a value for each column. */
  void row(List<?> values) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(values.get(i));
    }
    rows++;
    if (++held == GROUP) {
      endGroup();
    }
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    place += bytes.length;
  }

  private void endGroup() throws IOException {
    List<Consumer<ThriftCompact>> chunks = new ArrayList<>();
    long begin = place;
    for (ParquetColumn column : columns) {
      chunks.add(writeChunk(column));
    }
    long size = place - begin;
    int count = held;
    groups.add(group -> group.structs(1, chunks).i64(2, size).i64(3, count));
    held = 0;
  }

  /** A column's values in one page, and what the footer says of them. */
  private Consumer<ThriftCompact> writeChunk(ParquetColumn column) throws IOException {
    int entries = column.entries();
    byte[] page = column.takePage();
    long begin = place;
    write(
        ThriftCompact.struct(
            header ->
                header
                    .i32(1, 0)
                    .i32(2, page.length)
                    .i32(3, page.length)
                    .struct(
                        5,
                        data ->
                            data.i32(1, entries)
                                .i32(2, PLAIN)
                                .i32(3, LEVELS_IN_RUNS)
                                .i32(4, LEVELS_IN_RUNS))));
    write(page);
    long size = place - begin;
    return chunk ->
        chunk
            .i64(2, begin)
            .struct(
                3,
                about ->
                    about
                        .i32(1, column.type())
                        .integers(2, List.of(PLAIN, LEVELS_IN_RUNS))
                        .texts(3, column.path())
                        .i32(4, 0)
                        .i64(5, entries)
                        .i64(6, size)
                        .i64(7, size)
                        .i64(9, begin));
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (held > 0) {
        endGroup();
      }
      List<Consumer<ThriftCompact>> schema = new ArrayList<>();
      schema.add(root -> root.i32(3, REQUIRED).text(4, "schema").i32(5, columns.size()));
      columns.forEach(column -> schema.addAll(column.schema()));
      byte[] footer =
          ThriftCompact.struct(
              file ->
                  file.i32(1, 1)
                      .structs(2, schema)
                      .i64(3, rows)
                      .structs(4, groups)
                      .text(6, "stowbench"));
      write(footer);
      byte[] length = new byte[Integer.BYTES];
      for (int i = 0; i < length.length; i++) {
        length[i] = (byte) (footer.length >>> 8 * i);
      }
      write(length);
      write(MAGIC);
    }
  }
}
