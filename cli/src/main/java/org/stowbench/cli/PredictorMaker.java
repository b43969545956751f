package org.stowbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;

/**
 * Makes predictors with what this installation has; says so if that takes long.
 *
 * @param predictors those that there are
 * @param line says so
 */
record PredictorMaker(Predictors predictors, ProgressLine line) {

  /** The seed where no other is asked for, and that of our published results. */
  static final long SEED = 1;

  /**
   * Makes a predictor that will be asked about a split.
   *
   * @param reference how the split was named, for the development split that belongs to it
   * @param images the folder of its photos
   * @param budget what it may spend, with all that share it
   */
  Predictor make(
      PredictorSpec spec, Dataset split, String reference, Path images, long seed, Budget budget) {
    return make(
        spec,
        seed,
        Optional.of(split),
        StowbenchHome.catalogue().training(reference),
        Optional.of(images),
        budget);
  }

  /**
   * Makes a predictor for questions that come one by one, with the usual seed.
   *
   * @param asked what it will be asked about, as far as that is known
   * @param training what it may learn from
   * @param images the folder of the photos of what it will be asked about
   * @param budget what it may spend, with all that share it
   */
  Predictor make(
      PredictorSpec spec,
      Optional<Dataset> asked,
      Optional<Dataset> training,
      Optional<Path> images,
      Budget budget) {
    return make(spec, SEED, asked, training, images, budget);
  }

  private Predictor make(
      PredictorSpec spec,
      long seed,
      Optional<Dataset> asked,
      Optional<Dataset> training,
      Optional<Path> images,
      Budget budget) {
    line.step(beginning(predictors, spec));
    return predictors.create(
        spec,
        new HostEnvironment(StowbenchHome.path(), seed, asked, training, images, budget)
            .heardBy(line::bytes));
  }

  /** What is said while a predictor is made. */
  static String beginning(Predictors predictors, PredictorSpec spec) {
    // What a plug-in does with what it could learn, nobody knows.
    return spec.text()
        + (predictors.learns(spec) && spec.plugin().isEmpty()
            ? " learns on first use, and keeps its model"
            : " starts");
  }
}
