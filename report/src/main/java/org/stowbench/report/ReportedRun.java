package org.stowbench.report;

import java.util.Objects;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.ScoredRun;

/** One run of a report. */
public final class ReportedRun {

  private final RecordedRun recorded;
  private final ScoredRun scored;
  private final Answers answers;

  ReportedRun(RecordedRun recorded, ScoredRun scored, Answers answers) {
    this.recorded = Objects.requireNonNull(recorded, "recorded");
    this.scored = Objects.requireNonNull(scored, "scored");
    this.answers = Objects.requireNonNull(answers, "answers");
  }

  /**
   * What the run is called in the report: its predictor, and its folder where that is not enough.
   */
  public String label() {
    return scored.scorecard().predictor();
  }

  /** What the run was made from. */
  public RunManifest manifest() {
    return recorded.manifest();
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
    return recorded.folder();
  }

  Answers answers() {
    return answers;
  }
}
