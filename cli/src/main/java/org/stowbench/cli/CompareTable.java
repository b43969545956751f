package org.stowbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.cli.output.Bars;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Table;
import org.stowbench.cli.output.Terminal;
import org.stowbench.predictions.AnswerText;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.comparison.ComparisonWords;
import org.stowbench.scorer.comparison.PaperComparison;
import org.stowbench.scorer.comparison.Tally;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.slices.Disagreement;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.McNemar;

/** Comparisons as tables. */
final class CompareTable {

  private static final int DECIMALS = 3;

  /** Digits of a test's figures that are published with all of them. */
  private static final int EXACT = 6;

  /** The line without any difference in the middle, as in the bars. */
  private static final String BAR_HEADING = "second <--0--> first ";

  private CompareTable() {}

  /** A row a pair, with what people look at first. */
  static Table summary(ComparisonFamily family) {
    Table table =
        new Table(
            "first",
            "second",
            family.metric().name(),
            "95 %",
            "p",
            "Holm",
            "McNemar",
            "g",
            "win/tie/loss");
    for (Comparison comparison : family.comparisons()) {
      table.row(
          Cell.of(comparison.first()),
          Cell.of(comparison.second()),
          Cell.of(signed(comparison.difference()), number(comparison.difference())),
          comparison.interval().map(CompareTable::interval).orElse(Cell.none()),
          p(comparison.permutation().p()),
          p(comparison.adjustedP()),
          comparison.mcNemar().map(test -> p(test.p())).orElse(Cell.none()),
          ScoreTable.cell(comparison.hedgesG(), 2),
          comparison.tally().map(CompareTable::tally).orElse(Cell.none()));
    }
    return table;
  }

  /** The same with the intervals drawn, all on one axis, for terminals that have room. */
  static Table pictured(ComparisonFamily family) {
    double axis = axis(family);
    return summary(family)
        .with(BAR_HEADING, family.comparisons().stream().map(c -> bar(c, axis)).toList());
  }

  /** How far the axis goes to either side: to the farthest end of an interval. */
  private static double axis(ComparisonFamily family) {
    double farthest = 0;
    for (Comparison comparison : family.comparisons()) {
      double low = comparison.interval().map(Interval::low).orElse(comparison.difference());
      double high = comparison.interval().map(Interval::high).orElse(comparison.difference());
      farthest = Math.max(farthest, Math.max(Math.abs(low), Math.abs(high)));
    }
    return farthest == 0 ? 1 : farthest;
  }

  private static Cell bar(Comparison comparison, double axis) {
    double value = comparison.difference();
    double low = comparison.interval().map(Interval::low).orElse(value);
    double high = comparison.interval().map(Interval::high).orElse(value);
    return Cell.of(Bars.interval(low, value, high, -axis, axis, BAR_HEADING.length()));
  }

  /** What the comparisons mean, a line each. */
  static String words(ComparisonFamily family, OutputFormat format) {
    StringBuilder words = new StringBuilder();
    for (Comparison comparison : family.comparisons()) {
      String line = ComparisonWords.of(comparison);
      words.append(
          format == OutputFormat.markdown
              ? "- " + Table.markdownText(line) + "\n"
              : Terminal.stdout().wrapped(Table.safe(line)) + "\n");
    }
    return "\n" + words;
  }

