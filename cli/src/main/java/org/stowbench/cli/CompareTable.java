package org.stowbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.stowbench.cli.output.Bars;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.predictions.AnswerText;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.comparison.Basis;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.comparison.ComparisonWords;
import org.stowbench.scorer.comparison.PaperComparison;
import org.stowbench.scorer.comparison.Tally;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.misses.Miss;
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

  /** What all comparisons rest on, such as {@code 60 of 100 queries, 50 of 79 households}. */
  static String basis(ComparisonFamily family) {
    if (isOnOneBasis(family)) {
      return family.comparisons().get(0).basis().amount();
    }
    return String.format(
        Locale.ROOT,
        "%s of %,d queries, %s of %,d households, pair by pair",
        fromTo(family, Basis::queries),
        family.comparisons().get(0).basis().ofQueries(),
        fromTo(family, Basis::households),
        family.comparisons().get(0).basis().ofHouseholds());
  }

  private static String fromTo(ComparisonFamily family, ToIntFunction<Basis> amount) {
    IntSummaryStatistics range =
        family.comparisons().stream().map(Comparison::basis).mapToInt(amount).summaryStatistics();
    return range.getMin() == range.getMax()
        ? String.format(Locale.ROOT, "%,d", range.getMin())
        : String.format(Locale.ROOT, "%,d to %,d", range.getMin(), range.getMax());
  }

  private static boolean isOnOneBasis(ComparisonFamily family) {
    return family.comparisons().stream()
            .map(c -> c.queries() + " " + c.households())
            .distinct()
            .count()
        == 1;
  }

  /** Each predictor's figure less each other's, with a star where the two can be told apart. */
  static Table matrix(ComparisonFamily family) {
    List<String> ranked = ranked(family);
    List<String> headings = new ArrayList<>(List.of("#", family.metric().name() + " less that of"));
    for (int column = 1; column <= ranked.size(); column++) {
      headings.add(Integer.toString(column));
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (int row = 0; row < ranked.size(); row++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(row + 1), Cell.of(ranked.get(row))));
      for (String other : ranked) {
        cells.add(
            family
                .between(ranked.get(row), other)
                .map(
                    c ->
                        Cell.of(
                            signed(c.difference()) + (c.isToldApart() ? "*" : " "),
                            number(c.difference())))
                .orElse(Cell.none()));
      }
      table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }

  /** The comparisons of the best predictor with each other one, from the best down. */
  static List<Comparison> withTheBest(ComparisonFamily family) {
    List<String> ranked = ranked(family);
    return ranked.stream()
        .skip(1)
        .flatMap(other -> family.between(ranked.get(0), other).stream())
        .toList();
  }

  /** The predictors of all pairs, by how far each is before the others. */
  private static List<String> ranked(ComparisonFamily family) {
    Map<String, Double> ahead = new HashMap<>();
    for (Comparison comparison : family.comparisons()) {
      double advantage =
          family.metric().direction().advantage(comparison.firstValue(), comparison.secondValue());
      ahead.merge(comparison.first(), advantage, Double::sum);
      ahead.merge(comparison.second(), -advantage, Double::sum);
    }
    return family.predictors().stream()
        .sorted(Comparator.comparing((String name) -> -ahead.getOrDefault(name, 0.0)))
        .toList();
  }

  /** A row a pair, with what people look at first. */
  static Table summary(ComparisonFamily family) {
    Table table = pairs(family);
    return isOnOneBasis(family)
        ? table
        : table
            .with("queries", column(family, Comparison::queries))
            .with("households", column(family, Comparison::households));
  }

  private static List<Cell> column(ComparisonFamily family, ToIntFunction<Comparison> number) {
    return family.comparisons().stream().map(c -> Cell.of(number.applyAsInt(c))).toList();
  }

  private static Table pairs(ComparisonFamily family) {
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
          difference(comparison),
          interval(comparison),
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

  /** What comparisons mean, a line each. */
  static Printout words(List<Comparison> comparisons, OutputFormat format) {
    Printout words = Printout.of(format).blank();
    comparisons.forEach(comparison -> words.item(ComparisonWords.of(comparison)));
    return words;
  }

  /**
   * A row a pair, with every figure.
   *
   * @param marks what figures are to be doubted for, by the predictor's name
   */
  static Table all(ComparisonFamily family, Map<String, String> marks) {
    return all(family)
        .with("first_mark", family.comparisons().stream().map(c -> mark(c.first(), marks)).toList())
        .with(
            "second_mark",
            family.comparisons().stream().map(c -> mark(c.second(), marks)).toList());
  }

  private static Cell mark(String predictor, Map<String, String> marks) {
    return Optional.ofNullable(marks.get(predictor)).map(Cell::of).orElse(Cell.none());
  }

  private static Table all(ComparisonFamily family) {
    Table table =
        new Table(
            "first",
            "second",
            "metric",
            "queries",
            "households",
            "of_queries",
            "of_households",
            "only_first_has",
            "only_second_has",
            "neither_has",
            "first_value",
            "second_value",
            "difference",
            "low",
            "high",
            "interval",
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
          Cell.of(comparison.basis().ofQueries()),
          Cell.of(comparison.basis().ofHouseholds()),
          Cell.of(comparison.basis().firstOnly()),
          Cell.of(comparison.basis().secondOnly()),
          Cell.of(comparison.basis().neither()),
          Cell.of(comparison.firstValue(), DECIMALS),
          Cell.of(comparison.secondValue(), DECIMALS),
          Cell.of(comparison.difference(), DECIMALS),
          interval.map(i -> Cell.of(i.low(), DECIMALS)).orElse(Cell.none()),
          interval.map(i -> Cell.of(i.high(), DECIMALS)).orElse(Cell.none()),
          Cell.of(comparison.uncertainty().words()),
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

  /** The same with what figures are to be doubted for, by the predictor's name. */
  static Table paper(List<PaperComparison> comparisons, Map<String, String> marks) {
    return paper(comparisons)
        .with("first_mark", comparisons.stream().map(c -> mark(c.first(), marks)).toList())
        .with("second_mark", comparisons.stream().map(c -> mark(c.second(), marks)).toList());
  }

  /** A row a query that two predictors answer differently. */
  static Table disagreements(String first, String second, List<Disagreement> disagreements) {
    Table table =
        new Table("query", "truth", first, second, "right", first + ": miss", second + ": miss");
    for (Disagreement disagreement : disagreements) {
      table.row(
          Cell.of(disagreement.first().query().id()),
          Cell.of(AnswerText.write(disagreement.first().query().truth())),
          answer(disagreement.first()),
          answer(disagreement.second()),
          Cell.of(right(disagreement, first, second)),
          kinds(disagreement.firstMisses()),
          kinds(disagreement.secondMisses()));
    }
    return table;
  }

  private static Cell answer(QueryScore score) {
    return score.answer().map(answer -> Cell.of(AnswerText.write(answer))).orElse(Cell.none());
  }

  /** The kinds of a miss, the likeliest first where the answers are liked equally. */
  private static Cell kinds(Map<Miss, Double> misses) {
    return misses.isEmpty() ? Cell.none() : Cell.of(Miss.titles(misses));
  }

  private static String right(Disagreement disagreement, String first, String second) {
    boolean one = disagreement.first().correct() == 1;
    boolean other = disagreement.second().correct() == 1;
    return one ? (other ? "both" : first) : other ? second : "neither";
  }

  /** The difference, with its sign. */
  static Cell difference(Comparison comparison) {
    return Cell.of(signed(comparison.difference()), number(comparison.difference()));
  }

  /** Its interval, or why there is none. */
  static Cell interval(Comparison comparison) {
    return comparison
        .interval()
        .map(CompareTable::interval)
        .orElseGet(() -> Cell.of(comparison.uncertainty().words()));
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
  static Cell p(double p) {
    return p < 0.0005 ? Cell.of("<0.001", number(p)) : Cell.of(p, DECIMALS);
  }

  private static Cell tally(Tally tally) {
    return Cell.of(
        String.format(Locale.ROOT, "%.0f/%.0f/%.0f", tally.wins(), tally.ties(), tally.losses()));
  }
}
