package org.stowbench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.stowbench.query.DatasetInfo;
import org.stowbench.scorer.Figure;

/** The leaderboard as a table for a paper, with the rules of the package {@code booktabs}. */
public final class LatexTable {

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
                escape(info.id()),
                info.simulated() ? " (simulated)" : "",
                report.index().queries().size()))
        .append("  \\label{tab:stowbench}\n")
        .append("  \\begin{tabular}{lrlrrrr}\n    \\toprule\n")
        .append(
            row(
                List.of(
                    "Predictor",
                    "hit@1",
                    "95\\,\\%",
                    "hit@3",
                    "MRR",
                    "Openings",
                    "Ratio to random")))
        .append("    \\midrule\n");
    for (ReportedRun run : report.runs()) {
      Map<String, Figure> metrics = run.scored().scorecard().metrics();
      table.append(
          row(
              List.of(
                  escape(run.label()),
                  number(metrics.get("hit@1").value(), 3),
                  interval(metrics.get("hit@1")),
                  number(metrics.get("hit@3").value(), 3),
                  number(metrics.get("mrr").value(), 3),
                  number(metrics.get("openings").value(), 2),
                  number(metrics.get("opening_ratio").value(), 2))));
    }
    return table.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
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
        ? "{[%s, %s]}".formatted(number(figure.low(), 3), number(figure.high(), 3))
        : "--";
  }

  /** Text that LaTeX prints as it is: none of its special characters does anything. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> safe.append("\\textbackslash{}");
                case '~' -> safe.append("\\textasciitilde{}");
                case '^' -> safe.append("\\textasciicircum{}");
                case '<' -> safe.append("\\textless{}");
                case '>' -> safe.append("\\textgreater{}");
                case '|' -> safe.append("\\textbar{}");
                case '"' -> safe.append("''");
                case '{', '}', '$', '&', '#', '%', '_' -> safe.append('\\').appendCodePoint(c);
                default -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return safe.toString();
  }
}
