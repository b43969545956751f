package org.stowbench.predictors.learned.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** From scores to probabilities, and from probabilities to reasons. */
class ChoiceTest {

  private static final SceneFeatures FEATURES = SceneFeatures.of(Set.of());
  private static final Scene SCENE =
      TestKitchens.scene(
          "kitchen",
          Region.box(0, 0, 100, 150),
          Region.box(0, 300, 100, 340),
          Region.box(0, 345, 100, 400));
  private static final SceneRows ROWS = FEATURES.rows(SCENE);
  private static final Query SPOON = new Query("q", SCENE, "Spoon");

  @Test
  void probabilitiesAddUpToOneHoweverLargeTheScores() {
    assertThat(Softmax.of(new double[] {1000, 1000, -1000}, 1)).containsExactly(0.5, 0.5, 0);
    assertThat(Softmax.of(new double[] {Math.log(3), 0}, 1)[0]).isEqualTo(0.75, offset(1e-12));
    assertThat(Softmax.of(new double[] {2 * Math.log(3), 0}, 2)[0]).isEqualTo(0.75, offset(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    // score of the first of two, its share of the votes, the temperature
    "1.0986122886681098, 0.75, 1",
    "2.1972245773362196, 0.75, 2",
    "0.5493061443340549, 0.75, 0.5",
    "1, 1, 0.25",
    "1, 0.5, 4",
  })
  void confidenceBecomesAsLargeAsItDeserves(double score, double share, double temperature) {
    Example example = new Example(ROWS, "Spoon", "home", new double[] {share, 1 - share});

    assertThat(Temperature.fit(List.of(example), List.of(new double[] {score, 0})))
        .isEqualTo(temperature, offset(1e-3));
  }

  /** Likes what is high up in the photo, and looks at nothing else. */
  private static double[] high(SceneRows rows, String item) {
    int y = FEATURES.names().indexOf("y");
    double[] scores = new double[rows.count()];
    for (int row = 0; row < rows.notHere(); row++) {
      scores[row] = -5 * rows.row(row)[y];
    }
    return Softmax.of(scores, 1);
  }

  @Test
  void theReasonIsTheAspectWithoutWhichThePlaceWouldDifferMost() {
    Reasons reasons = new Reasons(ChoiceTest::high, ROWS, SPOON, FEATURES.aspects());

    String words =
        FEATURES.aspects().stream()
            .filter(a -> FEATURES.names().subList(a.from(), a.to()).contains("y"))
            .findFirst()
            .orElseThrow()
            .words();
    assertThat(reasons.of(Answer.container(0)).orElseThrow())
        .startsWith("up from ")
        .endsWith(" % by " + words);
    assertThat(reasons.of(Answer.container(2)).orElseThrow()).startsWith("down from ");
    assertThat(reasons.of(Answer.NOT_HERE)).isEmpty();
  }

  @Test
  void aModelThatLooksAtNothingHasNoReasons() {
    Reasons reasons =
        new Reasons(
            (rows, item) -> Softmax.of(new double[rows.count()], 1),
            ROWS,
            SPOON,
            FEATURES.aspects());

    assertThat(reasons.of(Answer.container(1))).contains("nothing sets it apart from the others");
  }
}
