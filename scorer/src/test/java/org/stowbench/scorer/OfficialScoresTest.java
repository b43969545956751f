package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.query.Answer;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.reproduce.PublishedResults;
import org.stowbench.scorer.reproduce.Reproducer;
import org.stowbench.scorer.reproduce.Reproduction;
import org.stowbench.testing.OfficialData;

/** The published predictions under both protocols; figures as in arXiv 2512.23739. */
@Tag("official")
class OfficialScoresTest {

  private static final String NOAM_GPT_4 =
      "models/chat_gpt/parse_results/chatgpt_test_short_id_pos_lab_anchrs_ratio.json";
  private static final String GPT_4O =
      "models/gpt-4o/chatgpt_baseline_test_kitchen_origin_images_parse.json";
  private static final String PEOPLE = "baselines/human/test_responses_kitchen.json";

  private static Path official;
  private static QueryIndex index;

  @BeforeAll
  static void readTheSplit() {
    official = OfficialData.require();
    index = QueryIndex.of(OfficialSplits.eval(official));
  }

  private static List<ScoredRun> score(Protocol protocol, String file) {
    ScoredFile scored = Scoring.of(index, protocol).score(ResponseFile.of(official.resolve(file)));
    assertThat(scored.report().unmatched().count()).isZero();
    assertThat(scored.report().repeated().count()).isZero();
    return scored.runs();
  }

  private static double value(ScoredRun run, String metric) {
    return run.scorecard().metrics().get(metric).value().orElseThrow();
  }

  @Test
  void noamWithGpt4FindsTheContainerFirstInTwentyThreeOfAHundred() {
    ScoredRun run = score(Protocol.CONSISTENT, NOAM_GPT_4).get(0);

    assertThat(value(run, "hit@1")).isCloseTo(0.23, within(1e-12));
    assertThat(run.scorecard().answered()).isEqualTo(100);
  }

  @Test
  void mostOfWhatGpt4oMissesItSaysIsNotHereAndNoamHardlyAnything() {
    assertThat(misses(score(Protocol.CONSISTENT, NOAM_GPT_4).get(0)))
        .containsEntry(Miss.SAID_NOT_HERE, 5.0)
        .containsEntry(Miss.WAS_NOT_HERE, 8.0)
        .satisfies(kinds -> assertThat(sum(kinds)).isEqualTo(77));
    assertThat(misses(score(Protocol.CONSISTENT, GPT_4O).get(0)))
        .containsEntry(Miss.SAID_NOT_HERE, 56.0)
        .satisfies(kinds -> assertThat(sum(kinds)).isEqualTo(92));
  }

