package org.stowbench.predictors.learned.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One tree, on rows that can be followed by hand. */
class TreesTest {

  private static final float[][] ROWS = {{1, 5}, {2, 5}, {3, 5}, {4, 5}};
  private static final double[] ONES = {1, 1, 1, 1};

  private static Tree grow(float[][] rows, double[] gradient, int leaves, double least, double l2) {
    TreeSettings settings = new TreeSettings(1, leaves, 0.5, 1, 1, least, l2, 2);
    return new TreeGrower(
            Bins.of(rows), settings, gradient, ONES, new int[] {0, 1}, new int[] {0, 1, 2, 3})
        .grow();
  }

  @Test
  void aTreeSplitsWhereTheGradientsPart() {
    Tree tree = grow(ROWS, new double[] {-1, -1, 1, 1}, 2, 0, 0);

    assertThat(tree.feature()).containsExactly(0);
    assertThat(tree.threshold()).containsExactly(2);
    // G^2 / H of each side, and 0 of the whole.
    assertThat(tree.gain()).containsExactly(4);
    // The rate times -G / H.
    assertThat(tree.value(ROWS[0])).isEqualTo(0.5f);
    assertThat(tree.value(ROWS[3])).isEqualTo(-0.5f);
  }

  @Test
  void theRidgeDrawsLeavesToZero() {
    Tree tree = grow(ROWS, new double[] {-1, -1, 1, 1}, 2, 0, 2);

    assertThat(tree.value(ROWS[0])).isEqualTo(0.25f);
  }

  @Test
  void theMostWorthyLeafIsSplitFirstAndNoMoreThanAllowed() {
    double[] gradient = {-3, -1, 1, 1};

    assertThat(grow(ROWS, gradient, 2, 0, 0).leaf()).hasSize(2);
    assertThat(grow(ROWS, gradient, 3, 0, 0).threshold()).containsExactly(2, 1);
    assertThat(grow(ROWS, gradient, 9, 0, 0).leaf()).hasSize(3);
  }

  @Test
  void noSplitLeavesLessThanALeafNeedsNorComesFromNothing() {
    assertThat(grow(ROWS, new double[] {-3, 1, 1, 1}, 2, 2, 0).threshold()).containsExactly(2);
    assertThat(grow(ROWS, new double[] {-3, 1, 1, 1}, 2, 3, 0).leaf()).hasSize(1);
    assertThat(grow(ROWS, new double[] {1, 1, 1, 1}, 9, 0, 0).leaf()).containsExactly(-0.5f);
  }

  @Test
  void whatIsMissingGoesLeftAndCanBePartedFromAllElse() {
    float[][] rows = {{Float.NaN, 0}, {Float.NaN, 0}, {1, 0}, {2, 0}};

    Tree tree = grow(rows, new double[] {-1, -1, 1, 1}, 2, 0, 0);

    assertThat(tree.threshold()).containsExactly(Float.NEGATIVE_INFINITY);
    assertThat(tree.value(rows[0])).isEqualTo(0.5f);
    assertThat(tree.value(new float[] {-1e30f, 0})).isEqualTo(-0.5f);
  }

  @Test
  void rowsThatGoDownTogetherScoreWhatEachScoresAlone() {
    SplittableRandom random = new SplittableRandom(1);
    float[] item = {2, Float.NaN};
    float[][] whole = new float[130][];
    float[][] own = new float[whole.length][];
    for (int row = 0; row < whole.length; row++) {
      float missing = random.nextInt(5) == 0 ? Float.NaN : random.nextInt(-2, 3);
      own[row] = new float[] {missing, -0f, random.nextInt(9)};
      whole[row] = new float[] {own[row][0], own[row][1], own[row][2], item[0], item[1]};
    }
    List<Forest> forests = List.of(forest(random), forest(random), forest(random));

    double[] together = new Descent(forests, 5).scores(own, item);

    for (int row = 0; row < whole.length; row++) {
      double alone = 0;
      for (Forest forest : forests) {
        for (Tree tree : forest.trees()) {
          alone += 1.0 / 3 * tree.value(whole[row]);
        }
      }
      assertThat(together[row]).isEqualTo(alone);
    }
  }

  /** A leaf alone, and a chain that asks anything. */
  private static Forest forest(SplittableRandom random) {
    int splits = 9;
    int[] feature = random.ints(splits, 0, 5).toArray();
    float[] threshold = new float[splits];
    int[] left = new int[splits];
    int[] right = new int[splits];
    float[] leaf = new float[splits + 1];
    for (int i = 0; i < splits; i++) {
      boolean last = i == splits - 1;
      boolean goesOnLeft = random.nextBoolean();
      threshold[i] = random.nextInt(8) == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(-2, 3);
      left[i] = goesOnLeft && !last ? i + 1 : ~i;
      right[i] = !goesOnLeft && !last ? i + 1 : last ? ~(i + 1) : ~i;
      leaf[i] = 0.1f * i;
    }
    leaf[splits] = -1;
    Tree chain = new Tree(feature, threshold, new float[splits], left, right, leaf);
    float[] none = {};
    return new Forest(
        List.of(
            new Tree(new int[0], none, none, new int[0], new int[0], new float[] {0.7f}), chain));
  }

  @Test
  void fewValuesHaveABinEachAndManyShareThemEvenly() {
    assertThat(Bins.of(ROWS).cuts()[0]).containsExactly(1, 2, 3);
    assertThat(Bins.of(ROWS).cuts()[1]).isEmpty();
    assertThat(Bins.of(ROWS).bins()[0]).containsExactly(1, 2, 3, 4);
    float[][] many = new float[6300][1];
    for (int row = 0; row < many.length; row++) {
      many[row][0] = row;
    }
    Bins bins = Bins.of(many);
    assertThat(bins.count(0)).isEqualTo(Bins.MOST);
    assertThat(bins.cuts()[0]).startsWith(99, 199).endsWith(6199);
    assertThat(bins.threshold(0, 1)).isEqualTo(99);
  }

  @Test
  void treesThatDoNotFitTogetherAreRefused() {
    float[] one = {0};
    assertThatThrownBy(
            () -> new Tree(new int[] {0}, one, one, new int[] {0}, new int[] {-1}, new float[2]))
        .hasMessageContaining("must be later splits or leaves");
    assertThatThrownBy(
            () -> new Tree(new int[] {0}, one, one, new int[] {~2}, new int[] {-1}, new float[2]))
        .hasMessageContaining("must be later splits or leaves");
    assertThatThrownBy(() -> new Tree(new int[0], one, one, new int[0], new int[0], new float[1]))
        .hasMessageContaining("do not fit together");
  }
}
