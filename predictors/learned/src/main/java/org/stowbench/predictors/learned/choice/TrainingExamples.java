package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * The queries of a training split, measured.
 *
 * <p>Votes are soft labels: each row gets its share of them; where nobody voted, the truth gets
 * all. Votes for candidates that cannot be opened are left out, and so are queries that then have
 * none.
 */
public final class TrainingExamples {

  /** Scenes that are measured between two looks at whether to go on. */
  private static final int TOGETHER = 64;

  private final List<Example> examples;
  private final List<String> items;

  private TrainingExamples(List<Example> examples) {
    this.examples = List.copyOf(examples);
    TreeSet<String> names = new TreeSet<>();
    examples.forEach(example -> names.add(example.item()));
    this.items = List.copyOf(names);
  }

  /** TrainingExamples already measured. */
  public static TrainingExamples of(List<Example> examples) {
    return new TrainingExamples(examples);
  }

  /**
   * Measures a split.
   *
   * @throws InvalidInputException if nothing can be learned from it, or it has a scene without
   *     regions
   * @throws InterruptedException if the thread is interrupted
   */
  public static TrainingExamples of(Training training, SceneFeatures features)
      throws InterruptedException {
    Dataset dataset = training.dataset();
    List<LabeledQuery> labeled;
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      labeled = queries.toList();
    }
    List<Scene> scenes = labeled.stream().map(each -> each.query().scene()).distinct().toList();
    scenes.forEach(scene -> drawn(scene, dataset));
    Map<Scene, SceneRows> measured = measured(scenes, training, features);
    List<Example> examples = new ArrayList<>();
    for (LabeledQuery each : labeled) {
      SceneRows rows = measured.get(each.query().scene());
      shares(each, rows)
          .ifPresent(
              shares ->
                  examples.add(
                      new Example(rows, each.query().item(), each.household().id(), shares)));
    }
    if (examples.isEmpty()) {
      throw new InvalidInputException(
          "dataset "
              + dataset.info().id()
              + " has nothing to learn from: must have queries with an answer that can be opened");
    }
    return new TrainingExamples(examples);
  }

  /** On all cores, a part of the scenes after the other, so that it can be interrupted. */
  private static Map<Scene, SceneRows> measured(
      List<Scene> scenes, Training training, SceneFeatures features) throws InterruptedException {
    Map<Scene, SceneRows> measured = new HashMap<>();
    for (int from = 0; from < scenes.size(); from += TOGETHER) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      List<Scene> some = scenes.subList(from, Math.min(scenes.size(), from + TOGETHER));
      List<SceneRows> rows = some.parallelStream().map(features::rows).toList();
      for (int i = 0; i < some.size(); i++) {
        measured.put(some.get(i), rows.get(i));
      }
      training.progress().at("measuring scenes", measured.size(), scenes.size());
    }
    return measured;
  }

  private static void drawn(Scene scene, Dataset dataset) {
    Needing.regions(scene)
        .ifPresent(
            missing -> {
              throw new InvalidInputException(
                  "dataset %s cannot be learned from: scene %s: %s"
                      .formatted(
                          dataset.info().id(), InvalidInputException.excerpt(scene.id()), missing));
            });
  }

  private static Optional<double[]> shares(LabeledQuery labeled, SceneRows rows) {
    Map<Answer, Double> votes = labeled.votes().shares();
    if (votes.isEmpty()) {
      List<Answer> truths = labeled.truth().answers();
      votes = truths.stream().collect(Collectors.toMap(truth -> truth, t -> 1.0 / truths.size()));
    }
    double[] shares = new double[rows.count()];
    double total = 0;
    for (Map.Entry<Answer, Double> vote : votes.entrySet()) {
      int row =
          vote.getKey() instanceof Answer.InContainer in ? rows.rowOf(in.id()) : rows.notHere();
      if (row >= 0) {
        shares[row] += vote.getValue();
        total += vote.getValue();
      }
    }
    if (total == 0) {
      return Optional.empty();
    }
    for (int row = 0; row < shares.length; row++) {
      shares[row] /= total;
    }
    return Optional.of(shares);
  }

  /** The examples, in the dataset's order; one or more. */
  public List<Example> all() {
    return examples;
  }

  /** The items asked for, in text order. */
  public List<String> items() {
    return items;
  }
}
