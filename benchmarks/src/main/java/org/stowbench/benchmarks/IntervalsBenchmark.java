package org.stowbench.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Statistic;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * The bootstrap intervals of ten shares, over households with four queries, as scoring makes them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IntervalsBenchmark {

  private static final int SHARES = 10;
  private static final int QUERIES = 4;
  private static final IntervalMethod METHOD = IntervalMethod.PERCENTILE;
  private static final long SEED = 1;

  /** How many there are: of 6,500 queries, of 80,000, the most that are drawn, and of 1,000,000. */
  @Param({"1625", "20000", "250000"})
  public int households;

  private Grouping grouping;

  /** What each query adds to each share, and to the number of queries, which is last. */
  private double[][] columns;

  /** Draws what came out. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(SEED);
    grouping =
        Grouping.of(
            IntStream.range(0, households)
                .mapToObj("home%06d"::formatted)
                .flatMap(home -> Collections.nCopies(QUERIES, home).stream())
                .toList());
    columns = new double[SHARES + 1][households * QUERIES];
    for (double[] share : columns) {
      Arrays.setAll(share, query -> random.nextInt(2));
    }
    Arrays.fill(columns[SHARES], 1);
  }

  /** All intervals: by draws, and of very many households without. */
  @Benchmark
  public List<Uncertainty> all() {
    IntStream shares = IntStream.range(0, SHARES);
    if (ClusterBootstrap.draws(METHOD, grouping)) {
      Stream<Statistic> statistics = shares.mapToObj(s -> sums -> sums[s] / sums[SHARES]);
      return ClusterBootstrap.uncertainties(
          Clusters.sum(grouping, columns), statistics.toList(), METHOD, SEED);
    }
    return shares
        .mapToObj(s -> ClusterEstimate.ratio(grouping, columns[s], columns[SHARES]))
        .map(estimate -> estimate.asIfDrawn(METHOD, 0, 1))
        .toList();
  }
}
