package org.stowbench.datasets.sim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.sim.chance.Dice;

class KeptTogetherTest {

  private static final double[][] WEIGHTS = {
    {4, 2, 1, 0.5, 0.2}, {3, 3, 0.5, 1, 0.1}, {1, 1, 6, 0.3, 0.3}, {2, 0.4, 1, 1, 1}
  };

  private static int best(double[] weights, double[] noise) {
    int best = 0;
    for (int s = 1; s < weights.length; s++) {
      if (StrictMath.log(weights[s]) + noise[s] > StrictMath.log(weights[best]) + noise[best]) {
        best = s;
      }
    }
    return best;
  }

  private static double drawn(int... places) {
    Dice dice = new Dice(7);
    int draws = 200_000;
    int all = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] noise = new double[WEIGHTS[0].length];
      for (int s = 0; s < noise.length; s++) {
        noise[s] = dice.gumbel();
      }
      boolean so = true;
      for (int i = 0; i < places.length && so; i++) {
        so = best(WEIGHTS[i], noise) == places[i];
      }
      all += so ? 1 : 0;
    }
    return (double) all / draws;
  }

  private static double computed(int... places) {
    KeptTogether together = new KeptTogether();
    for (int i = 0; i < places.length; i++) {
      together.add(WEIGHTS[i], places[i]);
    }
    return together.probability();
  }

  @Test
  void anItemAloneIsWhereItsWeightSays() {
    assertThat(computed(1)).isEqualTo(2 / 7.7);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,1", "2,3", "4,0", "3,1"})
  void twoItemsAreWhereTheirSharedNoisePutsThemAsOftenAsDrawsSay(int a, int b) {
    assertThat(computed(a, b)).isCloseTo(drawn(a, b), within(0.003));
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,0", "0,1,2,0", "0,0,2,2", "1,1,2,3", "0,1,2,3"})
  void soAreFour(int a, int b, int c, int d) {
    assertThat(computed(a, b, c, d)).isCloseTo(drawn(a, b, c, d), within(0.003));
  }

  @Test
  void thePlacesOfOneMoreItemAddUpToWhatWasBefore() {
    KeptTogether two = new KeptTogether();
    two.add(WEIGHTS[0], 0);
    two.add(WEIGHTS[1], 1);
    double sum = 0;
    for (int s = 0; s < WEIGHTS[0].length; s++) {
      sum += two.and(WEIGHTS[2], s).probability();
    }
    assertThat(sum).isCloseTo(two.probability(), within(0.005));
  }
}
