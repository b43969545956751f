package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * An option that a predictor understands. The help lists them; any other option is refused.
 *
 * @param name as users write it, such as {@code model}
 * @param description one line
 * @param defaultValue what holds when it is not given, in words where it is not a plain value
 */
@API(status = API.Status.STABLE, since = "0.1")
public record PredictorOption(String name, String description, String defaultValue) {

  public PredictorOption {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "option name '" + name + "': must be lower-case letters, digits and -");
    }
  }
}
