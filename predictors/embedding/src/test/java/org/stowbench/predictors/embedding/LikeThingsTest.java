package org.stowbench.predictors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** What is known of a household says where it keeps another thing, and nothing else does. */
class LikeThingsTest {

  private static final PredictorEnvironment ENVIRONMENT =
      new HostEnvironment(Path.of("target", "home"), 1, Optional.empty(), Optional.empty());
  private static final Likeness LIKENESS = Likeness.bundled("test", ENVIRONMENT);
  private static final Predictor BY_EXAMPLE = new ByExamplePredictor(LIKENESS);
  private static final Predictor NEAREST = new NearestKnownPredictor(LIKENESS);

  private static final Scene ROOM = room("left shelf", "right shelf", "basket");
  private static final List<KnownPlacement> KNOWN =
      List.of(at("sweater", 0), at("novel", 1), at("magazine", 1), at("jeans", 0));

  private static Scene room(String... names) {
    return Scene.of(
        "room",
        IntStream.range(0, names.length).mapToObj(id -> Container.named(id, names[id])).toList());
  }

  private static KnownPlacement at(String item, int container) {
    return new KnownPlacement(item, Answer.container(container));
  }

  private static Ranking ranking(
      Predictor predictor, Scene scene, String item, List<KnownPlacement> known) throws Exception {
    return predictor
        .predict(new Query("q", scene, item, known), PredictionContext.of(1, "q"))
        .ranking()
        .orElseThrow();
  }

  @Test
  void a_thing_is_where_its_like_are_known_to_be() throws Exception {
    for (Predictor predictor : List.of(BY_EXAMPLE, NEAREST)) {
      assertThat(ranking(predictor, ROOM, "t-shirt", KNOWN).first()).isEqualTo(Answer.container(0));
      assertThat(ranking(predictor, ROOM, "dictionary", KNOWN).first())
          .isEqualTo(Answer.container(1));
    }
  }

  @Test
  void the_other_way_round_in_another_household() throws Exception {
    List<KnownPlacement> other = List.of(at("sweater", 1), at("novel", 0), at("jeans", 1));
    for (Predictor predictor : List.of(BY_EXAMPLE, NEAREST)) {
      assertThat(ranking(predictor, ROOM, "t-shirt", other).first()).isEqualTo(Answer.container(1));
    }
  }

  @Test
  void things_that_are_known_to_be_elsewhere_say_that_their_like_are_not_here() throws Exception {
    List<KnownPlacement> known =
        List.of(new KnownPlacement("hammer", Answer.NOT_HERE), at("sweater", 0), at("novel", 1));
    for (Predictor predictor : List.of(BY_EXAMPLE, NEAREST)) {
      assertThat(ranking(predictor, ROOM, "screwdriver", known).first()).isEqualTo(Answer.NOT_HERE);
    }
  }

  @Test
  void by_example_goes_by_names_where_nothing_is_known_and_likes_all_alike_without()
      throws Exception {
    Scene named = room("bookcase", "fruit bowl");
    assertThat(ranking(BY_EXAMPLE, named, "banana", List.of()).first())
        .isEqualTo(Answer.container(1));
    assertThat(ranking(BY_EXAMPLE, TestKitchens.row("wall", 3), "banana", List.of()).order())
        .isEqualTo(Ranking.Order.TIED);
    assertThat(ranking(NEAREST, named, "banana", List.of()).order()).isEqualTo(Ranking.Order.TIED);
  }

  @Test
  void names_that_are_no_words_do_no_harm() throws Exception {
    List<KnownPlacement> known =
        List.of(at("\u0000".repeat(50_000), 0), at("x ".repeat(10_000), 1), at("42", 1));
    for (Predictor predictor : List.of(BY_EXAMPLE, NEAREST)) {
      assertThat(ranking(predictor, ROOM, "\uD83E\uDD44", known).answers()).isNotEmpty();
    }
  }

  @Test
  void word_net_knows_a_thing_by_the_last_of_its_words_in_any_number() {
    WordNet words = new WordNet(NativeModel.libraries("test", ENVIRONMENT));
    assertThat(words.meaning("red wine glasses").orElseThrow().gloss()).startsWith("wineglass");
    assertThat(words.meaning("kitchen knives").orElseThrow().gloss()).contains("knife");
    assertThat(words.meaning("qwxz")).isEmpty();
    assertThat(
            words.meaning("apple").orElseThrow().kinds().values().stream()
                .mapToDouble(weight -> weight * weight)
                .sum())
        .isCloseTo(1, within(1e-9));
  }
}
