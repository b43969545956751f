package org.stowbench.predictor;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * An option that a predictor understands. The help lists them; any other option is refused.
 *
 * @param name as users write it, such as {@code model}; one that ends as {@code header.NAME} stands
 *     for all options that begin with {@code header.}
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
     * A text that may hold commas: it goes on until the next part of the spec that looks like an
     * option.
     */
    TEXT,
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
    if (!name.matches("[a-z][a-z0-9-]*(\\.[A-Z]+)?")) {
      throw new IllegalArgumentException(
          "option name '"
              + name
              + "': must be lower-case letters, digits and -, perhaps with .NAME for many");
    }
    Objects.requireNonNull(kind, "kind");
  }

  /** Whether this is the option that a user calls so. */
  public boolean isCalled(String key) {
    int dot = name.indexOf('.');
    return dot < 0
        ? name.equals(key)
        : key.length() > dot + 1 && key.startsWith(name.substring(0, dot + 1));
  }
}
