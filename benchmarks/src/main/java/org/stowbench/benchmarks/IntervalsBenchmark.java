package org.stowbench.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Statistic;
import org.stowbench.scorer.statistics.Uncertainty;

/** Resampling: the bootstrap intervals of ten shares, each of households with four queries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IntervalsBenchmark {

  private static final int SHARES = 10;
  private static final int QUERIES = 4;
  private static final long SEED = 1;

  /** How many there are: of 6,500 queries, of 400,000 and of 1,000,000. */
  @Param({"1625", "100000", "250000"})
  public int households;

  private Clusters clusters;
  private List<Statistic> statistics;

  /** Draws what came out. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] right = new double[households * (SHARES + 1)];
    Arrays.setAll(right, i -> i % (SHARES + 1) == SHARES ? QUERIES : random.nextInt(QUERIES + 1));
    clusters = new Clusters(right, SHARES + 1);
    statistics = new ArrayList<>();
    for (int share = 0; share < SHARES; share++) {
      int column = share;
      statistics.add(sums -> sums[column] / sums[SHARES]);
    }
  }

  /** All intervals. */
  @Benchmark
  public List<Uncertainty> resample() {
    return ClusterBootstrap.uncertainties(clusters, statistics, IntervalMethod.PERCENTILE, SEED);
  }
}
