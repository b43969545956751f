package org.stowbench.scorer;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.io.CsvWriter;
import org.stowbench.io.Json;
import org.stowbench.predictions.AnswerText;
import org.stowbench.predictions.IndexedQuery;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.protocols.Protocol;

/**
 * A run as a table with a row for every query:
 *
 * <pre>{@code
 * query,scene,item,household,truth,answer,iou,correct,rank,openings
 * }</pre>
 *
 * <p>and after these {@code miss}, the kind of a wrong first answer; under {@link Protocol#SEARCH}
 * {@code path} in photo widths or {@code path_metres} instead, where a split tells either.
 *
 * <p>A {@link Miss} is written in lower case, such as {@code same_stack}; of equally liked answers,
 * and of repeats, all kinds with how much of the query is each, the largest first: {@code
 * same_stack 0.5; elsewhere 0.25}. It is empty where the query is right.
 *
 * <p>Truth and answer are as {@link AnswerText} writes them; {@code answer} is empty where none
 * counts, {@code iou} where containers have no regions, {@code rank} where the truth is not ranked,
 * {@code rank} and {@code openings} under {@link Protocol#PAPER}. Written as {@link CsvWriter}
 * does.
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

  private static final String PATH_IN_METRES = "path_metres";

  private PerQueryCsv() {}

  /**
   * Writes one run, or several of one protocol below each other with a last column {@code
   * predictor} that tells them apart; closes the writer.
   *
   * @throws IOException if the writer does
   */
  public static void write(List<ScoredRun> runs, Writer out) throws IOException {
    List<String> columns = new ArrayList<>(runs.isEmpty() ? COLUMNS : columns(runs.get(0)));
    if (runs.size() > 1) {
      columns.add("predictor");
    }
    try (CsvWriter rows = new CsvWriter(out, columns)) {
      for (ScoredRun run : runs) {
        for (List<Object> row : (Iterable<List<Object>>) rows(run)::iterator) {
          if (runs.size() > 1) {
            row.add(run.scorecard().predictor());
          }
          rows.row(row);
        }
      }
    }
  }

  /** The columns of a run's table. */
  public static List<String> columns(ScoredRun run) {
    List<String> columns = new ArrayList<>(COLUMNS);
    if (run.scorecard().has(PATH)) {
      columns.add(run.scorecard().unit(PATH) == Unit.METRES ? PATH_IN_METRES : PATH.name());
    }
    if (hasMisses(run)) {
      columns.add("miss");
    }
    return columns;
  }

  /** A run's rows: for each column a text, a number, or an optional one. */
  public static Stream<List<Object>> rows(ScoredRun run) {
    boolean searches = run.scorecard().has(PATH);
    double[] paths = searches ? run.perQuery().numerators(PATH) : new double[0];
    return IntStream.range(0, run.queries().size())
        .mapToObj(
            ordinal -> {
              List<Object> row = row(run, run.queries().get(ordinal));
              if (searches) {
                row.add(number(paths[ordinal]));
              }
              if (hasMisses(run)) {
                row.add(
                    Optional.of(kinds(run.perQuery().misses(ordinal))).filter(k -> !k.isEmpty()));
              }
              return row;
            });
  }

  private static boolean hasMisses(ScoredRun run) {
    return run.scorecard().protocol() != Protocol.SEARCH;
  }

  private static List<Object> row(ScoredRun run, QueryScore score) {
    IndexedQuery query = score.query();
    return new ArrayList<>(
        List.of(
            query.id(),
            query.scene(),
            query.item(),
            query.household(),
            AnswerText.write(query.truth()),
            score.answer().map(AnswerText::write),
            run.scorecard().measurable().drawn() ? number(score.iou()) : Optional.empty(),
            number(score.correct()),
            number(score.rank()),
            number(score.openings())));
  }

  private static String kinds(Map<Miss, Double> misses) {
    if (misses.size() == 1 && misses.containsValue(1.0)) {
      return Json.name(misses.keySet().iterator().next());
    }
    return misses.entrySet().stream()
        .sorted(Map.Entry.<Miss, Double>comparingByValue().reversed())
        .map(one -> Json.name(one.getKey()) + " " + number(one.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static Object number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : Optional.empty();
  }

  /** 1 rather than 1.0: most of these numbers count something. */
  private static Number number(double value) {
    long whole = (long) value;
    if (whole == value) {
      return whole;
    }
    return value;
  }
}
