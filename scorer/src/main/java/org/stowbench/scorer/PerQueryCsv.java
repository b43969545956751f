package org.stowbench.scorer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.stowbench.io.CsvText;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Query;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * A run as a table with a row for every query:
 *
 * <pre>{@code
 * query,scene,item,household,truth,answer,iou,correct,rank,openings
 * }</pre>
 *
 * <p>and {@code path} after these under {@link Protocol#SEARCH}.
 *
 * <p>Truth and answer are as {@link AnswerText} writes them; {@code answer} is empty where none
 * counts, {@code rank} where the truth is not ranked, {@code rank} and {@code openings} under
 * {@link Protocol#PAPER}. Numbers have all their digits. Texts that a spreadsheet could take for a
 * formula carry the guard of {@link CsvText}.
 */
public final class PerQueryCsv {

  private static final List<String> COLUMNS =
      List.of(
          "query",
          "scene",
          "item",
          "household",
          "truth",
          "answer",
          "iou",
          "correct",
          "rank",
          "openings");

  /** The metric whose values by query are a column of searches. */
  private static final Metric PATH = Metrics.PATH;

  private PerQueryCsv() {}

  /**
   * Writes one run, or several of one protocol below each other with a last column {@code
   * predictor} that tells them apart; leaves the writer open.
   *
   * @throws IOException if the writer does
   */
  public static void write(List<ScoredRun> runs, Writer out) throws IOException {
    CsvSchema.Builder columns =
        CsvSchema.builder().addColumns(COLUMNS, CsvSchema.ColumnType.STRING);
    boolean searches = !runs.isEmpty() && runs.get(0).scorecard().protocol() == Protocol.SEARCH;
    if (searches) {
      columns.addColumn(PATH.name());
    }
    if (runs.size() > 1) {
      columns.addColumn("predictor");
    }
    CsvSchema schema = columns.build();
    try (SequenceWriter rows =
        new CsvMapper()
            .writer(schema.withHeader())
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .writeValues(out)) {
      for (ScoredRun run : runs) {
        double[] paths = searches ? run.perQuery().numerators(PATH) : new double[0];
        for (int ordinal = 0; ordinal < run.queries().size(); ordinal++) {
          List<String> row = row(run.queries().get(ordinal));
          if (searches) {
            row.add(number(paths[ordinal]));
          }
          if (runs.size() > 1) {
            row.add(CsvText.write(run.scorecard().predictor()));
          }
          rows.write(row);
        }
      }
    }
    out.flush();
  }

  private static List<String> row(QueryScore score) {
    Query query = score.query().query();
    return new ArrayList<>(
        List.of(
            CsvText.write(query.id()),
            CsvText.write(query.scene().id()),
            CsvText.write(query.item()),
            CsvText.write(score.query().household().id()),
            AnswerText.write(score.query().truth()),
            score.answer().map(AnswerText::write).orElse(""),
            number(score.iou()),
            number(score.correct()),
            number(score.rank()),
            number(score.openings())));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  /** All digits, but 1 rather than 1.0: most of these numbers count something. */
  private static String number(double value) {
    long whole = (long) value;
    return whole == value ? Long.toString(whole) : Double.toString(value);
  }
}
