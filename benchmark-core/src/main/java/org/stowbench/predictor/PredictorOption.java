package org.stowbench.predictor;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * An option that a predictor understands. The help lists them; any other option is refused.
 *
 * @param name as users write it, such as {@code model}
 * @param description one line
 * @param defaultValue what holds when it is not given, in words where it is not a plain value
 * @param kind what its value is
 */
@API(status = API.Status.STABLE, since = "0.1")
public record PredictorOption(String name, String description, String defaultValue, Kind kind) {

  /** What the value of an option is. */
  public enum Kind {
    /** A value that says all by itself: a number, a word, an address. */
    PLAIN,
    /**
     * The name of a file that shapes answers. The harness takes its checksum, which belongs to what
     * a run is, so that a run never goes on with another content of the same name.
     */
    FILE
  }

  /** An option whose value says all by itself. */
  public PredictorOption(String name, String description, String defaultValue) {
    this(name, description, defaultValue, Kind.PLAIN);
  }

  public PredictorOption {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "option name '" + name + "': must be lower-case letters, digits and -");
    }
    Objects.requireNonNull(kind, "kind");
  }
}
