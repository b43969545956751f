package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestsTest {

  /** Ratios of sums over households of unlike sizes, all swaps tried one by one. */
  @Test
  void theExactPermutationTestIsAnEnumerationOfAllSwaps() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 11;
    double[][] columns = new double[4][n];
    for (int h = 0; h < n; h++) {
      columns[0][h] = random.nextInt(4);
      columns[1][h] = 4 + random.nextInt(3);
      columns[2][h] = random.nextInt(4);
      columns[3][h] = 4 + random.nextInt(3);
    }
    double observed = Math.abs(difference(columns, 0));
    int extreme = 0;
    for (int swaps = 0; swaps < 1 << n; swaps++) {
      extreme += Math.abs(difference(columns, swaps)) >= observed - 1e-12 ? 1 : 0;
    }

    PermutationTest test = PermutationTest.of(clusters(columns), 1);

    assertThat(test.exact()).isTrue();
    assertThat(test.p()).isEqualTo((double) extreme / (1 << n));
  }

  private static double difference(double[][] columns, int swaps) {
    double[] sums = new double[4];
    for (int h = 0; h < columns[0].length; h++) {
      boolean swapped = (swaps >> h & 1) == 1;
      for (int c = 0; c < 4; c++) {
        sums[c] += columns[swapped ? (c + 2) % 4 : c][h];
      }
    }
    return sums[0] / sums[1] - sums[2] / sums[3];
  }

  private static Clusters clusters(double[]... columns) {
    List<String> names =
        IntStream.range(0, columns[0].length).mapToObj(i -> "household " + i).toList();
    return Clusters.sum(Grouping.of(names), columns);
  }

  /** Where each household differs by one query or none, the test is the sign test. */
  @ParameterizedTest
  @ValueSource(ints = {12, 18, 30, 60})
  void overHouseholdsOfOneQueryItIsTheSignTest(int differing) {
    int wins = differing * 2 / 3;
    double[] first = new double[100];
    double[] second = new double[100];
    double[] ones = new double[100];
    for (int i = 0; i < 100; i++) {
      ones[i] = 1;
      first[i] = i < wins ? 1 : 0;
      second[i] = i >= wins && i < differing ? 1 : 0;
    }
    double signTest =
        Math.min(
            1,
            2 * new BinomialDistribution(differing, 0.5).cumulativeProbability(differing - wins));

    PermutationTest test = PermutationTest.of(clusters(first, ones, second, ones), 3);

    assertThat(test.exact()).isEqualTo(differing <= PermutationTest.MOST_FOR_EXACT);
    assertThat(test.p()).isCloseTo(signTest, within(test.exact() ? 1e-12 : 0.02));
    assertThat(McNemar.of(wins, differing - wins).p()).isCloseTo(signTest, within(1e-12));
  }

  @Test
  void aPermutationTestOfEqualsFindsNothing() {
    double[] same = {1, 0, 1};
    double[] ones = {1, 1, 1};

    assertThat(PermutationTest.of(clusters(same, ones, same, ones), 1))
        .isEqualTo(new PermutationTest(1, true));
  }

  /** Under the null hypothesis p is below 5 % in 5 % of studies, with shared luck in households. */
  @Test
  void thePermutationTestRaisesFalseAlarmsAsOftenAsItSays() {
    int alarms = 0;
    int studies = 400;
    for (int study = 0; study < studies; study++) {
      SplittableRandom random = new SplittableRandom(study);
      double[][] columns = new double[4][16];
      for (int h = 0; h < 16; h++) {
        double chance = random.nextDouble();
        for (int query = 0; query < 4; query++) {
          columns[0][h] += random.nextDouble() < chance ? 1 : 0;
          columns[2][h] += random.nextDouble() < chance ? 1 : 0;
        }
        columns[1][h] = 4;
        columns[3][h] = 4;
      }
      alarms += PermutationTest.of(clusters(columns), study).p() <= 0.05 ? 1 : 0;
    }

    assertThat((double) alarms / studies).isBetween(0.02, 0.08);
  }

  /** Reference: scipy.stats.binomtest and chi2. */
  @Test
  void mcNemarIsExactForFewAndChiSquaredForMany() {
    assertThat(McNemar.of(5, 15).p()).isCloseTo(0.041389465332, within(1e-11));
    assertThat(McNemar.of(0, 0)).isEqualTo(new McNemar(0, 0, 1, true));
    assertThat(McNemar.of(700, 600).exact()).isFalse();
    assertThat(McNemar.of(700, 600).p()).isCloseTo(0.006036981097798615, within(1e-9));
  }

  /** Student's own: the sleep data of two drugs (Student, The probable error of a mean, 1908). */
  @Test
  void thePairedTestIsStudents() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    PairedT test = PairedT.of(first, second).orElseThrow();

    assertThat(test.t()).isCloseTo(-4.0621, within(1e-4));
    assertThat(test.degrees()).isEqualTo(9);
    assertThat(test.p()).isCloseTo(0.002833, within(1e-6));
    assertThat(PairedT.of(first, first)).isEmpty();
  }

  @Test
  void hedgesGIsTheDifferenceInAveragedDeviationsWithItsCorrection() {
    double[] first = {2, 4, 6, 8};
    double[] second = {1, 2, 3, 4};
    double deviation = Math.sqrt((20.0 / 3 + 5.0 / 3) / 2);

    assertThat(HedgesG.of(first, second).getAsDouble())
        .isCloseTo(2.5 / deviation * (1 - 3.0 / 23), within(1e-12));
    assertThat(HedgesG.of(new double[] {1, 1}, new double[] {0, 0})).isEmpty();
  }

  /** Reference: R's p.adjust. */
  @Test
  void holmStepsDown() {
    assertThat(MultipleTesting.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(MultipleTesting.bonferroni(0.01, 105)).isEqualTo(1);
  }

  @Test
  void whatCanBeFoundIsTwoPointEightStandardErrors() {
    Detectable detectable = Detectable.of(0.04, 0.10, 100);

    assertThat(detectable.difference()).isCloseTo(0.1120634, within(1e-6));
    assertThat(detectable.queriesNeeded()).hasValue(126);
    assertThat(Detectable.of(0.04, 0, 100).queriesNeeded()).isEmpty();
  }

  /** The examples B and C of Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011. */
  @Test
  void alphaIsAsPublished() {
    assertThat(Krippendorff.nominal(units("0100000010", "1110010000")).getAsDouble())
        .isCloseTo(0.095, within(0.0005));
    assertThat(
            Krippendorff.nominal(
                    units("123321412...", "1233224125.3", ".3332342251.", "12332441251."))
                .getAsDouble())
        .isCloseTo(0.743, within(0.0005));
  }

  @Test
  void alphaOfOneValueIsNotDefined() {
    assertThat(Krippendorff.nominal(units("11", "11"))).isEmpty();
    assertThat(Krippendorff.nominal(List.<List<String>>of())).isEmpty();
  }

  /** Units, from what each observer gave them in turn; a point is nothing. */
  private static List<List<String>> units(String... observers) {
    List<List<String>> units = new ArrayList<>();
    for (int unit = 0; unit < observers[0].length(); unit++) {
      List<String> values = new ArrayList<>();
      for (String observer : observers) {
        if (observer.charAt(unit) != '.') {
          values.add(observer.substring(unit, unit + 1));
        }
      }
      units.add(values);
    }
    return units;
  }
}
