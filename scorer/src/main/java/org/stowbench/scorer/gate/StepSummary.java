package org.stowbench.scorer.gate;

import org.stowbench.io.TextForm;

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
                TextForm.MARKDOWN.of(report.scorecard().marked()),
                TextForm.MARKDOWN.of(report.scorecard().dataset()),
                report.scorecard().simulated() ? ", simulated" : ""));
    text.append("| check | outcome | found |\n|---|---|---|\n");
    for (GateReport.Check check : report.checks()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(
                  TextForm.MARKDOWN.of(check.what()),
                  check.holds() ? "holds" : "**fails**",
                  TextForm.MARKDOWN.of(check.reason())));
    }
    report
        .baseline()
        .ifPresent(name -> text.append("\nBaseline: " + TextForm.MARKDOWN.of(name) + "\n"));
    return text.toString();
  }
}
