package org.stowbench.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Repeats;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * What each option of a sweep does: the mean of a metric over the runs of one predictor that share
 * a value of an option, such as a prompt or a model.
 */
final class FactorTable {

  private static final String DEFAULT = "(default)";

  /** A run and the options that it was made with. */
  private record Made(ScoredRun run, Map<String, String> options) {}

  private FactorTable() {}

  /**
   * The table, with a heading.
   *
   * @param specs of the run folders among the runs
   * @return nothing where no value of an option is shared by two runs
   */
  static Printout of(
      Scoring scoring,
      List<ScoredRun> runs,
      List<PredictorSpec> specs,
      Metric metric,
      IntervalMethod method,
      OutputFormat format) {
    Map<String, List<Made>> byPredictor = new TreeMap<>();
    for (ScoredRun run : runs) {
      spec(run, specs)
          .ifPresent(
              spec ->
                  byPredictor
                      .computeIfAbsent(spec.name(), name -> new ArrayList<>())
                      .add(new Made(run, spec.options())));
    }
    Table table = new Table("option", "value", "runs", "queries", metric.name(), "95% interval");
    boolean shared = false;
    for (List<Made> made : byPredictor.values()) {
      shared |= add(scoring, made, metric, method, table);
    }
    Printout text = Printout.of(format);
    return shared
        ? text.blank()
            .line(
                "By option: means over the runs that share its value, of the queries that all of"
                    + " them answered")
            .blank()
            .table(table)
        : text;
  }

  /** The longest that fits: a name may go on after it, to tell two runs apart. */
  private static Optional<PredictorSpec> spec(ScoredRun run, List<PredictorSpec> specs) {
    return specs.stream()
        .filter(spec -> run.scorecard().predictor().startsWith(spec.text()))
        .max(Comparator.comparingInt(spec -> spec.text().length()));
  }

  private static boolean add(
      Scoring scoring, List<Made> made, Metric metric, IntervalMethod method, Table table) {
    List<Integer> shown = shared(made);
    Set<String> options = new LinkedHashSet<>();
    made.forEach(one -> options.addAll(one.options().keySet()));
    boolean shared = false;
    for (String option : options) {
      Map<String, List<Made>> levels =
          made.stream()
              .collect(
                  Collectors.groupingBy(
                      one -> one.options().getOrDefault(option, DEFAULT),
                      TreeMap::new,
                      Collectors.toList()));
      if (levels.size() > 1) {
        shared |= levels.values().stream().anyMatch(level -> level.size() > 1);
        levels.forEach(
            (value, level) ->
                table.row(
                    cells(
                        option,
                        value,
                        level,
                        shown.size(),
                        figure(scoring, shown, level, metric, method),
                        metric)));
      }
    }
    return shared;
  }

  private static Cell[] cells(
      String option, String value, List<Made> level, int queries, Figure figure, Metric metric) {
    return new Cell[] {
      Cell.of(option),
      Cell.of(value),
      Cell.of(level.size()),
      Cell.of(queries),
      ScoreTable.cell(figure.value(), metric.decimals()),
      ScoreTable.interval(figure, metric.decimals())
    };
  }

  /** The queries that all runs of a predictor have, so that no value has easier ones. */
  private static List<Integer> shared(List<Made> all) {
    return IntStream.range(0, all.get(0).run().queries().size())
        .filter(o -> all.stream().allMatch(one -> one.run().queries().get(o).predicted()))
        .boxed()
        .toList();
  }

  private static Figure figure(
      Scoring scoring,
      List<Integer> shown,
      List<Made> level,
      Metric metric,
      IntervalMethod method) {
    return Repeats.of(scoring, level.stream().map(Made::run).toList())
        .mean()
        .figure(metric, shown, method);
  }
}
