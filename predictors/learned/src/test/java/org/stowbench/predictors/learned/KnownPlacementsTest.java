package org.stowbench.predictors.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Households that keep fork and spoon together, in any of three drawers, plates above. */
class KnownPlacementsTest {

  private static final String RANKER = "ranker:trees=20,leaves=8,forests=2";
  private static final Dataset KITCHENS = kitchens();
  private static final Scene SCENE = LearnableKitchens.scene("new", 12345);

  @TempDir Path home;

  private static Dataset kitchens() {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      Scene scene = LearnableKitchens.scene("scene-" + i, i);
      Answer drawer = Answer.container(LearnableKitchens.TOP_DRAWER + i % 3);
      queries.add(TestKitchens.query("spoon-" + i, scene, "Spoon", "home-" + i, drawer));
      queries.add(TestKitchens.query("fork-" + i, scene, "Fork", "home-" + i, drawer));
      queries.add(
          TestKitchens.query("plate-" + i, scene, "Plate", "home-" + i, Answer.container(i % 2)));
    }
    return TestKitchens.dataset("test:dev", queries);
  }

  private static Query asked(String item, KnownPlacement... known) {
    return new Query("q", SCENE, item, List.of(known));
  }

  private static KnownPlacement in(int container, String item) {
    return new KnownPlacement(item, Answer.container(container));
  }

  private static Ranking ranking(Predictor predictor, Query query) throws InterruptedException {
    return predictor.predict(query, PredictionContext.of(1, "q")).ranking().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prior", "logit", RANKER})
  void aSpoonIsLookedForWhereTheForkIsKnownToBe(String spec) throws Exception {
    Predictor predictor = LearnableKitchens.train(spec, KITCHENS, 1).predictor();

    for (int drawer = 2; drawer <= 4; drawer++) {
      assertThat(ranking(predictor, asked("spoon", in(drawer, "fork"))).first())
          .isEqualTo(Answer.container(drawer));
      // Kin of what was seen in training, asked for and known.
      assertThat(ranking(predictor, asked("tea spoon", in(drawer, "dessert forks"))).first())
          .isEqualTo(Answer.container(drawer));
    }
  }

  @Test
  void moreThanOnePlaceOfAnItemAndPlacesThatCannotBeOpenedAreTaken() throws Exception {
    Predictor predictor = LearnableKitchens.train("prior", KITCHENS, 1).predictor();

    List<Answer> first =
        ranking(predictor, asked("spoon", in(3, "fork"), in(4, "Forks"))).answers().stream()
            .map(ranked -> ranked.answer())
            .toList();
    assertThat(first.subList(0, 2))
        .containsExactlyInAnyOrder(Answer.container(3), Answer.container(4));

    Scene shapeless = TestKitchens.scene("odd", Region.of(5, 5), Region.box(0, 0, 100, 150));
    assertThat(ranking(predictor, new Query("q", shapeless, "spoon", List.of(in(0, "fork")))))
        .isEqualTo(ranking(predictor, new Query("q", shapeless, "spoon")));
  }

  @Test
  void whoHasLearnedNothingOfOthersSaysWhatItSaysWithout() throws Exception {
    List<LabeledQuery> alone = new ArrayList<>();
    try (var queries = KITCHENS.queries()) {
      queries
          .filter(query -> !query.query().item().equals("Plate"))
          .forEach(
              query ->
                  alone.add(
                      TestKitchens.query(
                          query.query().id(),
                          query.query().scene(),
                          query.query().item(),
                          query.query().id(),
                          query.truth().first())));
    }
    Predictor predictor =
        LearnableKitchens.train("prior", TestKitchens.dataset("test:dev", alone), 1).predictor();

    assertThat(ranking(predictor, asked("spoon", in(4, "fork"))))
        .isEqualTo(ranking(predictor, asked("spoon")));
  }

  @Test
  void aSavedModelUsesWhatIsKnownAsTheTrainedOneDoes() throws Exception {
    var model = LearnableKitchens.train(RANKER, KITCHENS, 1);
    Path file = home.resolve("ranker.zip");
    model.save(file, Map.of());

    Query query = asked("spoon", in(4, "fork"), in(0, "plate"));
    try (Predictor loaded =
        Predictors.installed()
            .create(
                "ranker:model=" + file, LearnableKitchens.environment(home, Optional.empty()))) {
      assertThat(ranking(loaded, query)).isEqualTo(ranking(model.predictor(), query));
      assertThat(ranking(loaded, asked("spoon")))
          .isEqualTo(ranking(model.predictor(), asked("spoon")));
    }
  }

  @Test
  void aModelWithHabitsOfItemsThatItDoesNotNameIsRefused() throws Exception {
    Path file = home.resolve("prior.zip");
    LearnableKitchens.train("prior", KITCHENS, 1).save(file, Map.of());
    ModelArchive archive = ModelArchive.read(file, "prior");
    Map<String, String> files = new HashMap<>(archive.files());
    files.computeIfPresent(
        "habits-by-category.txt",
        (name, text) -> text.replaceFirst("\\S+ \\S+", "0x1.0p0 0x1.8p3"));
    new ModelArchive(archive.provenance(), files).write(file);

    assertThatThrownBy(
            () ->
                Predictors.installed()
                    .create(
                        "prior:model=" + file,
                        LearnableKitchens.environment(home, Optional.empty())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file
                + ": habits-by-category.txt: line 1: expected the numbers of two of 3 items, the smaller first, found 1.0 12.0");
  }

  @Test
  void whatIsKnownIsTheReasonWhereItChangesMost() throws Exception {
    Predictor predictor = LearnableKitchens.train("prior", KITCHENS, 1).predictor();

    assertThat(
            ((Explaining) predictor)
                .reasons(asked("spoon", in(4, "fork")), List.of(Answer.container(4))))
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason.orElseThrow())
                    .matches("up from [0-9]+ % by what is known of the household"));
  }
}
