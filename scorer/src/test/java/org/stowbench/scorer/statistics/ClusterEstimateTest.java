package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterEstimateTest {

  private static ClusterEstimate mean(List<String> clusters, double... values) {
    double[] ones = new double[values.length];
    Arrays.fill(ones, 1);
    return ClusterEstimate.ratio(Grouping.of(clusters), values, ones);
  }

  private static List<String> apart(int count) {
    return IntStream.range(0, count).mapToObj(i -> "home " + i).toList();
  }

  private static double[] hits(int hits, int of) {
    return IntStream.range(0, of).mapToDouble(i -> i < hits ? 1 : 0).toArray();
  }

  private static Interval interval(ClusterEstimate estimate, double highest) {
    return estimate.uncertainty(highest).interval().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 20", "23, 100", "50, 100", "99, 100", "20, 1000"})
  void ofOneQueryAHouseholdItIsClopperAndPearsons(int hits, int of) {
    ConfidenceInterval exact =
        BinomialProportion.getClopperPearsonInterval(of, (double) hits / of, 0.95);

    Interval interval = interval(mean(apart(of), hits(hits, of)), 1);

    assertThat(interval.low()).isCloseTo(exact.getLowerBound(), within(1e-6));
    assertThat(interval.high()).isCloseTo(exact.getUpperBound(), within(1e-6));
  }

  /** Of n misses, the share whose chance of n misses is 2.5 %: its n-th power of the rest is. */
  @ParameterizedTest
  @CsvSource({"2", "3", "100", "1000"})
  void noneAndAllAreNoCertainty(int of) {
    double bound = Math.pow(0.025, 1.0 / of);

    Interval none = interval(mean(apart(of), hits(0, of)), 1);
    Interval all = interval(mean(apart(of), hits(of, of)), 1);

    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(1 - bound, within(1e-6));
    assertThat(all.low()).isCloseTo(bound, within(1e-6));
    assertThat(all.high()).isEqualTo(1);
  }

  @Test
  void twoHouseholdsThatAreAlikeSayLittle() {
    Interval interval = interval(mean(List.of("a", "a", "b", "b"), 1, 0, 1, 0), 1);

    assertThat(interval.low()).isLessThan(0.05);
    assertThat(interval.high()).isGreaterThan(0.95);
  }

  @Test
  void aHouseholdThatAlwaysDoesTheSameIsOneTrial() {
    List<String> fives = IntStream.range(0, 200).mapToObj(i -> "home " + i / 5).toList();
    double[] values = IntStream.range(0, 200).mapToDouble(i -> i / 5 % 4 == 0 ? 1 : 0).toArray();

    Interval together = interval(mean(fives, values), 1);
    Interval trials = interval(mean(apart(40), hits(10, 40)), 1);

    assertThat(together.low()).isCloseTo(trials.low(), within(1e-6));
    assertThat(together.high()).isCloseTo(trials.high(), within(1e-6));
  }

  @Test
  void whatIsAlikeEverywhereWithinTheRangeStillHasAnInterval() {
    double[] sevenths = new double[30];
    Arrays.fill(sevenths, 1.0 / 7);

    Interval interval = interval(mean(apart(30), sevenths), 1);

    assertThat(interval.contains(1.0 / 7)).isTrue();
    assertThat(interval.high() - interval.low()).isGreaterThan(0.1);
  }

  @Test
  void oneHouseholdIsTooFewAndTwentyAreForCosts() {
    assertThat(mean(List.of("a", "a"), 1, 0).uncertainty(1)).isEqualTo(Uncertainty.TOO_FEW);
    assertThat(mean(apart(19), hits(9, 19)).uncertainty(Double.POSITIVE_INFINITY).words())
        .isEqualTo("too few households");
    assertThat(mean(apart(20), hits(9, 20)).uncertainty(Double.POSITIVE_INFINITY).words())
        .isEqualTo("gamma");
  }

  @Test
  void costsThatAreAllAlikeHaveNoInterval() {
    double[] twos = new double[50];
    Arrays.fill(twos, 2);

    assertThat(mean(apart(50), twos).uncertainty(Double.POSITIVE_INFINITY))
        .isEqualTo(Uncertainty.ALL_ALIKE);
  }

  @Test
  void whatIsDividedByNothingIsUndefined() {
    ClusterEstimate estimate =
        ClusterEstimate.ratio(Grouping.of(List.of("a", "b")), new double[2], new double[2]);

    assertThat(estimate.value()).isNaN();
    assertThat(estimate.uncertainty(1)).isEqualTo(Uncertainty.UNDEFINED);
  }

  @Test
  void householdsThatTheFigureIsNotOverDoNotCount() {
    double[] over = {1, 0, 0, 0};
    double[] under = {1, 0, 0, 0};

    assertThat(ClusterEstimate.ratio(Grouping.of(apart(4)), over, under).uncertainty(1))
        .isEqualTo(Uncertainty.TOO_FEW);
  }

  @Test
  void hugeAndHardlyVaryingFiguresHaveIntervalsToo() {
    double[] values = IntStream.range(0, 5_000).mapToDouble(i -> 0.2 + 1e-7 * (i % 7)).toArray();

    Interval share = interval(mean(apart(5_000), values), 1);
    Interval cost = interval(mean(apart(5_000), values), Double.POSITIVE_INFINITY);

    assertThat(share.contains(0.2)).isTrue();
    assertThat(share.high() - share.low()).isLessThan(0.01);
    assertThat(cost.contains(0.2)).isTrue();
    assertThat(cost.high() - cost.low()).isLessThan(0.01);
  }

  @Test
  void partsOfWholeClustersAddUp() {
    List<String> homes = List.of("a", "a", "b", "c", "d", "d", "d", "e");
    double[] over = {1, 0, 2, 0, 1, 1, 0, 3};
    double[] under = {1, 1, 2, 0, 1, 2, 1, 4};

    ClusterEstimate.Part parts =
        ClusterEstimate.Part.NONE
            .plus(part(homes, over, under, 0, 3))
            .plus(part(homes, over, under, 3, 8));

    for (double highest : new double[] {1, Double.POSITIVE_INFINITY}) {
      assertThat(ClusterEstimate.of(8.0 / 12, parts).uncertainty(highest))
          .isEqualTo(ClusterEstimate.ratio(Grouping.of(homes), over, under).uncertainty(highest));
    }
  }

  /** The numbers are from the formulas, worked out apart from this code. */
  @Test
  void asIfDrawnIsTheExpansionOfVarianceAndSkewnessWithinItsBounds() {
    double[] values = new double[20];
    System.arraycopy(new double[] {1, 2, 4, 9}, 0, values, 16, 4);
    ClusterEstimate skewed = mean(apart(20), values);

    assertThat(drawn(skewed, IntervalMethod.PERCENTILE, 0, 100))
        .containsExactly(new double[] {0.007737694540646767, 1.9069290094398563}, within(1e-9));
    assertThat(drawn(skewed, IntervalMethod.BCA, 0, 100))
        .containsExactly(new double[] {0.17160641373793362, 2.561626882819205}, within(1e-9));
    assertThat(drawn(skewed, IntervalMethod.BCA, 0.5, 2)).containsExactly(0.5, 2);
  }

  private static final double[] OVER = {
    3, 0, 1, 2, 2, 0, 1, 4, 0, 5, 1, 0, 2, 2, 1, 0, 0, 3, 1, 1, 6, 0, 1, 2, 0, 1, 1, 0, 2, 3, 1, 0
  };
  private static final double[] UNDER = {
    1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1, 0, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 0
  };

  /** Of 11 households, 23 (one of which the figure is not over), and 8 of the same size. */
  private static final IntUnaryOperator SQUARES = i -> i * i % 25;

  private static final IntUnaryOperator IN_TURN = i -> i % 23;
  private static final IntUnaryOperator FOURS = i -> i / 4;

  private static ClusterEstimate uneven(IntUnaryOperator homes, double[] over) {
    List<String> names =
        IntStream.range(0, over.length).mapToObj(i -> "home " + homes.applyAsInt(i)).toList();
    return ClusterEstimate.ratio(Grouping.of(names), over, UNDER);
  }

  /** The numbers are from the formulas, worked out apart from this code. */
  @Test
  void ofUnevenClustersIntervalsAreWhatTheFormulasSay() {
    double[] shares =
        IntStream.range(0, 32).mapToDouble(i -> Math.min(OVER[i], UNDER[i])).toArray();

    between(uneven(SQUARES, OVER).student(), 0.6517359086736839, 1.5387402818025069);
    between(uneven(FOURS, shares).student(), 0.4742521308515528, 0.8590812024817804);
    between(
        uneven(IN_TURN, OVER).uncertainty(Double.POSITIVE_INFINITY),
        0.6955973496861233,
        1.6409610211683814);
    between(uneven(SQUARES, shares).uncertainty(1), 0.42034824927669834, 0.8448792286391258);
    between(uneven(SQUARES, shares).uncertainty(2), 0.46090161022360365, 0.946279508944158);
    between(uneven(IN_TURN, shares).uncertainty(1), 0.41735041838760545, 0.8618611962572056);
    between(uneven(FOURS, shares).uncertainty(1), 0.42111965085793635, 0.8429411083777976);
  }

  private static void between(Uncertainty uncertainty, double low, double high) {
    assertThat(uncertainty.interval().orElseThrow().low()).isCloseTo(low, within(1e-8));
    assertThat(uncertainty.interval().orElseThrow().high()).isCloseTo(high, within(1e-8));
  }

  private static double[] drawn(
      ClusterEstimate estimate, IntervalMethod method, double lowest, double highest) {
    Interval interval = estimate.asIfDrawn(method, lowest, highest).interval().orElseThrow();
    return new double[] {interval.low(), interval.high()};
  }

  @Test
  void whatIsUndefinedOrOfOneHouseholdHasNoIntervalOfAnyKind() {
    ClusterEstimate undefined =
        ClusterEstimate.ratio(Grouping.of(apart(2)), new double[2], new double[2]);
    ClusterEstimate single = mean(apart(1), 1);

    assertThat(undefined.student()).isEqualTo(Uncertainty.UNDEFINED);
    assertThat(undefined.asIfDrawn(IntervalMethod.BCA, 0, 1)).isEqualTo(Uncertainty.UNDEFINED);
    assertThat(single.student()).isEqualTo(Uncertainty.TOO_FEW);
    assertThat(single.asIfDrawn(IntervalMethod.BCA, 0, 1)).isEqualTo(Uncertainty.TOO_FEW);
    assertThat(mean(apart(2), 1, 0).student().interval()).isPresent();
    assertThat(mean(apart(2), 1, 0).asIfDrawn(IntervalMethod.BCA, 0, 1).interval()).isPresent();
    assertThat(mean(apart(2), 1, 1).isAllAlike()).isTrue();
    assertThat(mean(apart(2), 1, 0).isAllAlike()).isFalse();
  }

  private static ClusterEstimate.Part part(
      List<String> homes, double[] over, double[] under, int from, int to) {
    return ClusterEstimate.Part.ofRatio(
        Grouping.of(homes.subList(from, to)),
        Arrays.copyOfRange(over, from, to),
        Arrays.copyOfRange(under, from, to),
        8,
        12);
  }
}
