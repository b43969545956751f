package org.stowbench.predictor;

import java.nio.file.Path;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.query.Dataset;

/**
 * What a predictor may use while it is made. The harness implements it, and later versions may
 * offer more; predictors only read it.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface PredictorEnvironment {

  /** Where data and caches live. */
  Path home();

  /** The run's seed. */
  long seed();

  /**
   * The split that the predictor will be asked about; empty where there is none, as for a single
   * question.
   */
  Optional<Dataset> evaluated();

  /**
   * The development split that belongs to the evaluated dataset; empty where it is not installed.
   */
  Optional<Dataset> training();

  /**
   * The folder that the scenes' image references are relative to; empty where the photos are not on
   * this machine.
   */
  Optional<Path> images();

  /**
   * What it may spend at services that cost money, together with all others that are made in the
   * same call, its own parts among them.
   */
  Budget budget();

  /** The limits of the {@link #budget}. */
  default Allowance allowance() {
    return budget().allowance();
  }

  /**
   * Libraries that weigh too much to ship: kept from an earlier call, or taken from Maven's
   * repository of this machine, or fetched, and held to the list's checksums.
   *
   * @param owner beside whose class the list ships as a resource
   * @param list the list's name: a line a jar, {@code group:artifact:version bytes sha256:digits}
   * @param whose the predictor that needs them, for messages
   * @return a loader of their classes, behind all that the owner's has; another one at each call
   * @throws org.stowbench.io.InvalidInputException if one is not here and cannot be fetched
   */
  @API(status = API.Status.EXPERIMENTAL, since = "0.1")
  ClassLoader libraries(Class<?> owner, String list, String whose);

  /**
   * Makes another predictor in this environment, for one that is made of others. Whoever makes it
   * closes it.
   *
   * @param spec as users write it, of any predictor that there is, plug-ins' too; one that files
   *     shape must be of {@link PredictorProvider#parts}
   * @throws org.stowbench.io.InvalidInputException if it names none, or its values cannot be used
   */
  Predictor part(String spec);
}
