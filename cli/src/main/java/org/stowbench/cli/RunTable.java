package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.io.Json;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Repeats;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.adaptation.AdaptationJson;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.VarianceComponents;

/** What {@code run} prints: one row a predictor. */
final class RunTable {

  /**
   * A scored run.
   *
   * @param repeats its figures, one asking or several
   * @param queriesPerSecond how fast it was; empty where nothing was asked
   */
  record Row(Repeats repeats, OptionalDouble queriesPerSecond) {

    Scorecard scorecard() {
      return repeats.mean().scorecard();
    }

    /** Where the variance of the first metric comes from; empty for a single asking. */
    Optional<VarianceComponents> variance() {
      return repeats.runs().size() > 1
          ? Optional.of(repeats.variance(first(scorecard().protocol())))
          : Optional.empty();
    }
  }

  private RunTable() {}

  /** The runs, and what their predictors make of knowing more where they were let. */
  static Printout render(
      DatasetInfo dataset, List<Row> rows, List<AdaptationCurve> curves, OutputFormat format) {
    return switch (format) {
      case json -> Printout.json(json(rows, curves));
      case csv ->
          Printout.of(format)
              .table(CurveTable.all(rows.stream().map(Row::scorecard).toList(), curves));
      case table, markdown ->
          heading(dataset, protocol(rows), format)
              .table(table(rows, format == OutputFormat.table))
              .add(variances(rows, format))
              .add(CurveTable.render(curves, format));
    };
  }

  private static Protocol protocol(List<Row> rows) {
    return rows.get(0).scorecard().protocol();
  }

  /** What is scored, in a line or two. */
  static Printout heading(
      DatasetInfo dataset, Protocol protocol, String intervals, OutputFormat format) {
    return heading(dataset, queries(dataset), protocol, intervals, format);
  }

  /** The same with the intervals that are made where no others are asked for. */
  static Printout heading(DatasetInfo dataset, Protocol protocol, OutputFormat format) {
    return heading(dataset, protocol, intervals(IntervalMethod.KORN_GRAUBARD), format);
  }

  /** The same for people, above a table that anybody may read. */
  static Printout heading(DatasetInfo dataset, Protocol protocol, TableOption output) {
    return output.isForPeople()
        ? heading(dataset, protocol, output.format())
        : Printout.of(output.format());
  }

  /** How the intervals of figures are called that are asked to be made in this way. */
  static String intervals(IntervalMethod method) {
    return switch (method) {
      case KORN_GRAUBARD, GAMMA, STUDENT_T -> "Korn-Graubard; costs: gamma";
      case PERCENTILE -> "percentile bootstrap";
      case BCA -> "BCa bootstrap";
      case WILSON -> "Wilson; costs: gamma";
    };
  }

  /**
   * The same where it is not all queries.
   *
   * @param queries how many, such as {@code 60 of 100 queries}
   * @param intervals how they are made
   */
  static Printout heading(
      DatasetInfo dataset,
      String queries,
      Protocol protocol,
      String intervals,
      OutputFormat format) {
    String line = line(dataset, queries, intervals);
    Printout text = Printout.of(format);
    return protocol == Protocol.SEARCH
        ? text.heading(
            line + ";",
            "ratios charge a wrong \"not here\" with all that it left closed, and a search that just"
                + " ends with going on at random")
        : text.heading(line);
  }

  /** What is scored, in words. */
  static String line(DatasetInfo dataset, String queries, String intervals) {
    return "%s: %s%s, 95 %% intervals over households (%s)"
        .formatted(dataset.id(), queries, dataset.simulated() ? ", simulated" : "", intervals);
  }

  /** The same with all queries, and the intervals that are made where no others are asked for. */
  static String line(DatasetInfo dataset) {
    return line(dataset, queries(dataset), intervals(IntervalMethod.KORN_GRAUBARD));
  }

