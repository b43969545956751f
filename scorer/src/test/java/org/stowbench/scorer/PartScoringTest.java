package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.io.InputLocation;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.Answer;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Ways;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Replicates;
import org.stowbench.testing.TestKitchens;

class PartScoringTest {

  private static final String SPLIT = "test:split";
  private static final int HOUSEHOLDS = 40;

  private static List<LabeledQuery> queries(int from, int to) {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int home = from; home < to; home++) {
      for (int i = 0; i <= home % 3; i++) {
        String household = "home " + (100 + home);
        Answer truth = home % 5 == 0 ? Answer.NOT_HERE : Answer.container((home + i) % 4);
        queries.add(
            TestKitchens.query(
                household + "#" + i,
                TestKitchens.row(household, 4),
                i == 0 ? "whisk" : "a \"b.c\" item",
                household,
                truth));
      }
    }
    return queries;
  }

  private static Prediction prediction(LabeledQuery labeled) {
    SplittableRandom random = new SplittableRandom(labeled.query().id().hashCode());
    if (random.nextInt(6) == 0) {
      return Prediction.failed(labeled.query().id(), "no answer");
    }
    double first = 0.5 + random.nextInt(40) / 100.0;
    return Prediction.of(
        labeled.query(),
        new Ranking(
            List.of(
                RankedAnswer.of(Answer.container(random.nextInt(4)), first),
                RankedAnswer.of(Answer.NOT_HERE, 1 - first)),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.STRICT));
  }

  private static ScoredRun scored(Protocol protocol, int from, int to) {
    List<LabeledQuery> queries = queries(from, to);
    return Scoring.of(QueryIndex.of(TestKitchens.dataset(SPLIT, queries)), protocol)
        .score("test", queries.stream().map(PartScoringTest::prediction));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"CONSISTENT", "SEARCH"})
  void partsGiveTheScorecardOfTheWhole(Protocol protocol) {
    DatasetInfo split = new DatasetInfo(SPLIT, "sha256:test", 79, false);
    List<ScoredRun> parts =
        List.of(
            scored(protocol, 0, 1),
            scored(protocol, 1, 1), // nobody was asked
            scored(protocol, 1, 17),
            scored(protocol, 17, 30),
            scored(protocol, 30, HOUSEHOLDS));

    assertAddUp(split, parts, scored(protocol, 0, HOUSEHOLDS).scorecard());
  }

  /** Holds that parts, brought together, are the whole. */
  static void assertAddUp(DatasetInfo split, List<ScoredRun> parts, Scorecard expected) {
    PartScoring scoring = new PartScoring(split, expected.protocol());
    PartSums whole =
        parts.stream()
            .map(part -> scoring.sums(part, scoring.rows(part)))
            .map(PartScoringTest::writtenAndRead)
            .reduce(PartSums::plus)
            .orElseThrow();
    PartScoring.Spread spread =
        parts.stream()
            .map(part -> scoring.spread(scoring.rows(part), whole))
            .reduce(PartScoring.Spread::plus)
            .orElseThrow();
    Scorecard found =
        scoring.scorecard(
            "test", LearnedFrom.NOT_DECLARED, Optional.empty(), whole, spread, Optional.empty());

    assertThat(found.queries()).isEqualTo(expected.queries());
    assertThat(found.answered()).isEqualTo(expected.answered());
    assertThat(found.seen()).isEqualTo(expected.seen());
    assertThat(found.measurable()).isEqualTo(expected.measurable());
    assertThat(found.threshold()).isEqualTo(expected.threshold());
    assertSame(found.metrics(), expected.metrics());
    assertThat(found.byItem().keySet()).isEqualTo(expected.byItem().keySet());
    expected
        .byItem()
        .forEach(
            (item, figures) -> {
              assertThat(found.byItem().get(item).queries()).isEqualTo(figures.queries());
              assertSame(found.byItem().get(item).metrics(), figures.metrics());
            });
  }

  @Test
  void aPartWhoseScenesHaveNoContainersHasNoSayInWhatIsMeasured() {
    Measurable empty = new Measurable(true, false, Set.of());
    Measurable metres = new Measurable(false, true, Set.of(Ways.DISTANCES, Ways.POSITIONS));

    assertThat(empty.and(metres)).isEqualTo(metres.and(empty)).isEqualTo(metres);
    assertThat(empty.and(metres).ways()).isEqualTo(Ways.POSITIONS);
    assertThat(empty.and(empty).ways()).isEqualTo(Ways.PHOTO);
  }

  private static PartSums writtenAndRead(PartSums sums) {
    return PartSums.read(JsonInput.parse(Json.line(sums.json()), InputLocation.of("sums.json")));
  }

  private static void assertSame(Map<String, Figure> found, Map<String, Figure> expected) {
    assertThat(List.copyOf(found.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    expected.forEach(
        (name, figure) -> {
          assertThat(found.get(name).method()).as(name).isEqualTo(figure.method());
          assertThat(numbers(found.get(name)))
              .as(name)
              .containsExactly(numbers(figure), within(1e-12));
        });
  }

  private static double[] numbers(Figure figure) {
    return new double[] {
      figure.value().orElse(-1), figure.low().orElse(-1), figure.high().orElse(-1)
    };
  }

  /** Not the same draws, so not the same to the last digit. */
  @Test
  void drawsOfPartsAddUpToThoseOfTheWholeAndAreAsWideAsDrawsWithReplacement() {
    PartScoring scoring =
        new PartScoring(new DatasetInfo(SPLIT, "sha256:test", 79, false), Protocol.CONSISTENT);
    ScoredRun all = scored(Protocol.CONSISTENT, 0, HOUSEHOLDS);
    Replicates parts =
        scoring
            .replicates(scoring.rows(scored(Protocol.CONSISTENT, 0, 11)))
            .plus(scoring.replicates(scoring.rows(scored(Protocol.CONSISTENT, 11, HOUSEHOLDS))));
    PartSums sums = scoring.sums(all, scoring.rows(all));
    PartScoring.Spread spread = scoring.spread(scoring.rows(all), sums);

    Map<String, Figure> found = card(scoring, sums, spread, parts).metrics();

    assertSame(found, card(scoring, sums, spread, scoring.replicates(scoring.rows(all))).metrics());
    List<LabeledQuery> queries = queries(0, HOUSEHOLDS);
    Figure drawn =
        Scoring.of(QueryIndex.of(TestKitchens.dataset(SPLIT, queries)), Protocol.CONSISTENT)
            .withIntervals(IntervalMethod.PERCENTILE)
            .score("test", queries.stream().map(PartScoringTest::prediction))
            .scorecard()
            .metrics()
            .get("mrr");
    double width = drawn.high().orElseThrow() - drawn.low().orElseThrow();
    assertThat(found.get("mrr").method()).isEqualTo("percentile");
    assertThat(numbers(found.get("mrr"))).containsExactly(numbers(drawn), within(width / 10));
  }

  private static Scorecard card(
      PartScoring scoring, PartSums sums, PartScoring.Spread spread, Replicates replicates) {
    return scoring.scorecard(
        "test", LearnedFrom.NOT_DECLARED, Optional.empty(), sums, spread, Optional.of(replicates));
  }

  @Test
  void whatDependsOnAllPredictionsIsRefused() {
    DatasetInfo split = new DatasetInfo(SPLIT, "sha256:test", 1, false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartScoring(split, Protocol.PAPER))
        .withMessageContaining("query by query");
  }
}
