package org.stowbench.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.download.DownloadListener;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Budget;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;

/**
 * What this installation lets its predictors use.
 *
 * @param home where data and caches live
 * @param seed the run's seed
 * @param evaluated the split that the predictor will be asked about
 * @param training the development split that belongs to it
 * @param images the folder that the scenes' image references are relative to
 * @param budget what it may spend at services that cost money, with all that share it
 * @param predictors those that parts are chosen from
 * @param parts the specs of the parts whose files are known; empty where nobody keeps account
 * @param listener hears how libraries are fetched that do not ship
 */
public record HostEnvironment(
    Path home,
    long seed,
    Optional<Dataset> evaluated,
    Optional<Dataset> training,
    Optional<Path> images,
    Budget budget,
    Predictors predictors,
    Optional<List<String>> parts,
    DownloadListener listener)
    implements PredictorEnvironment {

  public HostEnvironment {
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(evaluated, "evaluated");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(predictors, "predictors");
    parts = parts.map(List::copyOf);
    Objects.requireNonNull(listener, "listener");
  }

  /** With the predictors that are built in; {@link Predictors#create} puts its own there. */
  public HostEnvironment(
      Path home,
      long seed,
      Optional<Dataset> evaluated,
      Optional<Dataset> training,
      Optional<Path> images,
      Budget budget) {
    this(
        home,
        seed,
        evaluated,
        training,
        images,
        budget,
        Predictors.installed(),
        Optional.empty(),
        DownloadListener.NONE);
  }

  /** With an allowance of its own. */
  public HostEnvironment(
      Path home,
      long seed,
      Optional<Dataset> evaluated,
      Optional<Dataset> training,
      Optional<Path> images,
      Allowance allowance) {
    this(home, seed, evaluated, training, images, new Budget(allowance));
  }

  /** Without photos and without limits. */
  public HostEnvironment(
      Path home, long seed, Optional<Dataset> evaluated, Optional<Dataset> training) {
    this(home, seed, evaluated, training, Optional.empty(), Allowance.UNLIMITED);
  }

  /** This environment with other predictors. */
  HostEnvironment with(Predictors others) {
    return new HostEnvironment(
        home, seed, evaluated, training, images, budget, others, parts, listener);
  }

  /** This environment for a predictor that is made of parts. */
  HostEnvironment madeOf(List<String> known) {
    return new HostEnvironment(
        home, seed, evaluated, training, images, budget, predictors, Optional.of(known), listener);
  }

  /** This environment with somebody who hears how libraries are fetched that do not ship. */
  public HostEnvironment heardBy(DownloadListener other) {
    return new HostEnvironment(
        home, seed, evaluated, training, images, budget, predictors, parts, other);
  }

  @Override
  public ClassLoader libraries(Class<?> owner, String list, String whose) {
    return ExtraLibraries.of(home, System.getenv(), listener).load(owner, list, whose);
  }

  @Override
  public Predictor part(String spec) {
    PredictorSpec made = predictors.spec(spec);
    if (parts.isPresent() && !parts.get().contains(spec) && !made.files().isEmpty()) {
      throw new InvalidInputException(
          "asks for part %s, which its provider's parts() does not name: file %s would shape answers unseen"
              .formatted(
                  InvalidInputException.excerpt(spec),
                  InvalidInputException.excerpt(made.files().firstKey())));
    }
    return predictors.create(made, this);
  }
}
