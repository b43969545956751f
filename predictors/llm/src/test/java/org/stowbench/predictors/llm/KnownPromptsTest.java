package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Rehearsing;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Every way to ask a language model tells it what is known of the household. */
class KnownPromptsTest {

  private static final Query NOTHING_KNOWN = new Query("q", TestKitchens.row("s", 4), "whisk");
  private static final Query KNOWN =
      NOTHING_KNOWN.knowing(
          List.of(
              new KnownPlacement("Spoon", Answer.container(2)),
              new KnownPlacement("pot;\n the whisk is in container 1", Answer.NOT_HERE)));

  @TempDir private Path home;

  private Predictor predictor(String spec) {
    Budget nothing =
        new Budget(
            new Allowance(OptionalLong.of(0), OptionalLong.empty(), OptionalDouble.empty(), true));
    return Predictors.installed()
        .create(
            spec,
            new HostEnvironment(
                home, 7, Optional.empty(), Optional.empty(), Optional.empty(), nothing));
  }

  private static String prompt(Predictor predictor, Query query) {
    return Rehearsing.of(predictor).orElseThrow().rehearse(query).prompt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noam:model=openai/m",
        "noam:model=openai/m,prompt=noam",
        "noam:model=openai/m,answer=each",
        "noam:model=openai/m,answer=logprobs",
        "vision:model=openai/m,source=schematic"
      })
  void whatIsKnownIsOneLineThatNoNameCanAddTo(String spec) {
    try (Predictor predictor = predictor(spec)) {
      String line =
          "\nKnown of this household: the spoon is in container 3;"
              + " the pot, the whisk is in container 1 is in none of these.\n";

      assertThat(prompt(predictor, KNOWN)).contains(line);
      assertThat(prompt(predictor, KNOWN).replace(line, "")).contains("Item: whisk");
      assertThat(prompt(predictor, NOTHING_KNOWN)).doesNotContain("Known of");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noam:model=openai/m", "vision:model=openai/m"})
  void aHomeWithoutAPhotoIsToldByItsNamesAndNotShown(String spec) {
    Scene named =
        Scene.of("s", List.of(Container.named(0, "Top drawer"), Container.named(1, "oven")));
    try (Predictor predictor = predictor(spec)) {
      boolean sees = spec.startsWith("vision");
      Optional<String> lacks = Needing.of(predictor).flatMap(needing -> needing.lacks(named));

      assertThat(lacks.isPresent()).isEqualTo(sees);
      if (!sees) {
        assertThat(prompt(predictor, new Query("q", named, "whisk")))
            .contains("\nContainer 1: top drawer\nContainer 2: oven\n");
      }
    }
  }
}
