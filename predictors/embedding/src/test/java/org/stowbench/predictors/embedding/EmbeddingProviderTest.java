package org.stowbench.predictors.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class EmbeddingProviderTest {

  private static final Scene KITCHEN =
      TestKitchens.scene(
          "kitchen",
          Region.box(0, 0, 100, 150),
          Region.box(0, 300, 100, 340),
          Region.box(0, 345, 100, 400));

  @Test
  void findsCutleryInADrawerAndIsTheSameEveryTime() throws Exception {
    HostEnvironment environment =
        new HostEnvironment(Path.of("target", "home"), 1, Optional.empty(), Optional.empty());
    Query fork = new Query("q", KITCHEN, "Fork");
    PredictionContext context = PredictionContext.of(1, "q");

    try (Predictor one = Predictors.installed().create("embedding", environment);
        Predictor other = Predictors.installed().create("embedding", environment)) {
      assertThat(one.predict(fork, context)).isEqualTo(other.predict(fork, context));
      assertThat(one.predict(fork, context).ranking().orElseThrow().first())
          .isIn(Answer.container(1), Answer.container(2));
      Query hostile = new Query("h", KITCHEN, "\u0000".repeat(100_000) + "x");
      assertThat(one.predict(hostile, context).ranking()).isPresent();
    }
  }
}
