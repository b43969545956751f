package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class OracleTest {

  private static final HostEnvironment NOWHERE =
      new HostEnvironment(Path.of("."), 1, Optional.empty(), Optional.empty());

  private static final SimulatedSplit HOMES =
      SimulatedSplit.of("sim:x", 43, 0, 100, Questions.HOUSEHOLD);

  private static Prediction ask(Predictor oracle, Query query) {
    try {
      return oracle.predict(query, PredictionContext.of(1, query.id()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hit(LabeledQuery query, Answer first) {
    return hit(query, first, PhysicalContainers.of(query.query().scene()));
  }

  private static boolean hit(LabeledQuery query, Answer first, PhysicalContainers physical) {
    if (!(first instanceof Answer.InContainer said) || query.truth().isNotHere()) {
      return query.truth().holds(first);
    }
    return physical.of(said.id()) == physical.of(query.truth().containers().get(0));
  }

  @Test
  void hitsAsOftenAsItsOwnProbabilitiesSayAndMoreOftenThanAnyFixedAnswer() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    List<LabeledQuery> queries =
        SimulatedSplit.of("sim:x", 41, 0, 1500, Questions.EVALUATION).queries().toList();
    double promised = 0;
    double hits = 0;
    double largest = 0;
    double notHere = 0;
    for (LabeledQuery query : queries) {
      Ranking ranking = ask(oracle, query.query()).ranking().orElseThrow();
      promised += ranking.answers().get(0).score().orElseThrow();
      hits += hit(query, ranking.first()) ? 1 : 0;
      largest += hit(query, Answer.container(0)) ? 1 : 0;
      notHere += hit(query, Answer.NOT_HERE) ? 1 : 0;
    }
    int n = queries.size();
    assertThat(hits / n).isCloseTo(promised / n, within(0.04));
    assertThat(hits).isGreaterThan(1.4 * Math.max(largest, notHere));
  }

  @ParameterizedTest
  @EnumSource(names = {"KITCHEN", "STOCK"})
  void inWorkplacesTooItFindsMoreThanAPersonAndAPersonMoreThanWhoDoesNotLook(SimulationKind kind) {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    Predictor person = Predictors.installed().create("person", NOWHERE);
    SimulatedSplit split =
        SimulatedSplit.of("x", new Simulation(kind, 47), 0, 40, Questions.HOUSEHOLD);
    double best = 0;
    double guessed = 0;
    double blind = 0;
    double untold = 0;
    double told = 0;
    for (SimulatedHousehold workplace : split.households().toList()) {
      List<LabeledQuery> queries = split.queries(workplace).toList();
      for (int q = 0; q < 6; q++) {
        LabeledQuery query = queries.get(q);
        Ranking ranking = ask(oracle, query.query()).ranking().orElseThrow();
        best += hit(query, ranking.first()) ? 1 : 0;
        guessed += hit(query, ask(person, query.query()).ranking().orElseThrow().first()) ? 1 : 0;
        blind += 1.0 / (query.query().scene().containers().size() + 1);
        untold -= Math.log(given(ranking, query));
        LabeledQuery knowing = query.knowing(others(queries, q, 8));
        told -= Math.log(given(ask(oracle, knowing.query()).ranking().orElseThrow(), knowing));
      }
    }
    assertThat(best).isGreaterThan(1.2 * guessed);
    assertThat(guessed).isGreaterThan(1.5 * blind);
    assertThat(told).isLessThan(0.95 * untold);
  }

  @Test
  void ranksByProbabilityOverAllThatCanBeOpened() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    try (Stream<LabeledQuery> queries = SimulatedSplit.eval().queries()) {
      queries.forEach(
          query -> {
            Ranking ranking = ask(oracle, query.query()).ranking().orElseThrow();
            assertThat(ranking.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
            List<Double> scores =
                ranking.answers().stream().map(a -> a.score().orElseThrow()).toList();
            assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(scores.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
            assertThat(ranking.answers())
                .hasSize(PhysicalContainers.of(query.query().scene()).openable() + 1);
          });
    }
  }

  @Test
  void answersTheSameWhateverWasAskedBefore() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    List<Query> queries =
        SimulatedSplit.of("sim:x", 4, 0, 60, Questions.DEVELOPMENT)
            .queries()
            .map(LabeledQuery::query)
            .toList();
    List<Prediction> inOrder = queries.stream().map(q -> ask(oracle, q)).toList();
    List<Prediction> atOnce = queries.parallelStream().map(q -> ask(oracle, q)).toList();
    assertThat(atOnce).isEqualTo(inOrder);
  }

  @Test
  void knowsMoreOfAHouseholdTheMoreItIsToldAndIsAsSureAsItMayBe() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    double before = Double.POSITIVE_INFINITY;
    for (int told : new int[] {0, 3, 10}) {
      double promised = 0;
      double hits = 0;
      double loss = 0;
      int asked = 0;
      for (SimulatedHousehold home : HOMES.households().toList()) {
        List<LabeledQuery> queries = HOMES.queries(home).toList();
        for (int q = 0; q < 3; q++) {
          LabeledQuery query = queries.get(q).knowing(others(queries, q, told));
          Ranking ranking = ask(oracle, query.query()).ranking().orElseThrow();
          promised += ranking.answers().get(0).score().orElseThrow();
          hits += hit(query, ranking.first()) ? 1 : 0;
          loss -= Math.log(given(ranking, query));
          asked++;
        }
      }
      assertThat(hits / asked).as("told %d", told).isCloseTo(promised / asked, within(0.05));
      assertThat(loss / asked).as("told %d", told).isLessThan(before - (told == 0 ? 0 : 0.03));
      before = loss / asked;
    }
  }

  private static List<KnownPlacement> others(List<LabeledQuery> queries, int asked, int many) {
    return IntStream.range(1, many + 1)
        .mapToObj(i -> queries.get((asked + i) % queries.size()))
        .map(q -> new KnownPlacement(q.query().item(), q.truth().first()))
        .toList();
  }

  /** What the ranking gives to the truth. */
  private static double given(Ranking ranking, LabeledQuery query) {
    PhysicalContainers physical = PhysicalContainers.of(query.query().scene());
    return ranking.answers().stream()
        .filter(ranked -> hit(query, ranked.answer(), physical))
        .mapToDouble(ranked -> ranked.score().orElseThrow())
        .sum();
  }

  @Test
  void refusesAQueryThatIsNotSimulated() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    Query real = new Query("shic-12", TestKitchens.row("s", 3), "Spoon");
    assertThat(ask(oracle, real).error())
        .hasValueSatisfying(
            e ->
                assertThat(e)
                    .isEqualTo(
                        "the oracle knows simulated households only; query shic-12 is none: its id"
                            + " does not name a simulated household and one of its items"));
  }

  @Test
  void refusesASceneThatOnlyBorrowsASimulatedId() {
    Predictor oracle = Predictors.installed().create("oracle", NOWHERE);
    LabeledQuery query = SimulatedSplit.eval().queries().findFirst().orElseThrow();
    Scene other = TestKitchens.row(query.query().scene().id(), 3);
    Query borrowed = new Query(query.query().id(), other, query.query().item());
    assertThat(ask(oracle, borrowed).error())
        .hasValueSatisfying(e -> assertThat(e).contains("its scene is not the one"));
    Query renamed = new Query(query.query().id(), query.query().scene(), "Sword");
    assertThat(ask(oracle, renamed).error()).isPresent();
  }
}
