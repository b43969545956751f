package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.stowbench.scorer.SmallRuns.value;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.RunScorer;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.SmallRuns;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.testing.TestKitchens;

class ConsistentRulesTest {

  /** Drawers 0 and 1 are one physical container, 2 and 3 are others, 4 and 5 have no area. */
  private static final Scene SCENE =
      TestKitchens.scene(
          "kitchen",
          Region.box(0, 0, 100, 50),
          Region.box(0, 0, 100, 40),
          Region.box(200, 0, 300, 50),
          Region.box(400, 0, 500, 50),
          Region.of(5, 5),
          Region.of(7, 7));

  private static final Answer NEAR_FIRST = Answer.region(Region.box(0, 0, 100, 35));
  private static final Answer NEAR_NOTHING = Answer.region(Region.box(900, 0, 950, 50));

  private static Scoring scoring(Answer truth) {
    return SmallRuns.scoring(
        Protocol.CONSISTENT, TestKitchens.query("q", SCENE, "Whisk", "home", truth));
  }

  private static ScoredRun run(Answer truth, Answer... ranking) {
    return SmallRuns.run(scoring(truth), Prediction.of("q", Ranking.of(ranking)));
  }

  private static QueryScore score(Answer truth, Answer... ranking) {
    return run(truth, ranking).queries().get(0);
  }

  private static Answer in(int id) {
    return Answer.container(id);
  }

  @Test
  void anyCandidateOfTheTruePhysicalContainerIsRightAndItsIouIsItsOwn() {
    QueryScore score = score(in(0), in(1));

    assertThat(score.correct()).isEqualTo(1);
    assertThat(score.iou()).isCloseTo(0.8, within(1e-12));
    assertThat(score.rank()).hasValue(1);
    assertThat(score.openings()).hasValue(1);
  }

  @Test
  void severalAnswersOfOneContainerTakeOneRankAndOneOpening() {
    QueryScore score = score(in(2), in(0), in(1), in(2));

    assertThat(score.rank()).hasValue(2);
    assertThat(score.openings()).hasValue(2);
  }

  @Test
  void aCandidateWithoutAreaIsReadAsIfItWereNotThereUnlessItIsTheTruth() {
    assertThat(score(in(0), in(4), in(0)).correct()).isEqualTo(1);
    assertThat(score(in(0), in(4), in(0)).answer()).contains(in(0));
    assertThat(score(in(0), in(4)).answer()).isEmpty();
    // As if nothing were said: of 0 and 1 (the truth), 2 and 3, each other is ahead in 1 of 3.
    assertThat(score(in(0), in(4)).openings()).hasValueCloseTo(1 + 2 / 3.0, within(1e-12));
    assertThat(score(in(4), in(4)).correct()).isEqualTo(1);
    assertThat(score(in(4), in(4)).iou()).isEqualTo(1);
    assertThat(score(in(4), in(2), in(3), in(0)).openings()).hasValue(4);
  }

  @Test
  void aFreeRegionStandsForTheTruthOrForWhatItOverlapsMostOrForNothing() {
    assertThat(score(in(0), NEAR_FIRST).correct()).isEqualTo(1);
    assertThat(score(in(0), NEAR_FIRST).iou()).isCloseTo(0.7, within(1e-12));
    assertThat(score(in(2), NEAR_FIRST, in(1), in(2)).rank()).hasValue(2);
    QueryScore miss = score(in(2), NEAR_NOTHING, in(2));
    assertThat(miss.rank()).hasValue(2);
    assertThat(miss.openings()).hasValue(1);
    assertThat(score(Answer.NOT_HERE, NEAR_NOTHING).correct()).isZero();
  }

