package org.stowbench.run;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;

/**
 * What is to be run. Dataset, predictor, seed, limit and mode are what a run is; {@code jobs} only
 * says how fast, and may differ when a run is resumed.
 *
 * @param dataset the split to ask; a {@link KnownView} of it where {@link Known so much is known}
 * @param predictor what the predictor was made from; {@code run.json} shows it as it is, so it must
 *     hold no secret
 * @param seed of all randomness in the run
 * @param limit how many queries to ask, the dataset's first ones; 1 or more; empty for all
 * @param jobs how many predictions to ask for at once, 1 or more
 * @param mode how the queries are put
 * @param repeat which of several runs it is; empty where it stands for itself
 */
public record RunPlan(
    Dataset dataset,
    PredictorSpec predictor,
    long seed,
    OptionalLong limit,
    int jobs,
    RunMode mode,
    Optional<Repeat> repeat) {

  public RunPlan {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(predictor, "predictor");
    if (limit.isPresent() && limit.getAsLong() < 1) {
      throw new IllegalArgumentException("limit " + limit.getAsLong() + ": must be 1 or more");
    }
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs " + jobs + ": must be 1 or more");
    }
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(repeat, "repeat");
  }

  /** A plan of a run that stands for itself. */
  public RunPlan(
      Dataset dataset,
      PredictorSpec predictor,
      long seed,
      OptionalLong limit,
      int jobs,
      RunMode mode) {
    this(dataset, predictor, seed, limit, jobs, mode, Optional.empty());
  }

  /** A plan that asks for rankings. */
  public RunPlan(
      Dataset dataset, PredictorSpec predictor, long seed, OptionalLong limit, int jobs) {
    this(dataset, predictor, seed, limit, jobs, RunMode.RANK);
  }

  /** The plan of a repeat, if this is that of the first: the next seeds, one after the other. */
  public RunPlan repeated(Repeat which) {
    return new RunPlan(
        dataset, predictor, seed + which.number() - 1, limit, jobs, mode, Optional.of(which));
  }

  /** How much is known of the households; empty where it is what the dataset says. */
  public Optional<Known> known() {
    return dataset instanceof KnownView view ? Optional.of(view.known()) : Optional.empty();
  }

  /** What to call the predictor: its spec, and how much it is let know where that is asked for. */
  public String named() {
    return known().map(k -> k.name(predictor.text())).orElse(predictor.text());
  }

  /** The split with the queries that are not asked since too little could be known. */
  public Dataset whole() {
    return dataset instanceof KnownView view ? view.pool().whole() : dataset;
  }

  /** The queries that the run has, in the dataset's order. */
  public Dataset asked() {
    return limit.isPresent() ? dataset.limited(limit.getAsLong()) : dataset;
  }

  /** How many queries the run has. */
  public long queries() {
    return asked().info().queries();
  }
}
