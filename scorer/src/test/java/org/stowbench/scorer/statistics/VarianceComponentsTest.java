package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceComponentsTest {

  @Test
  void findsTheComponentsThatUnbalancedDataWasMadeFrom() {
    Random random = new Random(3);
    double[] home = new double[600];
    double[] thing = new double[200];
    Arrays.setAll(home, i -> 0.3 * random.nextGaussian());
    Arrays.setAll(thing, i -> 0.5 * random.nextGaussian());
    List<String> households = new ArrayList<>();
    List<String> items = new ArrayList<>();
    List<double[]> byQuery = new ArrayList<>();
    for (int h = 0; h < home.length; h++) {
      for (int q = 0; q < 2 + h % 9; q++) {
        int item = random.nextInt(thing.length);
        double query = 0.7 * random.nextGaussian();
        households.add("home-" + h);
        items.add("item-" + item);
        double[] asked = new double[5];
        for (int r = 0; r < asked.length; r++) {
          asked[r] = 2 + home[h] + thing[item] + query + 0.4 * random.nextGaussian();
        }
        byQuery.add(asked);
      }
    }
    double[][] repeats = new double[5][byQuery.size()];
    for (int q = 0; q < byQuery.size(); q++) {
      for (int r = 0; r < 5; r++) {
        repeats[r][q] = byQuery.get(q)[r];
      }
    }

    VarianceComponents found = VarianceComponents.of(households, items, repeats);

    assertThat(found.households()).isCloseTo(variance(home), within(0.02));
    assertThat(found.items()).isCloseTo(variance(thing), within(0.02));
    assertThat(found.queries()).isCloseTo(0.49, within(0.03));
    assertThat(found.repeats()).isCloseTo(0.16, within(0.01));
  }

  /** Of the effects that were drawn, which is what the data can show. */
  private static double variance(double[] effects) {
    double mean = Arrays.stream(effects).average().orElseThrow();
    return Arrays.stream(effects).map(e -> (e - mean) * (e - mean)).sum() / (effects.length - 1);
  }

  /** One-way by hand: means 1 and 3, mean square between 4, within 2: (4 - 2) / 2 and 2. */
  @Test
  void agreesWithTheTextbookWhereOnlyHouseholdsDiffer() {
    VarianceComponents found =
        VarianceComponents.of(
            List.of("a", "b"), List.of("cup", "cup"), new double[][] {{0, 2}, {2, 4}});

    assertThat(found.repeats()).isCloseTo(2, within(1e-9));
    assertThat(found.households()).isCloseTo(1, within(1e-9));
    assertThat(found.items()).isZero();
    assertThat(found.queries()).isZero();
  }

  @Test
  void askingOnceShowsNoVarianceOfRepeats() {
    VarianceComponents found =
        VarianceComponents.of(
            List.of("a", "a", "b", "b"),
            List.of("cup", "pan", "cup", "pan"),
            new double[][] {{0, 1, 1, 0}});

    assertThat(found.repeats()).isZero();
    assertThat(found.total()).isPositive();
  }
}
