package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  private static final List<String> HOMES = List.of("a", "a", "a", "b", "b", "c", "c", "c", "c");
  private static final List<String> ITEMS =
      List.of("cup", "pan", "mug", "cup", "pan", "cup", "mug", "mug", "pan");
  private static final double[][] ASKED = {
    {1, 5, 3, 2, 7, 9, 8, 6, 14}, {2, 4, 3, 4, 6, 10, 7, 8, 12}, {1, 6, 5, 2, 8, 9, 9, 5, 13}
  };

  /** The numbers are of the same equations, put up and solved apart from this code. */
  @Test
  void ofFewUnbalancedOutcomesTheyAreHendersons() {
    found(VarianceComponents.of(HOMES, ITEMS, ASKED), 8.97747748, 1.32832833, 5.15582249);
    assertThat(VarianceComponents.of(HOMES, ITEMS, ASKED).repeats())
        .isCloseTo(1.07407407, within(1e-7));
    assertThat(VarianceComponents.of(HOMES, ITEMS, ASKED).total())
        .isCloseTo(8.97747748 + 1.32832833 + 5.15582249 + 1.07407407, within(1e-7));
    found(VarianceComponents.of(HOMES, ITEMS, once()), 10.1463964, 2.55105105, 6.86986987);
  }

  private static double[][] once() {
    return new double[][] {ASKED[0]};
  }

  private static void found(
      VarianceComponents found, double households, double items, double queries) {
    assertThat(found.households()).isCloseTo(households, within(1e-7));
    assertThat(found.items()).isCloseTo(items, within(1e-7));
    assertThat(found.queries()).isCloseTo(queries, within(1e-7));
  }

  @Test
  void whatHasOneQueryEachTakesTheQuerysVarianceAndOneBelowZeroIsZero() {
    List<String> apart = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");

    found(VarianceComponents.of(apart, ITEMS, ASKED), 13.13580247, 0, 0);
    found(VarianceComponents.of(HOMES, apart, ASKED), 8.67094017, 6.37345679, 0);
  }

  @Test
  void whereOneItemIsAskedForOnlyHouseholdsAndQueriesDiffer() {
    VarianceComponents found = VarianceComponents.of(HOMES, Collections.nCopies(9, "cup"), once());

    found(found, 9.55769231, 0, 9.20833333);
    assertThat(found.total()).isCloseTo(9.55769231 + 9.20833333, within(1e-7));
    // The same the other way round: the groups are one household's items.
    found(
        VarianceComponents.of(Collections.nCopies(9, "home"), HOMES, once()),
        0,
        9.55769231,
        9.20833333);
  }

  @Test
  void whatCannotBeToldApartAndASingleOutcomeHaveNone() {
    List<String> same = List.of("a", "a", "b", "b");

    assertThat(VarianceComponents.of(same, same, new double[][] {{1, 2, 3, 5}}).total()).isZero();
    assertThat(VarianceComponents.of(List.of("a"), List.of("cup"), new double[][] {{1}}).total())
        .isZero();
    assertThat(VarianceComponents.of(HOMES, ITEMS, new double[][] {new double[9]}).total())
        .isZero();
  }
}
