package org.stowbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.TextForm;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.Interval;

/** Runs as tables for a paper, with the rules of the package {@code booktabs}. */
public final class LatexTable {

  /** So many letters of a name stand in a line: both tables are as wide as a column of text. */
  private static final int LETTERS = 12;

  /** So many lines are as high as a page, with caption and headings. */
  private static final int LINES = 40;

  /** Where a name may be broken: behind what is no letter, and in words that are too long. */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)[\\p{L}\\p{M}\\p{N}]{1,7}[^\\p{L}\\p{M}\\p{N}]{0,7}|[^\\p{L}\\p{M}\\p{N}]{1,7}");

  private final ReportedRuns report;
  private final List<Metric> metrics;
  private final Metric first;
  private final Map<Metric, MetricStanding> standings = new HashMap<>();

  private LatexTable(ReportedRuns report, List<Metric> metrics) {
    this.report = report;
    this.metrics = metrics;
    this.first = metrics.get(0);
    metrics.forEach(metric -> standings.put(metric, MetricStanding.of(report.runs(), metric)));
  }

  /**
   * The leaderboard, in which the best figures are bold and those are marked that cannot be told
   * from them, and if there are several runs, how each differs from each other by the first metric.
   *
   * @param metrics its columns, one or more; the first has intervals
   * @return {@code table} environments, with captions and labels
   */
  public static String of(ReportedRuns report, List<Metric> metrics) {
    LatexTable table = new LatexTable(report, metrics);
    return "% \\usepackage{booktabs}\n" + table.leaderboard() + table.comparison();
  }

  private String leaderboard() {
    boolean ranked = standings.values().stream().anyMatch(one -> one.family().isPresent());
    String caption =
        String.format(
            Locale.ROOT,
            "%s: %d queries, 95\\,\\%% intervals over households.%s",
            data(),
            report.index().queries().size(),
            ranked
                ? " Best in bold; $^\\dagger$ cannot be told apart from the best (paired"
                    + " permutation test over households, corrected by Holm for all pairs,"
                    + " 5\\,\\%)."
                : "");
    List<Row> rows = new ArrayList<>();
    for (ReportedRun run : ranked()) {
      Scorecard card = run.scored().scorecard();
      List<String> cells = new ArrayList<>(List.of(name(card.marked())));
      for (Metric metric : metrics) {
        cells.add(cell(run, metric));
        if (metric == first) {
          cells.add(interval(card));
        }
      }
      rows.add(new Row(cells, lines(card.marked())));
    }
    return tables(
        caption, "tab:stowbench", "lrl" + "r".repeat(metrics.size() - 1), headings(), rows);
  }

  /** By the first metric, the best first. */
  private List<ReportedRun> ranked() {
    Comparator<ReportedRun> best =
        Comparator.comparingDouble(
            run ->
                value(run, first).isPresent()
                    ? -first.direction().advantage(value(run, first).getAsDouble(), 0)
                    : Double.POSITIVE_INFINITY);
    return report.runs().stream().sorted(best).toList();
  }

  private String comparison() {
    List<Comparison> pairs = standings.get(first).pairs();
    if (pairs.isEmpty()) {
      return "";
    }
    Map<String, String> names = new HashMap<>();
    report.runs().forEach(run -> names.put(run.label(), run.scored().scorecard().marked()));
    String caption =
        String.format(
            Locale.ROOT,
            "%s: difference in %s of all %d pairs on the queries that both have, with 95\\,\\%%"
                + " intervals over households; $p$ of a permutation test over households, corrected"
                + " by Holm; queries on which the first is better, as good, and worse.",
            data(),
            TextForm.LATEX.of(first.heading()),
            pairs.size());
    List<Row> rows = new ArrayList<>();
    for (Comparison pair : pairs) {
      String one = names.get(pair.first());
      String other = names.get(pair.second());
      rows.add(
          new Row(
              List.of(
                  name(one),
                  name(other),
                  signed(pair.difference()),
                  pair.interval().map(this::interval).orElse("--"),
                  pair.adjustedP() < 0.0005
                      ? TextForm.LATEX.of("<0.001")
                      : number(OptionalDouble.of(pair.adjustedP()), 3),
                  pair.tally()
                      .map(
                          is ->
                              String.format(
                                  Locale.ROOT, "%.0f/%.0f/%.0f", is.wins(), is.ties(), is.losses()))
                      .orElse("--")),
              Math.max(lines(one), lines(other))));
    }
    return "\n"
        + tables(
            caption,
            "tab:stowbench-pairs",
            "llrlrr",
            List.of("First", "Second", "Difference", "95\\,\\%", "$p$", "Win/tie/loss"),
            rows);
  }

  /** How many lines a name may take: what breaks it leaves lines short. */
  private static int lines(String name) {
    int letters = name.codePointCount(0, name.length());
    return letters <= LETTERS ? 1 : (letters + LETTERS / 2) / (LETTERS / 2);
  }

  /** All rows in as many tables as it takes: one that is higher than a page runs out of it. */
  private static String tables(
      String caption, String label, String columns, List<String> headings, List<Row> rows) {
    StringBuilder tables = new StringBuilder();
    for (int from = 0, end = 0; from < rows.size(); from = end) {
      int lines = 0;
      while (end < rows.size() && (end == from || lines + rows.get(end).lines() <= LINES)) {
        lines += rows.get(end).lines();
        end++;
      }
      tables
          .append(from == 0 ? "" : "\n")
          .append("\\begin{table}\n  \\centering\\small\\setlength{\\tabcolsep}{4pt}\n")
          .append(
              from == 0
                  ? "  \\caption{%s}\n  \\label{%s}\n".formatted(caption, label)
                  : "  \\addtocounter{table}{-1}\n  \\caption{Continued.}\n")
          .append("  \\begin{tabular}{%s}\n    \\toprule\n".formatted(columns))
          .append(row(headings))
          .append("    \\midrule\n");
      rows.subList(from, end).forEach(row -> tables.append(row(row.cells())));
      tables.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
    }
    return tables.toString();
  }

  /**
   * A row of a table.
   *
   * @param lines how many it takes
   */
  private record Row(List<String> cells, int lines) {}

  /** A name on as many lines as it takes: the table would run out of the page. */
  private static String name(String name) {
    if (name.codePointCount(0, name.length()) <= LETTERS) {
      return TextForm.LATEX.of(name);
    }
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(name);
    while (part.find()) {
      parts.add(TextForm.LATEX.of(part.group()));
    }
    return "\\parbox[t]{14ex}{\\raggedright\\strut %s\\strut}"
        .formatted(String.join("\\allowbreak{}", parts));
  }

  private String data() {
    DatasetInfo info = report.index().info();
    return TextForm.LATEX.of(info.id()) + (info.simulated() ? " (simulated)" : "");
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>(List.of("Predictor"));
    for (Metric metric : metrics) {
      headings.add(heading(metric));
      if (metric == first) {
        headings.add("95\\,\\%");
      }
    }
    return headings;
  }

  /** Words begin with a capital in a paper; a symbol such as hit@1 stays as it is. */
  private static String heading(Metric metric) {
    String heading = metric.heading();
    return TextForm.LATEX.of(
        heading.matches("[a-z ]+")
            ? heading.substring(0, 1).toUpperCase(Locale.ROOT) + heading.substring(1)
            : heading);
  }

  private static String row(List<String> cells) {
    return "    " + String.join(" & ", cells) + " \\\\\n";
  }

  private String cell(ReportedRun run, Metric metric) {
    String number = number(value(run, metric), metric.decimals());
    MetricStanding standing = standings.get(metric);
    if (report.runs().size() > 1 && standing.best().contains(run.label())) {
      return "\\textbf{" + number + "}";
    }
    // Of no width, so that digits stay below each other.
    return number + (standing.tied().contains(run.label()) ? "\\rlap{$^\\dagger$}" : "");
  }

  private static OptionalDouble value(ReportedRun run, Metric metric) {
    Scorecard card = run.scored().scorecard();
    return card.has(metric) ? card.figure(metric).value() : OptionalDouble.empty();
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
        : "--";
  }

  private String signed(double value) {
    String number = String.format(Locale.ROOT, "%." + first.decimals() + "f", Math.abs(value));
    boolean isNone = number.matches("[0.]+");
    return (isNone ? "" : value < 0 ? "$-$" : "$+$") + number;
  }

  /** In braces: LaTeX would take a bracket after a line's end for that line's option. */
  private String interval(Scorecard card) {
    Figure figure =
        card.has(first)
            ? card.figure(first)
            : new Figure(
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), "");
    return figure.low().isPresent()
        ? "{[%s, %s]}"
            .formatted(
                number(figure.low(), first.decimals()), number(figure.high(), first.decimals()))
        : "--";
  }

  private String interval(Interval interval) {
    return "{[%s, %s]}".formatted(signed(interval.low()), signed(interval.high()));
  }
}
