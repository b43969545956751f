package org.stowbench.io;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * How this project writes CSV, whoever reads it: a header, then rows of as many cells; lines end
 * with a line feed, and only what must be quoted is. Texts, also those of the header, carry the
 * guard of {@link CsvText}; numbers do not, and have all their digits. What would steer a terminal
 * is written as in {@link TextForm#LINES}, unless the table is to be read back.
 */
public final class CsvWriter implements Closeable {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private final SequenceWriter rows;
  private final int width;
  private final UnaryOperator<String> form;

  /**
   * Writes the header.
   *
   * @param out closed with this
   */
  public CsvWriter(Writer out, List<String> columns) throws IOException {
    this(out, columns, TextForm.LINES::of);
  }

  /** As the constructor, but texts are to the letter, so that they come back as they were. */
  public static CsvWriter exact(Writer out, List<String> columns) throws IOException {
    return new CsvWriter(out, columns, UnaryOperator.identity());
  }

  private CsvWriter(Writer out, List<String> columns, UnaryOperator<String> form)
      throws IOException {
    this.form = form;
    this.rows = MAPPER.writer(CsvSchema.emptySchema().withLineSeparator("\n")).writeValues(out);
    this.width = columns.size();
    row(columns);
  }

  /**
   * Writes a row.
   *
   * @param cells a text, number or truth value for each column, or an optional one; what is absent
   *     is an empty cell
   */
  public void row(List<?> cells) throws IOException {
    if (cells.size() != width) {
      throw new IllegalArgumentException(
          "row of %d cells in a table of %d columns".formatted(cells.size(), width));
    }
    List<Object> written = new ArrayList<>(width);
    for (Object cell : cells) {
      written.add(written(cell));
    }
    rows.write(written);
  }

  private Object written(Object cell) {
    if (cell instanceof Optional<?> some) {
      return some.isPresent() ? written(some.get()) : "";
    } else if (cell instanceof OptionalDouble some) {
      return some.isPresent() ? some.getAsDouble() : "";
    } else if (cell instanceof OptionalInt some) {
      return some.isPresent() ? some.getAsInt() : "";
    } else if (cell instanceof Number || cell instanceof Boolean) {
      return cell;
    }
    return CsvText.write(form.apply((String) cell));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
