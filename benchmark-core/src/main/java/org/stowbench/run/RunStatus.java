package org.stowbench.run;

/** How far a run is. */
public enum RunStatus {
  /** A process is at it, or was killed while it was. */
  RUNNING,
  /** Every query has a prediction, even if a failed one; {@code predictions.jsonl} is there. */
  COMPLETE,
  /** It ended before every query had a prediction, and can be resumed. */
  STOPPED
}
