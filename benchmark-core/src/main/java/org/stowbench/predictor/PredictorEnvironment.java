package org.stowbench.predictor;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.query.Dataset;

/**
 * What a predictor may use while it is made.
 *
 * @param home where data and caches live
 * @param seed the run's seed
 * @param evaluated the split that the predictor will be asked about; empty where there is none, as
 *     for a single question
 * @param training the development split that belongs to the evaluated dataset; empty where it is
 *     not installed
 * @param images the folder that the scenes' image references are relative to; empty where the
 *     photos are not on this machine
 * @param allowance what it may spend at services that cost money
 * @param predictors those that there are, for a predictor that is made of others
 */
public record PredictorEnvironment(
    Path home,
    long seed,
    Optional<Dataset> evaluated,
    Optional<Dataset> training,
    Optional<Path> images,
    Allowance allowance,
    Predictors predictors) {

  public PredictorEnvironment {
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(evaluated, "evaluated");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(allowance, "allowance");
    Objects.requireNonNull(predictors, "predictors");
  }

  /** With the predictors that are built in; {@link Predictors#create} puts its own there. */
  public PredictorEnvironment(
      Path home,
      long seed,
      Optional<Dataset> evaluated,
      Optional<Dataset> training,
      Optional<Path> images,
      Allowance allowance) {
    this(home, seed, evaluated, training, images, allowance, Predictors.installed());
  }

  /** Without photos and without limits. */
  public PredictorEnvironment(
      Path home, long seed, Optional<Dataset> evaluated, Optional<Dataset> training) {
    this(home, seed, evaluated, training, Optional.empty(), Allowance.UNLIMITED);
  }

  /** This environment with other predictors. */
  PredictorEnvironment with(Predictors others) {
    return new PredictorEnvironment(home, seed, evaluated, training, images, allowance, others);
  }
}
