package org.stowbench.report;

import java.util.Objects;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.ScoredRun;

/** One run of a report. */
public final class ReportedRun {

  private final RunFolder folder;
  private final String label;
  private final RunManifest manifest;
  private final ScoredRun scored;
  private final Answers answers;

  ReportedRun(
      RunFolder folder, String label, RunManifest manifest, ScoredRun scored, Answers answers) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.label = Objects.requireNonNull(label, "label");
    this.manifest = Objects.requireNonNull(manifest, "manifest");
    this.scored = Objects.requireNonNull(scored, "scored");
    this.answers = Objects.requireNonNull(answers, "answers");
  }

  /**
   * What the run is called in the report: its predictor, and its folder where that is not enough.
   */
  public String label() {
    return label;
  }

  /** What the run was made from. */
  public RunManifest manifest() {
    return manifest;
  }

  /** Its figures, scored for this report. */
  public ScoredRun scored() {
    return scored;
  }

  /** What it cost. */
  public Consumption spending() {
    return answers.spending();
  }

  RunFolder folder() {
    return folder;
  }

  Answers answers() {
    return answers;
  }
}
