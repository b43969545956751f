package com.example.nearby;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Things are kept near where they are used: the containers by distance to a landmark. */
final class NearbyPredictor implements Predictor, Learned, Needing {

  /** Sorted, so that of items equally like the one asked for always the same one wins. */
  private static final Map<String, String> USED_AT =
      new TreeMap<>(
          Map.of(
              "baking tray", "oven",
              "colander", "sink",
              "cutting board", "sink",
              "dish towel", "sink",
              "frying pan", "stove",
              "muffin tin", "oven",
              "oven mitt", "oven",
              "pot", "stove",
              "spatula", "stove",
              "whisk", "stove"));

  private final JaroWinklerSimilarity likeness = new JaroWinklerSimilarity();
  private final String otherwise;
  private final int leastLikeness;

  /**
   * @param otherwise the landmark for items that are like no known one
   * @param leastLikeness how like a known item's name must be, 0 to 100
   */
  NearbyPredictor(String otherwise, int leastLikeness) {
    this.otherwise = otherwise;
    this.leastLikeness = leastLikeness;
  }

  /** Written down, not learned: no dataset was looked at. */
  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  /** Who has no outlines is told so before the run, not by a failure a query. */
  @Override
  public Optional<String> lacks(Scene scene) {
    return Needing.regions(scene);
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    Scene scene = query.scene();
    String landmark = landmark(query.item());
    Optional<Point> there =
        scene.anchors().stream()
            .filter(anchor -> anchor.type().contains(landmark))
            .map(anchor -> middle(anchor.region()))
            .findFirst();
    // Without the landmark all are alike far, and stay in the scene's order.
    List<Answer> answers =
        Stream.concat(
                scene.containers().stream()
                    .sorted(
                        Comparator.comparingDouble(
                            container -> there.map(p -> distance(container, p)).orElse(0.0)))
                    .map(container -> Answer.container(container.id())),
                Stream.of(Answer.NOT_HERE))
            .collect(Collectors.toList());
    return Prediction.of(query, Ranking.of(answers));
  }

  private String landmark(String item) {
    String name = item.toLowerCase(Locale.ROOT);
    return USED_AT.keySet().stream()
        .filter(known -> 100 * likeness.apply(known, name) >= leastLikeness)
        .max(Comparator.comparingDouble(known -> likeness.apply(known, name)))
        .map(USED_AT::get)
        .orElse(otherwise);
  }

  private static double distance(Container container, Point there) {
    Point here = middle(container.outline());
    return Math.hypot(here.x() - there.x(), here.y() - there.y());
  }

  private static Point middle(Region region) {
    return region.bounds().center();
  }
}
