package org.stowbench.predictors.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class BlindBaselinesTest {

  /** Half of all votes are for the top drawer, a quarter for either wall cabinet. */
  private static final Dataset KITCHENS = LearnableKitchens.dataset(60);

  /** The top drawer of a stack is the fourth container here, and the third is a lower one. */
  private static final Scene ANOTHER =
      TestKitchens.scene(
          "another",
          Region.box(0, 0, 100, 150),
          Region.box(0, 405, 100, 480),
          Region.box(0, 345, 100, 400),
          Region.box(0, 300, 100, 340),
          Region.box(110, 0, 210, 150));

  private static Answer firstInAnother(String spec, String item) throws Exception {
    try (Predictor predictor = LearnableKitchens.train(spec, KITCHENS, 1).predictor()) {
      return predictor
          .predict(new Query("q", ANOTHER, item), PredictionContext.of(1, "q"))
          .ranking()
          .orElseThrow()
          .first();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Spoon", "Plate", "Thing"})
  void popularNamesTheSameKindOfPlaceForEveryItem(String item) throws Exception {
    assertThat(firstInAnother("popular", item)).isEqualTo(Answer.container(3));
  }

  @Test
  void usualNamesTheItemsUsualKindOfPlace() throws Exception {
    assertThat(firstInAnother("usual", "Spoon")).isEqualTo(Answer.container(3));
    assertThat(firstInAnother("usual", "Plate")).isEqualTo(Answer.container(0));
    assertThat(firstInAnother("usual", "soup bowl")).isEqualTo(Answer.container(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Spoon", "Plate", "Thing"})
  void constantSaysOneThingWhateverIsThere(String item) throws Exception {
    assertThat(firstInAnother("constant", item))
        .isEqualTo(Answer.container(LearnableKitchens.TOP_DRAWER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"popular", "usual", "constant"})
  void aSavedOneSaysTheSame(String name, @TempDir Path home) throws Exception {
    Path file = home.resolve("model.zip");
    LearnableKitchens.train(name, KITCHENS, 1).save(file, Map.of());
    try (Predictor saved =
        Predictors.installed()
            .create(
                name + ":model=" + file,
                LearnableKitchens.environment(home, Optional.of(KITCHENS)))) {
      for (String item : new String[] {"Spoon", "Plate"}) {
        Query query = new Query("q", ANOTHER, item);
        PredictionContext context = PredictionContext.of(1, "q");
        assertThat(saved.predict(query, context))
            .isEqualTo(
                LearnableKitchens.train(name, KITCHENS, 1).predictor().predict(query, context));
      }
    }
  }
}
