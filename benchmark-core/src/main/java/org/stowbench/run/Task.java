package org.stowbench.run;

import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.LabeledQuery;

/** What a predictor is asked to do with each query of a run. */
@FunctionalInterface
public interface Task {

  /**
   * Has it done; called from several threads at once. What goes wrong, or breaks the promises of a
   * predictor, fails this query.
   *
   * @return a prediction for the query
   * @throws org.stowbench.predictor.RunStoppedException if no further prediction can succeed
   * @throws InterruptedException if the run is being stopped
   */
  Prediction perform(LabeledQuery labeled, PredictionContext context) throws InterruptedException;
}
