package org.stowbench.scorer.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

class AgreementTest {

  private static final Scene TWINS = TestKitchens.twins("twins", 1);

  private static LabeledQuery query(String id, String item, Answer... votes) {
    List<Vote> list = new ArrayList<>();
    for (Answer vote : votes) {
      list.add(new Vote("person " + list.size(), vote));
    }
    return new LabeledQuery(
        new Query(id, TWINS, item), new Household(id), Answer.container(0), new Votes(list));
  }

  private static final List<LabeledQuery> QUERIES =
      List.of(
          query("q1", "whisk", Answer.container(0), Answer.container(1), Answer.container(2)),
          query("q2", "whisk", Answer.NOT_HERE, Answer.NOT_HERE),
          query("q3", "pan", Answer.container(2), Answer.container(2), Answer.container(0)),
          query("q4", "pot", Answer.container(0)),
          query("q5", "lid"));

  @Test
  void peopleAgreeOnCandidatesOrOnPlaces() {
    Agreement agreement = Agreement.of(QUERIES);

    assertThat(agreement.queries()).isEqualTo(3);
    assertThat(agreement.pairs()).isEqualTo(7);
    assertThat(agreement.sameCandidate().value().getAsDouble()).isCloseTo(2.0 / 7, within(1e-12));
    assertThat(agreement.samePlace().value().getAsDouble()).isCloseTo(3.0 / 7, within(1e-12));
    // Places: 3 of the twins, 3 of the third, 2 of none; disagreeing pairs, by unit, over one less
    // than its votes: 4/2 + 0 + 4/2. 1 - 7 * 4 / (8 * 7 - 6 - 6 - 2).
    assertThat(agreement.alpha().getAsDouble()).isCloseTo(1 - 28.0 / 42, within(1e-12));
  }

  @Test
  void itemsThatNobodySharesAreLeftOut() {
    assertThat(Agreement.byItem(QUERIES).keySet()).containsExactly("pan", "whisk");
    assertThat(Agreement.byItem(QUERIES).get("pan").pairs()).isEqualTo(3);
  }

  private static final Scoring SCORING =
      Scoring.of(QueryIndex.of(TestKitchens.dataset("small:eval", QUERIES)), Protocol.CONSISTENT)
          .withoutIntervals();

  private static ScoredRun run(String name, int... containers) {
    return SCORING.score(
        name,
        IntStream.range(0, containers.length)
            .mapToObj(
                i ->
                    Prediction.of(
                        QUERIES.get(i).query(), Ranking.of(Answer.container(containers[i])))));
  }

  @Test
  void aPredictorAgreesWithTheVotesThatGoToItsPlace() {
    ScoredRun run = run("first", 1, 1, 1, 1, 1);

    assertThat(run.perQuery().numerators(Metrics.CROWD))
        .containsExactly(new double[] {2.0 / 3, 0, 1.0 / 3, 1, 0}, within(1e-12));
    assertThat(run.perQuery().denominators(Metrics.CROWD)).containsExactly(1, 1, 1, 1, 0);
    assertThat(Yardstick.of(run, List.of()).crowd().value().getAsDouble())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void accuracyIsAShareOfTheAveragePersonsOnWhatEachWasAsked() {
    ScoredRun run = run("run", 0, 0, 2, 2, 2);
    ScoredRun always = run("always", 0, 0, 0, 0, 0);
    ScoredRun asked = run("asked twice", 0, 2);

    // 0.4 over the average of 1 and, on two queries, 0.5.
    assertThat(
            Yardstick.of(run, List.of(always, asked)).share().orElseThrow().value().getAsDouble())
        .isCloseTo(0.4 / 0.75, within(1e-12));
    assertThat(Yardstick.of(run, List.of()).share()).isEmpty();
  }
}
