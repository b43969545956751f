package org.stowbench.predictors.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

/** Worked examples are something that answers were learned from. */
class FewShotExamplesTest {

  private static LabeledQuery whisk(String id, String household) {
    return TestKitchens.query(
        id, TestKitchens.row("scene-" + id, 3), "Whisk", household, Answer.container(1));
  }

  private static final Dataset DEVELOPMENT =
      TestKitchens.dataset("test:dev", List.of(whisk("d1", "mine"), whisk("d2", "asked")));
  private static final Dataset ASKED =
      TestKitchens.dataset("test:eval", List.of(whisk("e1", "asked")));

  @Test
  void theirSplitAndTheHouseholdsThatTheyMayShowAreWhatWasLearnedFrom() {
    assertThat(FewShotExamples.of(2, DEVELOPMENT, ASKED, 1).learnedFrom())
        .isEqualTo(LearnedFrom.of(LearnedFrom.Source.of(DEVELOPMENT.info(), List.of("mine"))));
  }

  @Test
  void withoutExamplesNothingWasLearnedFrom() {
    assertThat(FewShotExamples.none().learnedFrom()).isEqualTo(LearnedFrom.NOTHING);
  }
}
