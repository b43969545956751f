package org.stowbench.run;

import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.LabeledQuery;

/** What a predictor is asked to do with a query; called from several threads at once. */
interface Task {

  /** The task of a run. */
  static Task of(RunPlan plan, Predictor predictor) {
    return plan.mode() instanceof RunMode.Search search
        ? Searching.of(predictor, plan.dataset(), search.budget())
        : (labeled, context) -> predictor.predict(labeled.query(), context);
  }

  /** Has it done; may break the promises of a predictor. */
  Prediction perform(LabeledQuery labeled, PredictionContext context) throws InterruptedException;
}
