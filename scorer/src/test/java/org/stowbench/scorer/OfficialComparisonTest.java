package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.scorer.comparison.PaperComparison;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.PairedT;
import org.stowbench.testing.OfficialData;

/** The paper's comparisons, from the published answers. */
@Tag("official")
class OfficialComparisonTest {

  private Path official;
  private Scoring scoring;

  @BeforeEach
  void load() {
    official = OfficialData.require();
    scoring =
        Scoring.of(QueryIndex.of(OfficialSplits.eval(official)), Protocol.PAPER).withoutIntervals();
  }

  private List<ScoredRun> score(String file) {
    return scoring.score(ResponseFile.of(official.resolve(file))).runs();
  }

  private ScoredRun noam() {
    return score("models/chat_gpt/parse_results/chatgpt_test_short_id_pos_lab_anchrs_ratio.json")
        .get(0);
  }

  @Test
  void noamAgainstGpt4oIsAsPublished() {
    ScoredRun gpt4o =
        score("models/gpt-4o/chatgpt_baseline_test_kitchen_origin_images_parse.json").get(0);

    PaperComparison comparison = PaperComparison.of(noam(), gpt4o);

    PairedT test = comparison.test().orElseThrow();
    assertThat(test.t()).isCloseTo(2.976499577787937, within(1e-12));
    assertThat(test.p()).isCloseTo(0.003664801946345631, within(1e-12));
    assertThat(comparison.hedgesG().getAsDouble()).isCloseTo(0.4156668285628078, within(1e-12));
    assertThat(comparison.bonferroniP().getAsDouble())
        .isCloseTo(105 * 0.003664801946345631, within(1e-9));
  }

  /** Person 3 left three pairs out; the paper counts those as the empty answer. */
  @Test
  void missingAnswersAreEmptyOnes() {
    List<ScoredRun> people = score("baselines/human/test_responses_kitchen.json");

    for (ScoredRun person : people) {
      assertThat(PaperComparison.of(noam(), person).queries()).isEqualTo(100);
    }
    assertThat(people.get(2).queries().stream().filter(QueryScore::predicted)).hasSize(97);
  }
}
