package org.stowbench.search;

import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.Query;

/**
 * Looks for items step by step. A {@link org.stowbench.predictor.Predictor} that can do so itself
 * implements this too; the ranking of any other is followed.
 *
 * <p>The same is promised and owed as for predictors: searches begin on several threads at once, in
 * any order, and the same query, seed and findings lead to the same moves, whatever was looked for
 * before. What one search finds must not be used in another: the next query may ask for an item
 * that was seen here.
 */
public interface Searcher {

  /**
   * Begins to look for an item.
   *
   * @param query the item asked for and the scene
   * @param context the seed for this query
   * @throws org.stowbench.predictor.RunStoppedException if no further search can succeed
   * @throws InterruptedException if the run is being stopped
   */
  Search begin(Query query, PredictionContext context) throws InterruptedException;
}
