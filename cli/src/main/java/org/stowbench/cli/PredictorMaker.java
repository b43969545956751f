package org.stowbench.cli;

import java.util.Optional;
import org.stowbench.cli.output.SlowNotice;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;

/** Makes predictors with what this installation has. */
final class PredictorMaker {

  private PredictorMaker() {}

  /**
   * Makes a predictor that will be asked about a split.
   *
   * @param predictors those that there are
   * @param reference how the split was named, for the development split that belongs to it and the
   *     folder of its photos
   * @param allowance what it may spend
   */
  static Predictor make(
      Predictors predictors,
      PredictorSpec spec,
      Dataset split,
      String reference,
      long seed,
      Allowance allowance) {
    return make(
        predictors,
        spec,
        new HostEnvironment(
            StowbenchHome.path(),
            seed,
            Optional.of(split),
            StowbenchHome.catalogue().training(reference),
            Optional.of(StowbenchHome.images(reference)),
            allowance));
  }

  /** Makes a predictor with what it may use; says so if that takes long. */
  static Predictor make(Predictors predictors, PredictorSpec spec, HostEnvironment environment) {
    try (SlowNotice patience =
        SlowNotice.with(spec.text() + " learns on first use, and keeps its model", System.err)) {
      return predictors.create(spec, environment);
    }
  }
}
