package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

  private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

  private static Uncertainty uncertainty(double[] first, double[] second, double highest) {
    double[] ones = new double[first.length];
    Arrays.fill(ones, 1);
    List<String> homes = IntStream.range(0, first.length).mapToObj(i -> "home " + i).toList();
    return new PairedDifference(Grouping.of(homes), first, ones, second, ones, highest)
        .uncertainty();
  }

  private static double[] all(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  /** Of n homes for the first, the chance is 2.5 % that it is the n-th power of half of the way. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 6, 100})
  void allAgainstNoneIsNoCertainty(int homes) {
    Interval interval = uncertainty(all(homes, 1), all(homes, 0), 1).interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(2 * Math.pow(0.025, 1.0 / homes) - 1, within(1e-6));
    assertThat(interval.high()).isEqualTo(1);
    // As the permutation test says of the same: 2 of 2^n swaps are as extreme.
    assertThat(interval.low() > 0).isEqualTo(2 / Math.pow(2, homes) < 0.05);
  }

  @Test
  void theSameEverywhereHasNoInterval() {
    assertThat(uncertainty(all(30, 1), all(30, 1), 1)).isEqualTo(Uncertainty.ALL_ALIKE);
    assertThat(uncertainty(all(30, 4), all(30, 4), UNBOUNDED)).isEqualTo(Uncertainty.ALL_ALIKE);
    assertThat(uncertainty(all(1, 1), all(1, 0), 1)).isEqualTo(Uncertainty.TOO_FEW);
    assertThat(uncertainty(all(1, 1), all(1, 0), UNBOUNDED)).isEqualTo(Uncertainty.TOO_FEW);
  }

  @Test
  void ofCostsWithOneQueryAHomeItIsStudentsT() {
    SplittableRandom random = new SplittableRandom(1);
    double[] first = IntStream.range(0, 40).mapToDouble(i -> 9 * random.nextDouble()).toArray();
    double[] second = IntStream.range(0, 40).mapToDouble(i -> 5 * random.nextDouble()).toArray();
    double[] less = IntStream.range(0, 40).mapToDouble(i -> first[i] - second[i]).toArray();
    double mean = Arrays.stream(less).average().orElseThrow();
    double variance = Arrays.stream(less).map(d -> (d - mean) * (d - mean)).sum() / 39 / 40;
    double fourths = Arrays.stream(less).map(d -> Math.pow(d - mean, 4)).sum();
    double degrees = Math.min(39, 2 / (fourths / Math.pow(variance * 39 * 40, 2) - 1.0 / 40));
    double half = new TDistribution(degrees).inverseCumulativeProbability(0.975);

    Interval interval = uncertainty(first, second, UNBOUNDED).interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(mean - half * Math.sqrt(variance), within(1e-9));
    assertThat(interval.high()).isCloseTo(mean + half * Math.sqrt(variance), within(1e-9));
  }

  @Test
  void seenFromTheOtherSideItIsTurnedAround() {
    double[] first = {1, 0, 1, 1, 0, 1, 1};
    double[] second = {0, 0, 1, 0, 1, 0, 1};

    Interval one = uncertainty(first, second, 1).interval().orElseThrow();
    Interval other = uncertainty(second, first, 1).negated().interval().orElseThrow();

    assertThat(one.low()).isCloseTo(other.low(), within(1e-9));
    assertThat(one.high()).isCloseTo(other.high(), within(1e-9));
  }

  /** Each home has its own number of queries in either ratio: 6 of 10 less 6 of 8. */
  private static PairedDifference uneven(double highest) {
    return new PairedDifference(
        Grouping.of(List.of("a", "b", "c", "d", "e")),
        new double[] {1, 2, 0, 2, 1},
        new double[] {2, 3, 1, 2, 2},
        new double[] {2, 1, 1, 1, 1},
        new double[] {2, 2, 1, 2, 1},
        highest);
  }

  @Test
  void ofUnevenRatiosItIsAroundTheirDifference() {
    Interval interval = uneven(UNBOUNDED).uncertainty().interval().orElseThrow();

    assertThat((interval.low() + interval.high()) / 2).isCloseTo(0.6 - 0.75, within(1e-12));
  }

  @Test
  void asIfDrawnItStaysWithinWhatARatioCanDifferBy() {
    Interval wide = uneven(UNBOUNDED).asIfDrawn(IntervalMethod.PERCENTILE).interval().orElseThrow();
    Interval bounded = uneven(0.2).asIfDrawn(IntervalMethod.PERCENTILE).interval().orElseThrow();

    assertThat(wide.low()).isLessThan(-0.2);
    assertThat(wide.high()).isGreaterThan(0.2);
    assertThat(bounded).isEqualTo(new Interval(-0.2, 0.2));
  }
}
