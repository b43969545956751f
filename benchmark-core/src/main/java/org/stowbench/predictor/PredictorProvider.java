package org.stowbench.predictor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Makes predictors of one kind; found with {@link java.util.ServiceLoader}, on the class path or in
 * a plug-in's jar. It is public and has a public constructor without parameters.
 *
 * <p>A provider is cheap to make and holds no state; all that costs happens in {@link #create}.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface PredictorProvider {

  /** The name before the colon of a spec: lower-case letters, digits and {@code -}. */
  String name();

  /** One line on what it does. */
  String summary();

  /**
   * What answers; empty where it depends on the spec, as of one that is made of others: it is then
   * what all its parts are.
   */
  @API(status = API.Status.EXPERIMENTAL, since = "0.1")
  default Optional<PredictorKind> kind() {
    return Optional.empty();
  }

  /** The options that it understands, in the order of the help. */
  default List<PredictorOption> options() {
    return List.of();
  }

  /**
   * What the argument after the options is, such as {@code FILE}; empty where it takes none. An
   * argument of exactly that name is a file that shapes answers: the harness takes its checksum, as
   * it does for options of {@link PredictorOption.Kind#FILE}.
   */
  default Optional<String> argument() {
    return Optional.empty();
  }

  /**
   * The specs of the predictors that one is made of; none for most. Their files and plug-ins shape
   * its answers too: {@link PredictorEnvironment#part} refuses one with files that is not named.
   *
   * @param spec parsed with {@link #options()} and {@link #argument()}
   * @throws org.stowbench.io.InvalidInputException if the spec's values cannot be used
   */
  default List<String> parts(PredictorSpec spec) {
    return List.of();
  }

  /**
   * What it needs from this machine, such as a key or a model's file, and whether that is there;
   * one line each, for the help. Never shows a secret.
   *
   * @param home where data and caches live
   */
  default List<String> needs(Path home) {
    return List.of();
  }

  /**
   * Makes a predictor.
   *
   * @param spec parsed with {@link #options()} and {@link #argument()}
   * @param environment what it may use
   * @throws org.stowbench.io.InvalidInputException if the spec's values cannot be used
   */
  Predictor create(PredictorSpec spec, PredictorEnvironment environment);
}
