package org.stowbench.scorer.gate;

import java.util.stream.Collectors;

/**
 * A gate's report as Markdown, for the summary of a step in GitHub Actions. Names are hostile: they
 * are shown as they are and mean nothing.
 */
public final class StepSummary {

  private StepSummary() {}

  /** Writes a report, with a line end. */
  public static String write(GateReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "### Gate %s: %s on %s%s\n\n"
            .formatted(
                report.holds() ? "holds" : "does not hold",
                plain(report.scorecard().marked()),
                plain(report.scorecard().dataset()),
                report.scorecard().simulated() ? ", simulated" : ""));
    text.append("| check | outcome | found |\n|---|---|---|\n");
    for (GateReport.Check check : report.checks()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  plain(check.what()),
                  check.holds() ? "holds" : "**fails**",
                  plain(check.reason())));
    }
    report.baseline().ifPresent(name -> text.append("\nBaseline: " + plain(name) + "\n"));
    return text.toString();
  }

  /** Every sign that Markdown or HTML could take for its own becomes a number. */
  private static String plain(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                Character.isLetterOrDigit(c) || " ,;:.%/-".indexOf(c) >= 0
                    ? Character.toString(c)
                    : Character.isISOControl(c) ? " " : "&#" + c + ";")
        .collect(Collectors.joining());
  }
}
