package org.stowbench.scorer.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.JsonFields;
import org.stowbench.testing.TestKitchens;

/** Whoever adds, drops, moves or renames a field raises the format's version. */
class ComparisonJsonTest {

  /** Two runs over ten households, the first right everywhere, the second in the first six. */
  private static List<ScoredRun> runs(Protocol protocol) {
    List<LabeledQuery> queries =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    TestKitchens.query(
                        "q" + i, TestKitchens.row("row", 4), "whisk", "h" + i, Answer.container(0)))
            .toList();
    Scoring scoring =
        Scoring.of(QueryIndex.of(TestKitchens.dataset("small:eval", queries)), protocol);
    return Stream.of(10, 6)
        .map(
            right ->
                scoring.score(
                    "right in " + right,
                    IntStream.range(0, 10)
                        .mapToObj(
                            i ->
                                Prediction.of(
                                    queries.get(i).query(),
                                    Ranking.of(Answer.container(i < right ? 0 : 1))))))
        .toList();
  }

  private static String[] words(String text) {
    return text.strip().split("\\s+");
  }

  @Test
  void theFieldsOfFormat1AreThese() {
    JsonNode json =
        ComparisonJson.write(
            Comparer.of(Metrics.HIT_1).allPairs(runs(Protocol.CONSISTENT)), Map.of());

    assertThat(json.get("format").intValue()).isEqualTo(1);
    assertThat(JsonFields.of(json))
        .containsExactly(
            words(
                """
                format dataset protocol protocol_version metric comparisons
                comparisons.first comparisons.second comparisons.first_mark
                comparisons.second_mark comparisons.queries comparisons.households
                comparisons.of_queries comparisons.of_households comparisons.left_out
                comparisons.left_out.only_first_has comparisons.left_out.only_second_has
                comparisons.left_out.neither_has comparisons.first_value comparisons.second_value
                comparisons.difference comparisons.low comparisons.high comparisons.interval
                comparisons.p comparisons.p_exact comparisons.p_holm comparisons.hedges_g
                comparisons.mcnemar comparisons.mcnemar.first_only comparisons.mcnemar.second_only
                comparisons.mcnemar.p comparisons.mcnemar.exact comparisons.wins comparisons.ties
                comparisons.losses comparisons.detectable comparisons.queries_needed
                comparisons.words
                """));
  }

  @Test
  void theFieldsUnderThePapersProtocolAreThese() {
    List<ScoredRun> runs = runs(Protocol.PAPER);
    JsonNode json =
        ComparisonJson.writePaper(
            "small:eval", true, List.of(PaperComparison.of(runs.get(0), runs.get(1))), Map.of());

    assertThat(JsonFields.of(json))
        .containsExactly(
            words(
                """
                format dataset simulated protocol protocol_version metric comparisons
                comparisons.first comparisons.second comparisons.first_mark
                comparisons.second_mark comparisons.queries comparisons.first_value
                comparisons.second_value comparisons.difference comparisons.t comparisons.degrees
                comparisons.p comparisons.p_bonferroni comparisons.hedges_g
                """));
  }
}
