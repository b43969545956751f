package org.stowbench.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;

/** The split that parts are measured over; of another one with {@code -p split=ID:SPLIT}. */
@State(Scope.Benchmark)
public class Measured {

  private static final String USUAL = "usual";

  /**
   * As {@code --dataset} names it; {@value #USUAL} for {@code dev} of the first real dataset that
   * is installed.
   */
  @Param(USUAL)
  public String split;

  /** Looks once which split is the usual one. */
  @Setup
  public void choose() throws IOException {
    if (split.equals(USUAL)) {
      split = new Catalogue(home()).usualTraining();
    }
  }

  /** Where data lives, as for the command line. */
  static Path home() {
    String named = System.getenv("STOWBENCH_HOME");
    return named == null ? Path.of(System.getProperty("user.home"), ".stowbench") : Path.of(named);
  }

  /** The split, opened anew. */
  Dataset dataset() {
    return new Catalogue(home()).open(split);
  }

  /** Its queries, in their order. */
  List<Query> queries() {
    try (Stream<LabeledQuery> queries = dataset().queries()) {
      return queries.map(LabeledQuery::query).toList();
    }
  }
}
