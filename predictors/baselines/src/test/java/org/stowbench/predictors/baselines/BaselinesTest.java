package org.stowbench.predictors.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class BaselinesTest {

  private static final HostEnvironment ANYWHERE =
      new HostEnvironment(Path.of("home"), 1, Optional.empty(), Optional.empty());

  private static Ranking ask(String spec, Query query) throws Exception {
    Prediction prediction =
        Predictors.installed()
            .create(spec, ANYWHERE)
            .predict(query, PredictionContext.of(7, query.id()));
    assertThat(prediction.query()).isEqualTo(query.id());
    return prediction.ranking().orElseThrow();
  }

  private static List<Answer> answers(Ranking ranking) {
    return ranking.answers().stream().map(RankedAnswer::answer).toList();
  }

  private static Query query(String id, int containers) {
    return new Query(id, TestKitchens.row("row", containers), "whisk");
  }

  @Test
  void randomRanksEachCandidateAndNotHereOnceWithEqualProbabilities() throws Exception {
    Ranking ranking = ask("random", query("q", 3));

    assertThat(answers(ranking))
        .containsExactlyInAnyOrder(
            Answer.container(0), Answer.container(1), Answer.container(2), Answer.NOT_HERE);
    assertThat(ranking.answers())
        .allSatisfy(answer -> assertThat(answer.score()).hasValue(1.0 / 4));
    assertThat(ranking.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
  }

  @Test
  void randomIsScoredByItsExpectationUnlessOneDrawIsAskedFor() throws Exception {
    Ranking exact = ask("random", query("q", 3));
    Ranking draw = ask("random:exact=false", query("q", 3));

    assertThat(exact.order()).isEqualTo(Ranking.Order.TIED);
    assertThat(draw.order()).isEqualTo(Ranking.Order.STRICT);
    assertThat(answers(draw)).isEqualTo(answers(exact));
  }

  @Test
  void randomRefusesAnExactThatIsNeitherTrueNorFalse() {
    assertThatThrownBy(() -> ask("random:exact=maybe", query("q", 3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor random: option exact: expected true or false, found maybe");
  }

  @Test
  void randomGivesTheSamePermutationOnEveryJvmAndAnotherForAnotherQuery() throws Exception {
    List<Answer> first = answers(ask("random", query("q", 5)));

    assertThat(first)
        .containsExactly(
            Answer.container(1),
            Answer.container(0),
            Answer.container(4),
            Answer.container(3),
            Answer.container(2),
            Answer.NOT_HERE);
    assertThat(answers(ask("random", query("r", 5)))).isNotEqualTo(first);
  }

  @Test
  void randomPutsEachAnswerFirstEquallyOften() throws Exception {
    Map<Answer, Integer> firsts = new HashMap<>();
    Set<List<Answer>> orders = new HashSet<>();
    int n = 24_000;
    for (int i = 0; i < n; i++) {
      Ranking ranking = ask("random", query("q" + i, 3));
      firsts.merge(ranking.first(), 1, Integer::sum);
      orders.add(answers(ranking));
    }

    assertThat(orders).hasSize(24);
    // Six standard deviations of a binomial count.
    assertThat(firsts.values())
        .hasSize(4)
        .allSatisfy(count -> assertThat((double) count).isCloseTo(n / 4.0, within(403.0)));
  }

  @Test
  void largestRanksByRepairedAreaThenByIdAndNotHereLast() throws Exception {
    Scene scene =
        TestKitchens.scene(
            "mixed",
            Region.box(0, 0, 10, 10), // 100
            Region.of(0, 0, 40, 40, 40, 0, 0, 40), // crosses itself; both halves: 800
            Region.of(5, 5), // a point
            Region.box(50, 0, 60, 10), // 100 again
            Region.box(0, 50, 20, 60)); // 200

    Ranking ranking = ask("largest", new Query("q", scene, "whisk"));

    assertThat(answers(ranking))
        .containsExactly(
            Answer.container(1),
            Answer.container(4),
            Answer.container(0),
            Answer.container(3),
            Answer.container(2),
            Answer.NOT_HERE);
    assertThat(ranking.answers())
        .extracting(answer -> answer.score().getAsDouble())
        .containsExactly(800.0, 200.0, 100.0, 100.0, 0.0, 0.0);
    assertThat(ranking.scores()).isEqualTo(Ranking.Scores.RELATIVE);
  }

  @Test
  void notHereSaysNothingElse() throws Exception {
    assertThat(answers(ask("not-here", query("q", 3)))).containsExactly(Answer.NOT_HERE);
  }

  @Test
  void aSceneWithoutCandidatesLeavesNotHereAlone() throws Exception {
    for (String spec : List.of("random", "largest", "not-here")) {
      assertThat(answers(ask(spec, query("q", 0)))).containsExactly(Answer.NOT_HERE);
    }
  }

  @Test
  void theyAreInstalledWithASummaryEach() {
    assertThat(Predictors.installed().providers())
        .filteredOn(p -> p.getClass().getPackage().equals(getClass().getPackage()))
        .allSatisfy(p -> assertThat(p.summary()).isNotBlank())
        .extracting(p -> p.name())
        .contains("largest", "not-here", "random");
  }

  private static Container called(int id, String name) {
    return new Container(
        id,
        Optional.of(name).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static LabeledQuery kept(String id, int in, String... names) {
    List<Container> places = new ArrayList<>();
    for (String name : names) {
      places.add(called(places.size(), name));
    }
    return TestKitchens.query(id, Scene.of(id, places), "whisk", "home", Answer.container(in));
  }

  @Test
  void whatGoesByNamesOfPlacesSaysNothingWhereThereAreNone() {
    List<LabeledQuery> told =
        List.of(kept("a", 1, "rack", "drawer"), kept("b", 0, "drawer"), kept("c", 0, "", "rack"));
    PopularNamePredictor predictor =
        new PopularNamePredictor(TestKitchens.dataset("named:dev", told));

    Query asked = kept("q", 0, "rack", "", "drawer").query();
    assertThat(answers(predictor.predict(asked, null).ranking().orElseThrow()))
        .containsExactly(
            Answer.container(2), Answer.container(0), Answer.container(1), Answer.NOT_HERE);
    assertThat(predictor.lacks(asked.scene())).isEmpty();
    assertThat(predictor.lacks(kept("n", 0, "", "").query().scene()))
        .contains("no place has a name; popular goes by their types");
    Dataset nameless = TestKitchens.dataset("nameless:dev", List.of(kept("n", 0, "", "rack")));
    assertThatThrownBy(() -> new PopularNamePredictor(nameless))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no item of nameless:dev is in a place that has a name");
  }
}