  private static Map<Miss, Double> misses(ScoredRun run) {
    return IntStream.range(0, run.queries().size())
        .mapToObj(ordinal -> run.perQuery().misses(ordinal))
        .flatMap(kinds -> kinds.entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.summingDouble(Map.Entry::getValue)));
  }

  private static double sum(Map<Miss, Double> kinds) {
    return kinds.values().stream().mapToDouble(count -> count).sum();
  }

  @Test
  void theBoxesOfGpt4oAreScoredByTheSameRules() {
    assertThat(value(score(Protocol.CONSISTENT, GPT_4O).get(0), "hit@1"))
        .isCloseTo(0.08, within(1e-12));
  }

  @Test
  void eachOfThePeopleInAFileIsScoredOverAllQueries() {
    List<ScoredRun> people = score(Protocol.CONSISTENT, PEOPLE);

    assertThat(people.stream().map(run -> run.scorecard().predictor()))
        .containsExactly(
            "test_responses_kitchen/user-1",
            "test_responses_kitchen/user-2",
            "test_responses_kitchen/user-3");
    assertThat(people.stream().map(run -> value(run, "hit@1"))).containsExactly(0.38, 0.27, 0.36);
    assertThat(people.stream().map(run -> run.scorecard().answered()))
        .containsExactly(100, 100, 97);
  }

  @Test
  void whoFindsMoreThanAtRandomOpensLessUnlessByWrongNotHeres() {
    List<ScoredRun> runs = new ArrayList<>(score(Protocol.CONSISTENT, PEOPLE));
    runs.addAll(score(Protocol.CONSISTENT, NOAM_GPT_4));
    assertThat(runs)
        .allSatisfy(run -> assertThat(value(run, "opening_ratio")).isBetween(0.6, 0.75));

    ScoredRun gpt4o = score(Protocol.CONSISTENT, GPT_4O).get(0);
    double[] random = gpt4o.perQuery().denominators(Metrics.OPENING_RATIO);
    int wrongNotHeres = 0;
    double opened = 0;
    double atRandom = 0;
    for (int query = 0; query < random.length; query++) {
      QueryScore score = gpt4o.queries().get(query);
      if (score.answer().equals(Optional.of(Answer.NOT_HERE)) && score.correct() == 0) {
        wrongNotHeres++;
      } else {
        opened += score.openings().orElseThrow();
        atRandom += random[query];
      }
    }
    assertThat(value(gpt4o, "opening_ratio")).isGreaterThan(1);
    assertThat(wrongNotHeres).isEqualTo(56);
    assertThat(opened).isLessThan(atRandom);
  }

  @Test
  void sayingNotHereAlwaysIsRightInTenOfAHundred() {
    Stream<Prediction> notHere =
        index.queries().stream().map(q -> Prediction.of(q.query(), Ranking.of(Answer.NOT_HERE)));

    ScoredRun run = Scoring.of(index, Protocol.CONSISTENT).score("not-here", notHere);

    assertThat(value(run, "hit@1")).isCloseTo(0.10, within(1e-12));
    assertThat(value(run, "not_here_recall")).isEqualTo(1);
  }

  @Test
  void thePaperProtocolGivesThePublishedFigures() {
    ScoredRun noam = score(Protocol.PAPER, NOAM_GPT_4).get(0);
    ScoredRun gpt4o = score(Protocol.PAPER, GPT_4O).get(0);

    assertThat(value(noam, "accuracy")).isCloseTo(0.23, within(1e-12));
    assertThat(value(noam, "mean_iou")).isCloseTo(0.230, within(0.0005));
    assertThat(noam.scorecard().threshold()).isEqualTo(1.0);
    assertThat(value(gpt4o, "accuracy")).isCloseTo(0.08, within(1e-12));
    assertThat(value(gpt4o, "mean_iou")).isCloseTo(0.0816, within(0.00005));
    assertThat(gpt4o.scorecard().threshold()).isEqualTo(0.5);
  }

  @Test
  void everyPublishedResultWhosePredictionsAreHereHoldsPairByPair() {
    Reproducer reproducer = new Reproducer(List.of(official), index, spec -> Stream.of());
    List<Reproduction> checked =
        PublishedResults.shipped().stream()
            .filter(result -> result.predictor().isEmpty())
            .filter(result -> result.dataset().equals(index.info().id()))
            .map(reproducer::check)
            .filter(r -> r.status() != Reproduction.Status.NO_PREDICTIONS)
            .toList();

    assertThat(checked).allSatisfy(r -> assertThat(r.differences()).isEmpty());
    assertThat(checked.stream().map(r -> r.result().id() + " " + r.pairs()))
        .contains("noam-gpt-4 0", "gpt-4o 100", "person-1 100", "person-2 100", "person-3 97");
  }

  @Test
  void aRandomOrderCostsExactlyWhatTheRatioMeasuresAgainst() {
    Stream<Prediction> random =
        index.queries().stream()
            .map(
                q ->
                    Prediction.of(
                        q.query(),
                        new Ranking(
                            Stream.concat(
                                    q.query().scene().containers().stream()
                                        .map(c -> RankedAnswer.of(Answer.container(c.id()))),
                                    Stream.of(RankedAnswer.of(Answer.NOT_HERE)))
                                .toList(),
                            Ranking.Scores.NONE,
                            Ranking.Order.TIED)));

    ScoredRun run = Scoring.of(index, Protocol.CONSISTENT).score("random", random);

    assertThat(value(run, "opening_ratio")).isEqualTo(1);
    // In each query, so that no household differs and there is nothing to make an interval of.
    assertThat(run.perQuery().numerators(Metrics.OPENING_RATIO))
        .containsExactly(run.perQuery().denominators(Metrics.OPENING_RATIO));
  }
}
