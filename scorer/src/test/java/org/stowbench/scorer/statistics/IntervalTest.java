package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  private static final double[] SKEWED = {
    0.2, 0.1, 0.9, 1.7, 0.3, 0.05, 2.6, 0.4, 0.7, 0.15, 1.1, 0.6, 3.9, 0.25, 0.8
  };

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 5", "1, 20", "23, 100", "50, 100"})
  void wilsonIsItsClosedForm(int successes, int trials) {
    double z = 1.959963984540054;
    double share = (double) successes / trials;
    double under = 1 + z * z / trials;
    double middle = (share + z * z / (2 * trials)) / under;
    double half =
        z / under * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));

    Interval interval = Interval.wilson(successes, trials);

    assertThat(interval.low()).isCloseTo(Math.max(0, middle - half), within(1e-9));
    assertThat(interval.high()).isCloseTo(Math.min(1, middle + half), within(1e-9));
  }

  /** Reference: scipy.stats.bootstrap, 200,000 resamples. */
  @ParameterizedTest
  @CsvSource({"PERCENTILE, 0.4567, 1.4950", "BCA, 0.5267, 1.6733"})
  void theBootstrapAgreesWithAnotherImplementation(IntervalMethod method, double low, double high) {
    Clusters clusters = ones(SKEWED);

    Interval interval = interval(clusters, method, 100_000, 1).orElseThrow();

    assertThat(interval.low()).isCloseTo(low, within(0.02));
    assertThat(interval.high()).isCloseTo(high, within(0.03));
  }

  @Test
  void bcaOfWhatIsNotSkewedIsThePercentileInterval() {
    double[] even = IntStream.rangeClosed(-10, 10).asDoubleStream().toArray();
    Statistic mean = sums -> sums[0] / sums[1];

    Interval percentile = interval(even, mean, IntervalMethod.PERCENTILE);
    Interval bca = interval(even, mean, IntervalMethod.BCA);

    assertThat(bca.low()).isCloseTo(percentile.low(), within(0.1));
    assertThat(bca.high()).isCloseTo(percentile.high(), within(0.1));
  }

  @Test
  void drawsThatOnlyTheRoundingOfTheirSumsMovesFromTheEstimateLieOnIt() {
    double[] whole = IntStream.range(0, 20).mapToDouble(i -> 1 + i % 2).toArray();
    double[] tenths = Arrays.stream(whole).map(value -> value / 10).toArray();
    Statistic mean = sums -> sums[0] / sums[1];

    Interval exact = interval(whole, mean, IntervalMethod.BCA);
    Interval rounded = interval(tenths, mean, IntervalMethod.BCA);

    assertThat(rounded.low()).isCloseTo(exact.low() / 10, within(1e-9));
    assertThat(rounded.high()).isCloseTo(exact.high() / 10, within(1e-9));
  }

  /** Ten of twenty: a draw is a binomial number, 18 % of which lie on the estimate. */
  @Test
  void bcaCountsDrawsThatLieOnTheEstimateByHalf() {
    double[] half = IntStream.range(0, 20).mapToDouble(i -> i % 2).toArray();

    Interval bca = interval(half, new Ratio(0, 1), IntervalMethod.BCA);

    // 2 % lie below 6 of 20, and 6 % at it or below.
    assertThat(bca.low()).isCloseTo(0.3, within(1e-9));
    assertThat(bca.high()).isCloseTo(0.7, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 1})
  void whereAllDrawsLieOnOneSideOfTheEstimateThereIsNothingToCorrectBy(double side) {
    // Nearly never does each of thirty powers of two come up once.
    double[] powers = IntStream.range(0, 30).mapToDouble(i -> 1L << i).toArray();
    Statistic moved = sums -> sums[0] == (1L << 30) - 1 ? 0 : side * sums[1];

    Interval bca = interval(powers, moved, IntervalMethod.BCA);

    assertThat(bca).isEqualTo(new Interval(side * 30, side * 30));
  }

  @Test
  void veryManyClustersAndOtherMethodsNeedNoDraws() {
    Grouping most = Grouping.of(names(ClusterBootstrap.MOST));
    Grouping more = Grouping.of(names(ClusterBootstrap.MOST + 1));

    assertThat(ClusterBootstrap.draws(IntervalMethod.PERCENTILE, most)).isTrue();
    assertThat(ClusterBootstrap.draws(IntervalMethod.BCA, most)).isTrue();
    assertThat(ClusterBootstrap.draws(IntervalMethod.BCA, more)).isFalse();
    assertThat(ClusterBootstrap.draws(IntervalMethod.KORN_GRAUBARD, most)).isFalse();
  }

  private static Interval interval(double[] values, Statistic statistic, IntervalMethod method) {
    return ClusterBootstrap.intervals(ones(values), List.of(statistic), method, 20_000, 1)
        .get(0)
        .orElseThrow();
  }

  private static Optional<Interval> interval(
      Clusters clusters, IntervalMethod method, int draws, long seed) {
    return ClusterBootstrap.intervals(clusters, List.of(new Ratio(0, 1)), method, draws, seed)
        .get(0);
  }

  /** Each value a cluster of one. */
  private static Clusters ones(double[] values) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return Clusters.sum(Grouping.of(names(values.length)), values, ones);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "household " + i).toList();
  }

  /**
   * Queries of a household share its luck, so an interval over single queries would be too narrow;
   * over households it must hold the truth in 93 to 97 of a hundred studies. With 1,000 draws a
   * study instead of 10,000, so that the test is quick: the ends are a little less exact.
   */
  @ParameterizedTest
  @EnumSource(
      value = IntervalMethod.class,
      names = {"PERCENTILE", "BCA"})
  void inAThousandStudiesOf50HouseholdsTheIntervalHoldsTheTruthAsOftenAsItSays(
      IntervalMethod method) {
    Coverage coverage = new Coverage(method);

    assertThat(coverage.overHouseholds()).isBetween(0.93, 0.97);
  }

  @Test
  void anIntervalOverSingleQueriesWouldPromiseTooMuch() {
    assertThat(new Coverage(IntervalMethod.PERCENTILE).overQueries()).isLessThan(0.90);
  }

  /** Studies of households with two to six queries; some homes are easy, most are not. */
  private record Coverage(IntervalMethod method) {

    private static final int STUDIES = 1_000;
    private static final int HOUSEHOLDS = 50;
    private static final double EASY = 0.4;
    private static final double TRUTH = EASY * 0.75 + (1 - EASY) * 0.15;

    double overHouseholds() {
      return share(STUDIES, false);
    }

    double overQueries() {
      return share(STUDIES / 5, true);
    }

    private double share(int studies, boolean single) {
      long held = IntStream.range(0, studies).filter(s -> study(s, single).contains(TRUTH)).count();
      return (double) held / studies;
    }

    private Interval study(int number, boolean single) {
      SplittableRandom random = new SplittableRandom(number);
      List<String> clusters = new ArrayList<>();
      List<Double> hits = new ArrayList<>();
      for (int household = 0; household < HOUSEHOLDS; household++) {
        double chance = random.nextDouble() < EASY ? 0.75 : 0.15;
        int queries = 2 + random.nextInt(5);
        for (int query = 0; query < queries; query++) {
          clusters.add(single ? household + "-" + query : "household " + household);
          hits.add(random.nextDouble() < chance ? 1.0 : 0.0);
        }
      }
      double[] over = hits.stream().mapToDouble(Double::doubleValue).toArray();
      double[] ones = Collections.nCopies(over.length, 1.0).stream().mapToDouble(d -> d).toArray();
      return interval(Clusters.sum(Grouping.of(clusters), over, ones), method, 1_000, number)
          .orElseThrow();
    }
  }

  @Test
  void wilsonIsUsedOnlyWhereNoHouseholdHasTwoTrials() {
    Ratio ratio = new Ratio(0, 1);
    double[] hits = {1, 0, 1, 0};
    double[] ones = {1, 1, 1, 1};

    Clusters apart = Clusters.sum(Grouping.of(List.of("a", "b", "c", "d")), hits, ones);
    Clusters together = Clusters.sum(Grouping.of(List.of("a", "b", "c", "a")), hits, ones);

    assertThat(ratio.wilson(apart)).contains(Interval.wilson(2, 4));
    assertThat(ratio.wilson(together)).isEmpty();
  }

  /** Of two clusters, the first of which is as good as any. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "0, 1, true",
    "0, 0, true",
    "1, 0, false",
    "0.5, 1, false",
    "2, 2, false",
    "0.5, 0.5, false",
    "-1, -1, false",
    "0, 2, false"
  })
  void wilsonIsOfSinglesThatAreHitOrMissed(double success, double trial, boolean fits) {
    Clusters clusters = new Clusters(new double[] {1, 1, success, trial}, 2);

    assertThat(new Ratio(0, 1).wilson(clusters))
        .isEqualTo(
            fits
                ? Optional.of(Interval.wilson(1 + (int) success, 1 + (int) trial))
                : Optional.empty());
  }

  @Test
  void ofNoTrialThereIsNoWilsonInterval() {
    assertThat(new Ratio(0, 1).wilson(new Clusters(new double[4], 2))).isEmpty();
  }

  @Test
  void percentilesLieBetweenDrawsInTheMiddleOfThoseThatAreDefined() {
    double[] draws = {0, 10, 30, 70, 150, Double.NaN};

    Interval interval = ClusterBootstrap.percentile(draws).orElseThrow();

    assertThat(interval.low()).isCloseTo(0.1 * 10, within(1e-9)); // 2.5 % of 4 steps
    assertThat(interval.high()).isCloseTo(70 + 0.9 * 80, within(1e-9));
    assertThat(ClusterBootstrap.percentile(new double[] {Double.NaN})).isEmpty();
  }

  @Test
  void oneHouseholdHasNoInterval() {
    assertThat(interval(ones(new double[] {3}), IntervalMethod.BCA, 500, 1)).isEmpty();
  }

  @Test
  void drawsThatAreNoWholeBlocksAreRefused() {
    assertThatThrownBy(() -> interval(ones(SKEWED), IntervalMethod.PERCENTILE, 750, 1))
        .hasMessageContaining("multiple of 500");
  }
}
