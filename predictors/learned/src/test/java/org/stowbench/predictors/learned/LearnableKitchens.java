package org.stowbench.predictors.learned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.predictor.Training;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Kitchens with a habit to be learned: spoons in the top drawer, plates above the counter. */
final class LearnableKitchens {

  private LearnableKitchens() {}

  /** The top drawer of {@link #scene}. */
  static final int TOP_DRAWER = 2;

  /** Two wall cabinets, a stack of three drawers and a cabinet door, jittered and shifted. */
  static Scene scene(String id, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double x = random.nextInt(200);
    double y = random.nextInt(20);
    Region[] regions = {
      Region.box(x, y, x + 100, y + 150),
      Region.box(x + 110, y, x + 210, y + 150),
      Region.box(x, y + 300, x + 100, y + 340),
      Region.box(x, y + 345, x + 100, y + 400),
      Region.box(x, y + 405, x + 100, y + 480),
      Region.box(x + 110, y + 300, x + 210, y + 480),
    };
    return TestKitchens.scene(id, regions);
  }

  static Dataset dataset(int households) {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < households; i++) {
      Scene scene = scene("scene-" + i, i);
      String home = "home-" + i;
      queries.add(
          TestKitchens.query("spoon-" + i, scene, "Spoon", home, Answer.container(TOP_DRAWER)));
      queries.add(TestKitchens.query("plate-" + i, scene, "Plate", home, Answer.container(i % 2)));
    }
    return TestKitchens.dataset("test:dev", queries);
  }

  static TrainedModel train(String spec, Dataset dataset, long seed) throws InterruptedException {
    TrainableProvider provider = (TrainableProvider) Predictors.installed().provider(spec);
    return provider.train(
        PredictorSpec.parse(spec, provider.options(), false), Training.of(dataset, seed));
  }

  static Answer first(Predictor predictor, String item) throws InterruptedException {
    LabeledQuery query = TestKitchens.query("q", scene("new", 12345), item, "new", Answer.NOT_HERE);
    return predictor
        .predict(query.query(), PredictionContext.of(1, "q"))
        .ranking()
        .orElseThrow()
        .first();
  }

  static HostEnvironment environment(java.nio.file.Path home, Optional<Dataset> training) {
    return new HostEnvironment(home, 1, Optional.empty(), training);
  }
}
