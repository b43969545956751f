package org.stowbench.predictors.learned.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights whose best values are known. */
class NewtonTest {

  private static final List<Newton.Choice> THREE_OF_FOUR =
      List.of(new Newton.Choice(new double[][] {{1}, {0}}, new double[] {0.75, 0.25}));

  @Test
  void probabilitiesBecomeTheSharesOfTheVotes() throws InterruptedException {
    double[] weights = new Newton(THREE_OF_FOUR, new double[] {0}, 1e-9).fit();

    assertThat(weights[0]).isEqualTo(Math.log(3), offset(1e-2));
    assertThat(Newton.probabilities(new double[][] {{1}, {0}}, weights)[0])
        .isEqualTo(0.75, offset(1e-3));
  }

  @Test
  void theRidgeHoldsWeightsWhereTheyStart() throws InterruptedException {
    assertThat(new Newton(THREE_OF_FOUR, new double[] {5}, 1e6).fit()[0])
        .isEqualTo(5, offset(1e-3));
  }

  @Test
  void whatIsAlwaysChosenGetsAFiniteWeight() throws InterruptedException {
    List<Newton.Choice> always =
        List.of(new Newton.Choice(new double[][] {{1, 0}, {0, 1}}, new double[] {1, 0}));

    double[] weights = new Newton(always, new double[2], 0.1).fit();

    assertThat(weights[0]).isPositive().isFinite();
    assertThat(weights[1]).isEqualTo(-weights[0], offset(1e-9));
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new Newton(THREE_OF_FOUR, new double[1], 1).fit())
        .isInstanceOf(InterruptedException.class);
  }
}
