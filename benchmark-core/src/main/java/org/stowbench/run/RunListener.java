package org.stowbench.run;

import org.stowbench.prediction.Prediction;
import org.stowbench.query.LabeledQuery;

/**
 * Is told how a run goes on. Calls come from several threads but, unless it is said otherwise,
 * never two at once; each holds up the run, so a listener draws at its own pace. What a listener
 * throws ends the run.
 */
public interface RunListener {

  /** Listens to nothing. */
  RunListener NONE = new RunListener() {};

  /** The run begins, or a prediction was recorded. */
  default void progressed(Progress progress) {}

  /** The next query of the run, in the dataset's order; each once, before anything about it. */
  default void reached(LabeledQuery query) {}

  /**
   * A query has the prediction that counts, of now or of before. Called by several threads at once.
   *
   * @param place the query's among those that were reached, from 0
   */
  default void answered(int place, LabeledQuery query, Prediction prediction) {}

  /** Something went wrong that harms no prediction; one line for the user. */
  default void warned(String message) {}
}