  @Test
  void aHigherThresholdAsksMoreOfARegion() {
    ScoredRun run =
        SmallRuns.run(
            scoring(in(0)).withThreshold(0.9), Prediction.of("q", Ranking.of(NEAR_FIRST)));

    assertThat(run.queries().get(0).correct()).isZero();
    assertThatThrownBy(() -> scoring(in(0)).withThreshold(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }

  @Test
  void notHereEndsTheSearchAndAWrongOneCostsAllContainers() {
    assertThat(score(Answer.NOT_HERE, in(0), in(2), Answer.NOT_HERE).openings()).hasValue(2);
    assertThat(score(Answer.NOT_HERE, Answer.NOT_HERE).openings()).hasValue(0);
    assertThat(score(Answer.NOT_HERE, Answer.NOT_HERE).iou()).isEqualTo(1);
    assertThat(score(Answer.NOT_HERE, in(0)).openings()).hasValue(3);
    QueryScore early = score(in(0), Answer.NOT_HERE, in(0));
    assertThat(early.openings()).hasValue(3);
    assertThat(early.rank()).hasValue(2);
  }

  @Test
  void aFailedOrMissingPredictionIsWrongInEverything() {
    Scoring scoring = scoring(Answer.NOT_HERE);

    for (ScoredRun run :
        List.of(
            SmallRuns.run(scoring, Prediction.failed("q", "timed out")), SmallRuns.run(scoring))) {
      QueryScore score = run.queries().get(0);
      assertThat(run.scorecard().answered()).isZero();
      assertThat(score.correct()).isZero();
      assertThat(score.iou()).isZero();
      assertThat(score.rank()).isEmpty();
      assertThat(score.openings()).hasValue(3);
      assertThat(value(run, Metrics.NOT_HERE_PRECISION)).isNaN();
      assertThat(value(run, Metrics.NOT_HERE_RECALL)).isZero();
    }
  }

  private static ScoredRun run(Scene scene, Truth truth, Ranking ranking) {
    LabeledQuery query = TestKitchens.query("q", scene, "Whisk", "home", truth);
    return SmallRuns.run(
        SmallRuns.scoring(Protocol.CONSISTENT, query), Prediction.of("q", ranking));
  }

  @Test
  void anItemInSeveralPlacesIsFoundInAnyAndItsBestRegionCounts() {
    Truth truth = Truth.in(0, 2);

    ScoredRun second = run(SCENE, truth, Ranking.of(in(2)));
    assertThat(value(second, Metrics.HIT_1)).isEqualTo(1);
    assertThat(value(second, Metrics.OPENINGS)).isEqualTo(1);
    assertThat(value(second, Metrics.MEAN_IOU)).isEqualTo(1);
    ScoredRun drawn =
        run(SCENE, truth, Ranking.of(Answer.region(Region.box(200, 0, 300, 40)), in(3), in(0)));
    assertThat(value(drawn, Metrics.HIT_1)).isEqualTo(1);
    assertThat(value(drawn, Metrics.MEAN_IOU)).isCloseTo(0.8, within(1e-12));
    // Ranks of the two: 1 and 3.
    assertThat(value(drawn, Metrics.AVERAGE_PRECISION)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
    // Twins are one place, so there are no several.
    assertThat(run(SCENE, Truth.in(0, 1), Ranking.of(in(1))).scorecard().metrics())
        .doesNotContainKey("average_precision");
    assertThat(value(run(SCENE, truth, Ranking.of(Answer.NOT_HERE)), Metrics.OPENINGS))
        .isEqualTo(3);
  }

  @Test
  void theProbabilitiesOfAllTruePlacesAreOne() {
    // Places: the twins, 2, 3 and "not here"; what is left, 0.2, is shared by 3 and "not here".
    Ranking ranking =
        new Ranking(
            List.of(RankedAnswer.of(in(0), 0.5), RankedAnswer.of(in(2), 0.3)),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.STRICT);

    ScoredRun both = run(SCENE, Truth.in(0, 2), ranking);
    assertThat(value(both, Metrics.LOG_LOSS)).isCloseTo(-Math.log(0.8), within(1e-12));
    assertThat(value(both, Metrics.BRIER)).isCloseTo(0.04 + 0.01 + 0.01, within(1e-12));
    ScoredRun named = run(SCENE, Truth.in(2, 3), ranking);
    assertThat(value(named, Metrics.LOG_LOSS)).isCloseTo(-Math.log(0.4), within(1e-12));
    assertThat(value(named, Metrics.BRIER)).isCloseTo(0.25 + 0.36 + 0.01, within(1e-12));
    assertThat(value(named, Metrics.ECE)).isCloseTo(0.5, within(1e-12)); // its first answer's own
  }

  @Test
  void withoutRegionsThereAreNoMetricsOfRegionsAndThePaperHasNothingToSay() {
    Scene home =
        Scene.of("home", List.of(Container.named(0, "shelf"), Container.named(1, "drawer")));
    ScoredRun run = run(home, Truth.in(1), Ranking.of(in(1)));

    assertThat(value(run, Metrics.HIT_1)).isEqualTo(1);
    assertThat(run.scorecard().metrics()).doesNotContainKeys("mean_iou", "iou@0.75", "iou@0.95");
    assertThatThrownBy(
            () ->
                SmallRuns.scoring(
                    Protocol.PAPER, TestKitchens.query("q", home, "Whisk", "home", in(1))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--protocol paper: query q: scene home has a container without a region: must be"
                + " drawn, since the paper compares regions");
    assertThatThrownBy(
            () ->
                SmallRuns.scoring(
                    Protocol.PAPER,
                    TestKitchens.query("q", SCENE, "Whisk", "home", Truth.in(0, 2))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the item is in containers 0, 2: must be in one");
  }

  @Test
  void aRandomOrderOfAllAnswersHasAnOpeningRatioOfOne() {
    for (Answer truth : List.of(in(0), in(2), in(4), Answer.NOT_HERE)) {
      Ranking all =
          new Ranking(
              List.of(in(0), in(1), in(2), in(3), in(4), in(5), Answer.NOT_HERE).stream()
                  .map(RankedAnswer::of)
                  .toList(),
              Ranking.Scores.NONE,
              Ranking.Order.TIED);
      ScoredRun run = SmallRuns.run(scoring(truth), Prediction.of("q", all));
      assertThat(value(run, Metrics.OPENING_RATIO)).isEqualTo(1);
    }
  }

  @Test
  void probabilitiesOfOneContainerAddUpAndTheRestIsSpreadOverWhatIsLeftOut() {
    Ranking ranking =
        new Ranking(
            List.of(
                RankedAnswer.of(in(0), 0.3),
                RankedAnswer.of(in(1), 0.2),
                RankedAnswer.of(in(2), 0.2)),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.STRICT);
    ScoredRun run = SmallRuns.run(scoring(in(0)), Prediction.of("q", ranking));

    // 0.5 on the truth, 0.2 on drawer 2, and 0.15 each on drawer 3 and "not here".
    assertThat(value(run, Metrics.LOG_LOSS)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(value(run, Metrics.BRIER)).isCloseTo(0.25 + 0.04 + 2 * 0.0225, within(1e-12));
    assertThat(value(run, Metrics.ECE)).isCloseTo(0.5, within(1e-12));
    assertThat(run.scorecard().metrics().keySet()).endsWith("log_loss", "brier", "ece");
  }

  /** So that naming one more, with little, leaves the truth more: found by random runs. */
  @Test
  void theProbabilityOfWhatCannotBeOpenedIsSpreadOverWhatIsNotNamed() {
    RankedAnswer point = RankedAnswer.of(in(4), 0.8);
    RankedAnswer first = RankedAnswer.of(in(0), 0.1);

    assertThat(value(probable(in(2), point, first), Metrics.LOG_LOSS))
        .isCloseTo(-Math.log(0.9 / 3), within(1e-12));
    assertThat(value(probable(in(2), point, first, RankedAnswer.of(in(3), 0.1)), Metrics.LOG_LOSS))
        .isCloseTo(-Math.log(0.8 / 2), within(1e-12));
  }

  /** Two of four places are right, so knowing nothing gives them half: found by random runs. */
  @Test
  void whoFailsMayHaveABetterBrierScoreThanWhoIsHalfSureOfOneOfTwoPlaces() {
    Scoring scoring =
        SmallRuns.scoring(
            Protocol.CONSISTENT,
            TestKitchens.query("sure", SCENE, "Whisk", "home", Truth.in(2, 3)),
            TestKitchens.query("failed", SCENE, "Spoon", "home", Truth.in(2, 3)));
    Ranking half =
        new Ranking(
            List.of(RankedAnswer.of(in(2), 0.5), RankedAnswer.of(Answer.NOT_HERE, 0.4375)),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.STRICT);
    double left = 0.0625 / 2;
    double sure = (0.5 - left) * (0.5 - left) + 0.4375 * 0.4375 + left * left;
    double failed = 0.5 * 0.5 + 2 * 0.25 * 0.25;

    ScoredRun run =
        SmallRuns.run(
            scoring, Prediction.of("sure", half), Prediction.failed("failed", "no answer"));

    assertThat(failed).isLessThan(sure);
    assertThat(value(run, Metrics.BRIER)).isCloseTo((sure + failed) / 2, within(1e-12));
  }

  private static ScoredRun probable(Answer truth, RankedAnswer... answers) {
    return run(
        SCENE,
        Truth.of(truth),
        new Ranking(List.of(answers), Ranking.Scores.PROBABILITY, Ranking.Order.STRICT));
  }

  @Test
  void aRankingWithoutProbabilitiesHasNoMetricsOfThem() {
    assertThat(run(in(0), in(0)).scorecard().metrics().keySet())
        .containsExactly(
            "hit@1",
            "hit@3",
            "hit@5",
            "mrr",
            "mean_iou",
            "iou@0.75",
            "iou@0.95",
            "openings",
            "opening_ratio",
            "not_here_precision",
            "not_here_recall",
            "not_here_f1");
  }

  @Test
  void aPredictionThatDoesNotFitTheDatasetIsRefused() {
    RunScorer scorer = scoring(in(0)).begin();
    scorer.add(Prediction.failed("q", "timed out"));
    assertThatThrownBy(() -> scorer.add(Prediction.of("q", Ranking.of(in(0)))))
        .hasMessageContaining("second prediction for q");
    assertThatThrownBy(() -> scorer.add(Prediction.of("other", Ranking.of(in(0)))))
        .hasMessageContaining("no such query");
    assertThatThrownBy(() -> scoring(in(0)).begin().add(Prediction.of("q", Ranking.of(in(9)))))
        .hasMessageContaining("has no container 9");
  }
}
