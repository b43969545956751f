package org.stowbench.ask;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stowbench.io.ErrorWords;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/** Finds out before anything is asked whether predictors can answer at all. */
public final class Needs {

  private static final String NOT_USED = "what is known of a household is not used by ";

  private Needs() {}

  /**
   * Refuses a scene in which a predictor cannot answer.
   *
   * @param name what its user calls the predictor
   * @throws InvalidInputException one line: the predictor, the scene, what is missing, what helps
   */
  public static void require(String name, Predictor predictor, Scene scene) {
    Needing.of(predictor)
        .flatMap(needing -> unmet(name, needing, scene))
        .ifPresent(
            unmet -> {
              throw new InvalidInputException(unmet);
            });
  }

  /**
   * Refuses a split in which a predictor cannot answer.
   *
   * @throws InvalidInputException as for a scene
   */
  public static void require(String name, Predictor predictor, Dataset dataset) {
    unmet(Map.of(name, predictor), dataset)
        .values()
        .forEach(
            unmet -> {
              throw new InvalidInputException(unmet);
            });
  }

  /**
   * Looks through a split, once for all predictors, and not at all where none needs anything.
   *
   * @param predictors by what their user calls them
   * @return for each that cannot answer everywhere why, as a line that names it and the first scene
   */
  public static Map<String, String> unmet(Map<String, Predictor> predictors, Dataset dataset) {
    Map<String, Needing> open = new LinkedHashMap<>();
    predictors.forEach(
        (name, predictor) -> Needing.of(predictor).ifPresent(needing -> open.put(name, needing)));
    Map<String, String> unmet = new LinkedHashMap<>();
    if (open.isEmpty()) {
      return unmet;
    }
    Optional<Scene> last = Optional.empty();
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      for (Iterator<LabeledQuery> all = queries.iterator(); all.hasNext() && !open.isEmpty(); ) {
        Scene scene = all.next().query().scene();
        if (last.isEmpty() || last.get() != scene) { // queries about a scene mostly stand together
          last = Optional.of(scene);
          open.forEach(
              (name, needing) ->
                  unmet(name, needing, scene).ifPresent(line -> unmet.put(name, line)));
          open.keySet().removeAll(unmet.keySet());
        }
      }
    }
    return unmet;
  }

  /**
   * Those that do not use what is known of a household, in one line for whoever tells them.
   *
   * @param predictors by what their user calls them
   * @return empty where all may use it
   */
  public static Optional<String> toldInVain(Map<String, Predictor> predictors) {
    List<String> names = new ArrayList<>();
    predictors.forEach(
        (name, predictor) -> {
          if (heard(() -> toldInVain(predictor, name)).isPresent()) {
            names.add(name);
          }
        });
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(GuardedAsk.oneLine(NOT_USED + String.join(", ", names)));
  }

  private static Optional<String> toldInVain(Predictor predictor, String name) {
    return Knowing.toldInVain(predictor) ? Optional.of(NOT_USED + name) : Optional.empty();
  }

  /** Why an answer is not to be relied on, or not for what it was told, as one line. */
  static Optional<String> doubts(Predictor predictor, Query query) {
    List<String> doubts = new ArrayList<>();
    heard(() -> Needing.of(predictor).flatMap(needing -> needing.doubts(query.scene())))
        .ifPresent(doubts::add);
    if (!query.known().isEmpty()) {
      heard(() -> toldInVain(predictor, "this predictor")).ifPresent(doubts::add);
    }
    return doubts.isEmpty()
        ? Optional.empty()
        : Optional.of(GuardedAsk.oneLine(String.join("; ", doubts)));
  }

  /** A predictor that throws where it is asked what it needs has not said that it needs nothing. */
  private static Optional<String> heard(Supplier<Optional<String>> asking) {
    try {
      return Objects.requireNonNull(asking.get(), "it says nothing");
    } catch (RuntimeException | Error e) {
      return Optional.of("asked what it needs, it threw an error: " + ErrorWords.of(e));
    }
  }

  private static Optional<String> unmet(String name, Needing needing, Scene scene) {
    return heard(() -> needing.lacks(scene))
        .map(
            missing ->
                GuardedAsk.oneLine(
                    "predictor %s cannot answer in scene %s: %s"
                        .formatted(
                            InvalidInputException.excerpt(name),
                            InvalidInputException.excerpt(scene.id()),
                            missing)));
  }
}