  private static String queries(DatasetInfo dataset) {
    return String.format(Locale.ROOT, "%,d queries", dataset.queries());
  }

  private static final List<Metric> RANKINGS =
      List.of(
          Metrics.HIT_1,
          Metrics.HIT_3,
          Metrics.AVERAGE_PRECISION,
          Metrics.MEAN_IOU,
          Metrics.OPENINGS,
          Metrics.OPENING_RATIO);

  private static final List<Metric> SEARCHES =
      List.of(
          Metrics.FOUND,
          Metrics.SEARCH_OPENINGS,
          Metrics.OPENING_RATIO_BEST,
          Metrics.OPENING_RATIO_RANDOM,
          Metrics.PATH,
          Metrics.PATH_RATIO_BEST,
          Metrics.PATH_RATIO_RANDOM);

  private static Metric first(Protocol protocol) {
    return protocol == Protocol.SEARCH ? Metrics.FOUND : Metrics.HIT_1;
  }

  private static Printout variances(List<Row> rows, OutputFormat format) {
    Printout text = Printout.of(format);
    for (Row row : rows) {
      row.variance()
          .ifPresent(
              v ->
                  text.blank()
                      .line(
                          String.format(
                              Locale.ROOT,
                              "%s: variance of %s between households %.3f, items %.3f, queries beyond"
                                  + " these %.3f, repeats %.3f",
                              row.scorecard().predictor(),
                              first(row.scorecard().protocol()).name(),
                              v.households(),
                              v.items(),
                              v.queries(),
                              v.repeats())));
    }
    return text;
  }

  /** Markdown goes into documents, where a machine's speed would change with every writing. */
  private static Table table(List<Row> rows, boolean withSpeed) {
    Scorecard any = rows.get(0).scorecard();
    List<Metric> shown =
        (protocol(rows) == Protocol.SEARCH ? SEARCHES : RANKINGS)
            .stream().filter(any::has).toList();
    Metric first = shown.get(0);
    List<Metric> others = new ArrayList<>(shown.subList(1, shown.size()));
    if (protocol(rows) == Protocol.CONSISTENT) {
      Metrics.official(rows.get(0).scorecard().dataset())
          .ifPresent(figure -> others.add(0, figure));
    }
    List<String> headings = new ArrayList<>(List.of("predictor", first.heading(), "95 %"));
    others.forEach(metric -> headings.add(any.titled(metric, metric.heading())));
    boolean allAnswered =
        rows.stream().allMatch(row -> row.scorecard().answered() == row.scorecard().queries());
    if (!allAnswered) {
      headings.addAll(List.of("answered", "failed"));
    }
    if (withSpeed) {
      headings.add("queries/s");
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (Row row : rows) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(row.scorecard().marked()));
      cells.add(ScoreTable.cell(row.scorecard(), first));
      cells.add(ScoreTable.interval(row.scorecard(), first));
      others.forEach(metric -> cells.add(ScoreTable.cell(row.scorecard(), metric)));
      if (!allAnswered) {
        cells.add(Cell.of(row.scorecard().answered()));
        cells.add(ScoreTable.failed(row.repeats().mean()));
      }
      if (withSpeed) {
        cells.add(ScoreTable.cell(row.queriesPerSecond(), 0));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /** The same document as {@code score}, with the speed of each run. */
  static ObjectNode json(List<Row> rows, List<AdaptationCurve> curves) {
    ObjectNode document = ScorecardJson.write(rows.stream().map(Row::scorecard).toList());
    ArrayNode cards = (ArrayNode) document.get("scorecards");
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode card = (ObjectNode) cards.get(i);
      rows.get(i).queriesPerSecond().ifPresent(rate -> card.put("queries_per_second", rate));
      card.put("repeats", rows.get(i).repeats().runs().size());
      rows.get(i).variance().ifPresent(variance -> card.set("variance", Json.object(variance)));
    }
    return AdaptationJson.write(curves, document);
  }
}
