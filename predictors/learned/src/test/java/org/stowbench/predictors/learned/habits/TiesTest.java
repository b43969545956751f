package org.stowbench.predictors.learned.habits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.SceneRows;
import org.stowbench.scene.Region;
import org.stowbench.testing.TestKitchens;

/** A stack of two drawers, the upper drawn twice, and a tall door beside it. */
class TiesTest {

  private static final SceneFeatures FEATURES = SceneFeatures.of(Set.of());
  private static final SceneRows ROWS =
      FEATURES.rows(
          TestKitchens.scene(
              "kitchen",
              Region.box(0, 300, 100, 340),
              Region.box(0, 301, 100, 341),
              Region.box(0, 345, 100, 385),
              Region.box(105, 300, 205, 480)));
  private static final double[][][] TIES = new Ties(FEATURES).of(ROWS);

  @Test
  void twinsAreOneContainerAndTieLikeIt() {
    assertThat(TIES[0][1][0]).isEqualTo(1);
    assertThat(TIES[0][1]).isEqualTo(TIES[0][0]);
    assertThat(TIES[0][2][0]).isZero();
  }

  @Test
  void aStackIsAColumnAndNeighboursAreARow() {
    // same container, same column, same row
    assertThat(TIES[0][2]).startsWith(0, 1, 0);
    assertThat(TIES[0][3]).startsWith(0, 0, 1);
  }

  @Test
  void tiesGoBothWaysAndStayBetweenNoneAndOne() {
    for (int a = 0; a < ROWS.count(); a++) {
      for (int b = 0; b < ROWS.count(); b++) {
        assertThat(TIES[a][b]).isEqualTo(TIES[b][a]);
        for (double tie : TIES[a][b]) {
          assertThat(tie).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void notHereIsTiedToNotHereAlone() {
    int none = ROWS.notHere();

    assertThat(TIES[none][none]).endsWith(1).startsWith(0, 0);
    assertThat(TIES[0][none]).containsOnly(0);
  }

  @Test
  void thatAnItemIsWhereItWasExpectedIsNoNews() {
    double[] expected = {0.4, 0.1, 0.2, 0.2, 0.1};

    for (double[] news : new Surprise("fork", expected, expected).news(TIES)) {
      assertThat(news).containsOnly(0);
    }
  }
}
