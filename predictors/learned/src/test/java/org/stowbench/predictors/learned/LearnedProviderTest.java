package org.stowbench.predictors.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class LearnedProviderTest {

  private static final String RANKER = "ranker:trees=20,leaves=8,forests=2";
  private static final Dataset KITCHENS = LearnableKitchens.dataset(60);

  @TempDir Path home;

  private Predictor load(String name, Path file) {
    return Predictors.installed()
        .create(name + ":model=" + file, LearnableKitchens.environment(home, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior", "logit", RANKER})
  void learnsTheHabitOfAKitchen(String spec) throws Exception {
    Predictor predictor = LearnableKitchens.train(spec, KITCHENS, 1).predictor();

    assertThat(LearnableKitchens.first(predictor, "Spoon"))
        .isEqualTo(Answer.container(LearnableKitchens.TOP_DRAWER));
    assertThat(LearnableKitchens.first(predictor, "Plate"))
        .isIn(Answer.container(0), Answer.container(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior", "logit", RANKER})
  void looksForAnItemItHasNeverSeenWhereItsKinIs(String spec) throws Exception {
    Predictor predictor = LearnableKitchens.train(spec, KITCHENS, 1).predictor();

    assertThat(LearnableKitchens.first(predictor, "tea spoons"))
        .isEqualTo(Answer.container(LearnableKitchens.TOP_DRAWER));
    assertThat(LearnableKitchens.first(predictor, "soup bowl"))
        .isIn(Answer.container(0), Answer.container(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior", "logit", RANKER})
  void theSameSeedGivesTheSameBytesAndTheFileTheSamePredictions(String spec) throws Exception {
    Path first = home.resolve("first.zip");
    Path second = home.resolve("second.zip");
    TrainedModel model = LearnableKitchens.train(spec, KITCHENS, 7);
    model.save(first, Map.of("hit@1", 0.5));
    LearnableKitchens.train(spec, KITCHENS, 7).save(second, Map.of("hit@1", 0.5));

    assertThat(first).hasSameBinaryContentAs(second);
    String name = spec.replaceAll(":.*", "");
    try (Predictor loaded = load(name, first);
        Stream<LabeledQuery> queries = KITCHENS.queries()) {
      for (LabeledQuery query : queries.toList()) {
        PredictionContext context = PredictionContext.of(1, query.query().id());
        Prediction expected = model.predictor().predict(query.query(), context);
        assertThat(loaded.predict(query.query(), context)).isEqualTo(expected);
      }
    }
  }

  @Test
  void givesTwinsAndShapelessCandidatesNoSayOfTheirOwn() throws Exception {
    Scene scene =
        TestKitchens.scene(
            "odd",
            Region.box(0, 300, 100, 340),
            Region.box(0, 301, 100, 341),
            Region.of(5, 5),
            Region.box(0, 0, 100, 150));
    LabeledQuery query = TestKitchens.query("q", scene, "Spoon", "home", Answer.NOT_HERE);

    Prediction prediction =
        LearnableKitchens.train("logit", KITCHENS, 1)
            .predictor()
            .predict(query.query(), PredictionContext.of(1, "q"));

    List<Answer> answers =
        prediction.ranking().orElseThrow().answers().stream().map(a -> a.answer()).toList();
    assertThat(answers)
        .containsExactlyInAnyOrder(
            Answer.container(0), Answer.container(1), Answer.container(3), Answer.NOT_HERE);
    // What both have stands at one of them; the other is opened with it, and comes last with 0.
    var last = prediction.ranking().orElseThrow().answers().get(3);
    assertThat(last.answer()).isIn(Answer.container(0), Answer.container(1));
    assertThat(last.score()).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior", "logit", RANKER})
  void givesReasonsThatAreTrueOfTheModel(String spec) throws Exception {
    Predictor predictor = LearnableKitchens.train(spec, KITCHENS, 1).predictor();
    Scene scene = LearnableKitchens.scene("new", 99);
    List<Answer> answers =
        List.of(
            Answer.container(LearnableKitchens.TOP_DRAWER), Answer.container(0), Answer.NOT_HERE);
    List<Optional<String>> reasons =
        ((Explaining) predictor).reasons(new Query("q", scene, "spoon"), answers);
    // Spoons are in the top drawer.
    assertThat(reasons.get(0).orElseThrow()).matches("up from [0-9]+ % by (its|what|the) .+");
    assertThat(reasons.get(1).orElseThrow())
        .matches("(up|down) from [0-9]+ % by (its|what|the) .+");
    assertThat(reasons.get(2)).isEmpty();
    Prediction before =
        predictor.predict(new Query("q", scene, "spoon"), PredictionContext.of(1, "q"));
    ((Explaining) predictor).reasons(new Query("q", scene, "spoon"), answers);
    assertThat(predictor.predict(new Query("q", scene, "spoon"), PredictionContext.of(1, "q")))
        .isEqualTo(before);
  }

  @Test
  void learnsOnceAndThenReadsWhatItHasLearned() throws Exception {
    HostEnvironment environment = LearnableKitchens.environment(home, Optional.of(KITCHENS));

    Predictors.installed().create("prior", environment).close();
    Path model;
    try (Stream<Path> files = Files.list(home.resolve("models"))) {
      model = files.toList().get(0);
    }
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, new byte[] {1, 2, 3});

    assertThatThrownBy(() -> Predictors.installed().create("prior", environment))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(model.getFileName().toString());
    Files.write(model, bytes);
    assertThat(LearnableKitchens.first(Predictors.installed().create("prior", environment), "fork"))
        .isEqualTo(Answer.container(LearnableKitchens.TOP_DRAWER));
  }

  @Test
  void saysWhatToDoWhereThereIsNothingToLearnFrom() {
    assertThatThrownBy(
            () ->
                Predictors.installed()
                    .create("ranker", LearnableKitchens.environment(home, Optional.empty())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no dev split")
        .hasMessageContaining("ranker:model=FILE");
  }

  @Test
  void refusesAModelOfAnotherPredictorAndADamagedOne() throws Exception {
    Path file = home.resolve("model.zip");
    LearnableKitchens.train("prior", KITCHENS, 1).save(file, Map.of());

    assertThatThrownBy(() -> load("logit", file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a model of predictor prior");

    byte[] bytes = Files.readAllBytes(file);
    for (int cut : new int[] {0, 10, bytes.length / 2, bytes.length / 3}) {
      Path damaged = home.resolve("cut-" + cut + ".zip");
      Files.write(damaged, java.util.Arrays.copyOf(bytes, cut));
      assertThatThrownBy(() -> load("prior", damaged)).isInstanceOf(InvalidInputException.class);
    }
    assertThatThrownBy(() -> load("prior", home.resolve("absent.zip")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void aFlippedByteAnywhereIsNoticedOrHarmless() throws IOException, InterruptedException {
    Path file = home.resolve("model.zip");
    LearnableKitchens.train("prior", KITCHENS, 1).save(file, Map.of());
    byte[] bytes = Files.readAllBytes(file);

    for (int at = 0; at < bytes.length; at += 41) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x20;
      Path damaged = home.resolve("flipped.zip");
      Files.write(damaged, flipped);
      try {
        load("prior", damaged).close();
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).contains("flipped.zip");
      }
    }
  }

  @Test
  void refusesADatasetThatLacksWhatTheModelLooksAt() throws Exception {
    List<LabeledQuery> typed;
    try (Stream<LabeledQuery> queries = KITCHENS.queries()) {
      typed =
          queries
              .map(
                  query ->
                      TestKitchens.query(
                          query.query().id(),
                          typed(query.query().scene()),
                          query.query().item(),
                          query.household().id(),
                          query.truth().first()))
              .toList();
    }
    Path file = home.resolve("typed.zip");
    LearnableKitchens.train("logit", TestKitchens.dataset("typed:dev", typed), 1)
        .save(file, Map.of());

    HostEnvironment untyped = new HostEnvironment(home, 1, Optional.of(KITCHENS), Optional.empty());
    assertThatThrownBy(() -> Predictors.installed().create("logit:model=" + file, untyped))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("types")
        .hasMessageContaining("signals=regions");
  }

  private static Scene typed(Scene scene) {
    List<Container> labelled =
        scene.containers().stream().map(container -> container.labelled("drawer", 0.9)).toList();
    return Scene.of(scene.id(), labelled);
  }
}