  /** A row a pair, with every figure. */
  static Table all(ComparisonFamily family) {
    Table table =
        new Table(
            "first",
            "second",
            "metric",
            "queries",
            "households",
            "first_value",
            "second_value",
            "difference",
            "low",
            "high",
            "p",
            "p_exact",
            "p_holm",
            "mcnemar_first_only",
            "mcnemar_second_only",
            "mcnemar_p",
            "hedges_g",
            "wins",
            "ties",
            "losses",
            "detectable",
            "queries_needed");
    for (Comparison comparison : family.comparisons()) {
      Optional<Interval> interval = comparison.interval();
      Optional<McNemar> mcNemar = comparison.mcNemar();
      Optional<Tally> tally = comparison.tally();
      table.row(
          Cell.of(comparison.first()),
          Cell.of(comparison.second()),
          Cell.of(comparison.metric().name()),
          Cell.of(comparison.queries()),
          Cell.of(comparison.households()),
          Cell.of(comparison.firstValue(), DECIMALS),
          Cell.of(comparison.secondValue(), DECIMALS),
          Cell.of(comparison.difference(), DECIMALS),
          interval.map(i -> Cell.of(i.low(), DECIMALS)).orElse(Cell.none()),
          interval.map(i -> Cell.of(i.high(), DECIMALS)).orElse(Cell.none()),
          Cell.of(comparison.permutation().p(), DECIMALS),
          Cell.of(comparison.permutation().exact()),
          Cell.of(comparison.adjustedP(), DECIMALS),
          mcNemar.map(test -> Cell.of(test.firstOnly())).orElse(Cell.none()),
          mcNemar.map(test -> Cell.of(test.secondOnly())).orElse(Cell.none()),
          mcNemar.map(test -> Cell.of(test.p(), DECIMALS)).orElse(Cell.none()),
          ScoreTable.cell(comparison.hedgesG(), DECIMALS),
          tally.map(t -> Cell.of(t.wins(), DECIMALS)).orElse(Cell.none()),
          tally.map(t -> Cell.of(t.ties(), DECIMALS)).orElse(Cell.none()),
          tally.map(t -> Cell.of(t.losses(), DECIMALS)).orElse(Cell.none()),
          comparison.detectable().map(d -> Cell.of(d.difference(), DECIMALS)).orElse(Cell.none()),
          comparison
              .detectable()
              .filter(d -> d.queriesNeeded().isPresent())
              .map(d -> Cell.of(d.queriesNeeded().getAsLong()))
              .orElse(Cell.none()));
    }
    return table;
  }

  /** A row a pair of what the paper computes. */
  static Table paper(List<PaperComparison> comparisons) {
    Table table =
        new Table(
            "first",
            "second",
            "pairs",
            Metrics.MEAN_IOU.heading() + ", first",
            Metrics.MEAN_IOU.heading() + ", second",
            "t",
            "p",
            "Bonferroni",
            "g");
    for (PaperComparison comparison : comparisons) {
      table.row(
          Cell.of(comparison.first()),
          Cell.of(comparison.second()),
          Cell.of(comparison.queries()),
          Cell.of(comparison.firstMean(), 4),
          Cell.of(comparison.secondMean(), 4),
          comparison.test().map(test -> Cell.of(test.t(), EXACT)).orElse(Cell.none()),
          comparison.test().map(test -> Cell.of(test.p(), EXACT)).orElse(Cell.none()),
          ScoreTable.cell(comparison.bonferroniP(), EXACT),
          ScoreTable.cell(comparison.hedgesG(), EXACT));
    }
    return table;
  }

  /** A row a query that two predictors answer differently. */
  static Table disagreements(String first, String second, List<Disagreement> disagreements) {
    Table table = new Table("query", "truth", first, second, "right");
    for (Disagreement disagreement : disagreements) {
      table.row(
          Cell.of(disagreement.first().query().query().id()),
          Cell.of(AnswerText.write(disagreement.first().query().truth())),
          answer(disagreement.first()),
          answer(disagreement.second()),
          Cell.of(right(disagreement, first, second)));
    }
    return table;
  }

  private static Cell answer(QueryScore score) {
    return score.answer().map(answer -> Cell.of(AnswerText.write(answer))).orElse(Cell.none());
  }

  private static String right(Disagreement disagreement, String first, String second) {
    boolean one = disagreement.first().correct() == 1;
    boolean other = disagreement.second().correct() == 1;
    return one ? (other ? "both" : first) : other ? second : "neither";
  }

  private static Cell interval(Interval interval) {
    String text = "[%s, %s]".formatted(signed(interval.low()), signed(interval.high()));
    return Cell.of(text);
  }

  private static String signed(double value) {
    String text = String.format(Locale.ROOT, "%+." + DECIMALS + "f", value);
    return text.equals("-0.000") ? "+0.000" : text;
  }

  private static JsonNode number(double value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  /** Small p-values are said to be small, not 0. */
  private static Cell p(double p) {
    return p < 0.0005 ? Cell.of("<0.001", number(p)) : Cell.of(p, DECIMALS);
  }

  private static Cell tally(Tally tally) {
    return Cell.of(
        String.format(Locale.ROOT, "%.0f/%.0f/%.0f", tally.wins(), tally.ties(), tally.losses()));
  }
}
