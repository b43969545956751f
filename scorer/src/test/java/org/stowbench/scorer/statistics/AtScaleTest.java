package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.predictor.Seeds;

/** What is computed in great numbers at once is what is computed one by one. */
class AtScaleTest {

  private static final List<Statistic> STATISTICS =
      List.of(new Ratio(0, 1), new Ratio(2, 3), sums -> Math.abs(sums[0]) - Math.abs(sums[2]));

  /** Two ratios: of few different figures where {@code seed} is even, else of any. */
  private static Clusters pairs(int size, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] rows = new double[4 * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % 2 + (seed % 2 == 0 ? random.nextInt(3) : random.nextDouble());
    }
    return new Clusters(rows, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 15, 100, 101})
  void bootstrapsAreThoseOfClustersDrawnOneByOne(int size) {
    for (int seed = 0; seed < 4; seed++) {
      Clusters clusters = pairs(size, seed);
      double[][] drawn = new double[STATISTICS.size()][1_000];
      SplittableRandom random = null;
      for (int draw = 0; draw < 1_000; draw++) {
        random = draw % 500 == 0 ? new SplittableRandom(Seeds.derive(seed, draw / 500)) : random;
        double[] sums = new double[4];
        long bits = 0;
        for (int i = 0; i < size; i++) {
          bits = i % 2 == 0 ? random.nextLong() : bits << 32;
          int cluster = (int) (((bits >>> 32) * size) >>> 32);
          Arrays.setAll(sums, column -> sums[column] + clusters.get(cluster, column));
        }
        for (int s = 0; s < drawn.length; s++) {
          drawn[s][draw] = STATISTICS.get(s).of(sums);
        }
      }

      var intervals =
          ClusterBootstrap.intervals(clusters, STATISTICS, IntervalMethod.PERCENTILE, 1_000, seed);

      for (int s = 0; s < drawn.length; s++) {
        Arrays.sort(drawn[s]);
        Interval interval = intervals.get(s).orElseThrow();
        double low = drawn[s][24] + 0.975 * (drawn[s][25] - drawn[s][24]);
        double high = drawn[s][974] + 0.025 * (drawn[s][975] - drawn[s][974]);
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 63, 64, 65, 300})
  void permutationTestsAreThoseOfClustersSwappedOneByOne(int size) {
    for (int seed = 0; seed < 4; seed++) {
      Clusters all = pairs(size, seed);
      int[] differing =
          IntStream.range(0, size)
              .filter(c -> all.get(c, 0) != all.get(c, 2) || all.get(c, 1) != all.get(c, 3))
              .toArray();
      double observed = Math.abs(difference(all.totals()));
      int extreme = 0;
      for (int block = 0; block < 20; block++) {
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, block));
        for (int swap = 0; swap < 500; swap++) {
          double[] sums = all.totals();
          long bits = 0;
          for (int i = 0; i < differing.length; i++) {
            bits = i % 64 == 0 ? random.nextLong() : bits >>> 1;
            for (int column = 0; column < 4 && (bits & 1) == 1; column++) {
              sums[column] +=
                  all.get(differing[i], (column + 2) % 4) - all.get(differing[i], column);
            }
          }
          extreme += Math.abs(difference(sums)) >= observed - 1e-10 ? 1 : 0;
        }
      }

      PermutationTest test = PermutationTest.of(all, seed);

      if (!test.exact()) {
        assertThat(test.p()).isEqualTo((1.0 + extreme) / 10_001);
      }
    }
  }

  private static double difference(double[] sums) {
    return sums[0] / sums[1] - sums[2] / sums[3];
  }

  /**
   * More households that differ than are swapped at once: the normal distribution says the same.
   */
  @Test
  void ofVeryManyHouseholdsThePermutationTestIsNormal() {
    int size = 40_000;
    double[] rows = new double[4 * size];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < size; i++) {
      rows[4 * i] = random.nextDouble() < 0.504 ? 1 : 0;
      rows[4 * i + 1] = 1;
      rows[4 * i + 2] = 1 - rows[4 * i];
      rows[4 * i + 3] = 1;
    }
    Clusters clusters = new Clusters(rows, 4);
    double[] totals = clusters.totals();
    double z = (totals[0] - totals[2]) / Math.sqrt(size);
    double p = 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));

    assertThat(PermutationTest.of(clusters, 1).p())
        .isCloseTo(p, within(0.02))
        .isBetween(0.01, 0.99);
  }

  @Test
  void theNumberOfThreadsMakesNoDifference() throws Exception {
    Clusters clusters = pairs(500, 1);
    List<Object> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      results.add(
          pool.submit(
                  () ->
                      List.of(
                          PermutationTest.of(clusters, 1),
                          ClusterBootstrap.uncertainties(
                              clusters, STATISTICS, IntervalMethod.BCA, 1)))
              .get());
      pool.shutdown();
    }

    assertThat(results).allMatch(results.get(0)::equals);
  }

  @Test
  void theOrderOfObservationsMakesNoDifferenceToClusters() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
    Clusters inOrder = clusters(order);
    Collections.shuffle(order, new Random(1));

    Clusters shuffled = clusters(order);

    assertThat(shuffled.size()).isEqualTo(100);
    assertThat(IntStream.range(0, 100))
        .allMatch(cluster -> shuffled.get(cluster, 0) == inOrder.get(cluster, 0));
  }

  /** Five observations a cluster, whose names begin with those that ascend. */
  private static Clusters clusters(List<Integer> observations) {
    return Clusters.sum(
        Grouping.of(observations.stream().map(i -> "home " + (1_000 + i / 5)).toList()),
        observations.stream().mapToDouble(i -> i * i % 7).toArray());
  }
}
