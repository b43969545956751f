package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.query.Query;

/**
 * Ranks where an item may be in a scene.
 *
 * <p><b>The harness promises:</b> it passes queries that hold no truth; it may call {@link
 * #predict} from several threads at once, in any order; it calls {@link #close} once, after the
 * last prediction.
 *
 * <p><b>The implementer owes:</b> a prediction for the query it was given, whose containers are
 * containers of its scene; the same prediction for the same query and {@link
 * PredictionContext#seed()}, whatever was asked before, in between or at once; no memory that grows
 * with the number of queries. All randomness comes from {@link PredictionContext#random}.
 *
 * <p><b>When it goes wrong:</b> return {@link Prediction#failed} or throw. Either is recorded as a
 * failed prediction of this query, counts as wrong, and never ends the run, except {@link
 * RunStoppedException}, which says that no further prediction can succeed either (a wrong key, a
 * spent budget): the run then stops cleanly and can be resumed.
 */
public interface Predictor extends AutoCloseable {

  /**
   * Answers one query.
   *
   * @param query the item asked for and the scene
   * @param context the seed for this query
   * @return a ranking or a failure, for {@code query.id()}
   * @throws RunStoppedException if no further prediction can succeed
   * @throws InterruptedException if the run is being stopped
   */
  Prediction predict(Query query, PredictionContext context) throws InterruptedException;

  /** One line on what it has spent since it was made; empty where nothing costs anything. */
  default Optional<String> spent() {
    return Optional.empty();
  }

  /**
   * What its user should know besides the predictions, once they are made: faults that harmed none
   * of them, say; a line each, safe to show.
   */
  default List<String> notices() {
    return List.of();
  }

  /** Releases what the predictor holds: processes, connections, native memory. */
  @Override
  default void close() {}
}
