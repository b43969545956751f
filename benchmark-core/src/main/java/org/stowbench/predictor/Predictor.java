package org.stowbench.predictor;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
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
 * <p><b>What some can do besides</b> is an interface each, which the predictor implements too:
 * {@link Rehearsing}, {@link Explaining}, {@link Spending}, {@link Notifying}, {@link Learned},
 * {@link Needing}, {@link Knowing}, and searching step by step.
 *
 * <p><b>When it goes wrong:</b> return {@link Prediction#failed} or throw. Either is recorded as a
 * failed prediction of this query, counts as wrong, and never ends the run, except {@link
 * RunStoppedException}, which says that no further prediction can succeed either (a wrong key, a
 * spent budget): the run then stops cleanly and can be resumed.
 */
@API(status = API.Status.STABLE, since = "0.1")
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

  /**
   * The predictors that this one asks, or puts together; none for most. Whoever has parts closes
   * them, as {@link #close} does unless it is written anew.
   */
  default List<Predictor> parts() {
    return List.of();
  }

  /**
   * Finds what has an optional ability: this predictor, if it implements the ability's interface.
   * Otherwise its {@link #parts()} are looked through in their order, so that one that is made of
   * others can do whatever they can, abilities of later versions too.
   *
   * <p>Each ability's own method {@code of} says what several of its kind are together.
   *
   * @param ability the ability's interface
   * @return all that have it; empty where nothing has
   */
  default <T> List<T> abilities(Class<T> ability) {
    return ability.isInstance(this)
        ? List.of(ability.cast(this))
        : parts().stream().flatMap(part -> part.abilities(ability).stream()).toList();
  }

  /**
   * Releases what the predictor holds: processes, connections, native memory. As it stands, it
   * closes all {@link #parts()}, whatever one of them throws.
   */
  @Override
  default void close() {
    // A stream calls each of its handlers, and throws what the first threw when all were called.
    Stream<Predictor> closing = Stream.empty();
    for (Predictor part : parts()) {
      closing = closing.onClose(part::close);
    }
    closing.close();
  }
}
