package org.stowbench.search;

import org.apiguardian.api.API;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Query;

/**
 * Looks for items step by step. A {@link org.stowbench.predictor.Predictor} that can do so itself
 * implements this too; the ranking of any other is followed. Searching is another way of answering,
 * so a predictor that is made of others does not search because a part does: it says itself how.
 *
 * <p>The same is promised and owed as for predictors: searches begin on several threads at once, in
 * any order, and the same query, seed and findings lead to the same moves, whatever was looked for
 * before. What one search finds must not be used in another: the next query may ask for an item
 * that was seen here.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Searcher {

  /**
   * A predictor as a searcher: itself if it is one. Any other is asked for a ranking, which is
   * followed. Whenever an opened container shows items that it did not know of, it is asked anew,
   * with the same seed and with these among what the query knows ({@link Sightings}); the new
   * ranking is followed from its top. What all asks used is added up, the rationale is the last
   * one's, and where one fails, the search does.
   *
   * <ul>
   *   <li>Of several candidates of one physical container the first is opened; what is open is
   *       skipped.
   *   <li>A free region opens the container that it overlaps most, if that IoU is at least 0.5;
   *       else it is skipped.
   *   <li>At "not here", and after the last answer, it gives up.
   *   <li>A ranking of equally liked answers is followed in the order given.
   * </ul>
   */
  static Searcher of(Predictor predictor) {
    return predictor instanceof Searcher searcher ? searcher : new RankedSearcher(predictor);
  }

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
