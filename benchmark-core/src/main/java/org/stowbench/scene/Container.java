package org.stowbench.scene;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A thing in the scene that can hold items: a drawer, a cabinet door.
 *
 * @param id its place in the scene's candidate list, from 0
 * @param region where it is in the photo, as the detector drew it
 * @param type what the detector calls it, such as {@code drawer}; empty when unknown
 * @param confidence how sure the detector is, 0 to 1; empty when unknown
 * @param side on which side of the countertop it lies; empty when unknown
 * @param promptNumber the number under which the source's own language-model prompts list it, from
 *     1; empty where they leave it out or there are none. Recorded answers use it
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Container(
    int id,
    Region region,
    Optional<String> type,
    OptionalDouble confidence,
    Optional<CountertopSide> side,
    OptionalInt promptNumber) {

  public Container {
    if (id < 0) {
      throw new IllegalArgumentException("container id " + id + ": must be 0 or more");
    }
    Objects.requireNonNull(region, "region");
    if (type.isPresent() && type.get().isBlank()) {
      throw new IllegalArgumentException("container " + id + ": type must not be blank");
    }
    Confidence.check(confidence, "container " + id);
    Objects.requireNonNull(side, "side");
    if (promptNumber.isPresent() && promptNumber.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "container %d: prompt number %d: must be 1 or more"
              .formatted(id, promptNumber.getAsInt()));
    }
  }

  /** A container of which only the region is known. */
  public static Container of(int id, Region region) {
    return new Container(
        id,
        region,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** This container with a detector's label. */
  public Container labelled(String type, double confidence) {
    return new Container(
        id, region, Optional.of(type), OptionalDouble.of(confidence), side, promptNumber);
  }
}
