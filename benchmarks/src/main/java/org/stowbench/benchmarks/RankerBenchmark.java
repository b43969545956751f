package org.stowbench.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Dataset;
import org.stowbench.query.Query;

/**
 * The learned ranker over a whole split, on all cores: a predictor made anew for each pass, so that
 * every scene is measured again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RankerBenchmark {

  private static final long SEED = 1;

  private List<Query> queries;
  private HostEnvironment environment;

  /** Reads the split, and learns the ranker from it unless it was learned before. */
  @Setup
  public void read(Measured measured) {
    Dataset dataset = measured.dataset();
    queries = measured.queries();
    environment =
        new HostEnvironment(Measured.home(), SEED, Optional.empty(), Optional.of(dataset));
    ranker();
  }

  private Predictor ranker() {
    return Predictors.installed().create("ranker", environment);
  }

  /** Reads the model alone. */
  @Benchmark
  public Predictor model() {
    return ranker();
  }

  /** Measures every scene, and ranks for every query. */
  @Benchmark
  public List<Prediction> ranks() {
    Predictor ranker = ranker();
    return queries.stream().parallel().map(query -> predict(ranker, query)).toList();
  }

  private static Prediction predict(Predictor ranker, Query query) {
    try {
      return ranker.predict(query, PredictionContext.of(SEED, query.id()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
