package org.stowbench.scene;

import java.util.Objects;
import java.util.OptionalDouble;
import org.apiguardian.api.API;

/**
 * A landmark object that tells where in the kitchen one is: a sink, an oven, a refrigerator.
 *
 * @param type what the detector calls it, not blank
 * @param region where it is in the photo
 * @param confidence how sure the detector is, 0 to 1; empty when unknown
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Anchor(String type, Region region, OptionalDouble confidence) {

  public Anchor {
    if (type.isBlank()) {
      throw new IllegalArgumentException("anchor type must not be blank");
    }
    Objects.requireNonNull(region, "region");
    Confidence.check(confidence, "anchor " + type);
  }
}
