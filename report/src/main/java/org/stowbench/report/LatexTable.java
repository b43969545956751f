package org.stowbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.stowbench.io.TextForm;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.metrics.Metric;

/** The leaderboard as a table for a paper, with the rules of the package {@code booktabs}. */
public final class LatexTable {

  private static final Metric FIRST = ReportedRuns.SHOWN.get(0);
  private static final List<Metric> OTHERS =
      ReportedRuns.SHOWN.subList(1, ReportedRuns.SHOWN.size());

  private LatexTable() {}

  /** A {@code table} environment, with caption and label. */
  public static String leaderboard(ReportedRuns report) {
    DatasetInfo info = report.index().info();
    StringBuilder table = new StringBuilder();
    table
        .append("% \\usepackage{booktabs}\n")
        .append("\\begin{table}\n  \\centering\n")
        .append(
            String.format(
                Locale.ROOT,
                "  \\caption{%s%s: %d queries, 95\\,\\%% intervals over households.}\n",
                TextForm.LATEX.of(info.id()),
                info.simulated() ? " (simulated)" : "",
                report.index().queries().size()))
        .append("  \\label{tab:stowbench}\n")
        .append("  \\begin{tabular}{lrl%s}\n    \\toprule\n".formatted("r".repeat(OTHERS.size())))
        .append(row(headings()))
        .append("    \\midrule\n");
    for (ReportedRun run : report.runs()) {
      Scorecard card = run.scored().scorecard();
      List<String> cells = new ArrayList<>();
      cells.add(TextForm.LATEX.of(card.marked()));
      cells.add(number(card.figure(FIRST).value(), FIRST.decimals()));
      cells.add(interval(card.figure(FIRST)));
      OTHERS.forEach(other -> cells.add(number(card.figure(other).value(), other.decimals())));
      table.append(row(cells));
    }
    return table.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
  }

  private static List<String> headings() {
    List<String> headings = new ArrayList<>(List.of("Predictor", heading(FIRST), "95\\,\\%"));
    OTHERS.forEach(other -> headings.add(heading(other)));
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

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
        : "--";
  }

  /** In braces: LaTeX would take a bracket after a line's end for that line's option. */
  private static String interval(Figure figure) {
    return figure.low().isPresent()
        ? "{[%s, %s]}"
            .formatted(
                number(figure.low(), FIRST.decimals()), number(figure.high(), FIRST.decimals()))
        : "--";
  }
}
