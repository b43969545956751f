package org.stowbench.predictors.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

/**
 * Models that users have saved go on answering as they did. The stored ones were trained by version
 * 0.1 on {@code LearnableKitchens.dataset(8)} with seed 1, the {@code ranker} with two forests of
 * six trees. Where one of these tests fails, the format of models, or what is made of it, has
 * changed: give it another version, and keep these.
 */
class StoredModelsTest {

  private static final LabeledQuery SPOON =
      TestKitchens.query(
          "q", LearnableKitchens.scene("new", 12345), "Spoon", "new", Answer.NOT_HERE);

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "ranker, 2=0.513185 0=0.217234 1=0.137209 3=0.045119 none=0.040691 5=0.027417 4=0.019144",
    "logit, 2=0.938209 0=0.020454 3=0.015899 1=0.011385 none=0.011778 4=0.001441 5=0.000834",
    "prior, 2=0.422972 0=0.206498 1=0.206498 3=0.041008 none=0.041008 4=0.041008 5=0.041008"
  })
  void aStoredModelAnswersAsItDid(String name, String expected) throws Exception {
    Path file = home.resolve(name + ".zip");
    try (InputStream stored = getClass().getResourceAsStream("stored/" + name + "-1.zip")) {
      Files.copy(stored, file);
    }
    try (Predictor predictor =
        Predictors.installed()
            .create(
                name + ":model=" + file, LearnableKitchens.environment(home, Optional.empty()))) {
      Ranking ranking =
          predictor.predict(SPOON.query(), PredictionContext.of(1, "q")).ranking().orElseThrow();

      assertThat(
              ranking.answers().stream()
                  .map(StoredModelsTest::words)
                  .collect(Collectors.joining(" ")))
          .isEqualTo(expected);
    }
  }

  private static String words(RankedAnswer ranked) {
    return String.format(
        Locale.ROOT,
        "%s=%.6f",
        ranked.answer() instanceof Answer.InContainer in ? Integer.toString(in.id()) : "none",
        ranked.score().orElseThrow());
  }
}
