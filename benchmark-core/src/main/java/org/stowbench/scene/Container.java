package org.stowbench.scene;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A thing in the scene that can hold items: a drawer, a cabinet door, a named shelf.
 *
 * @param id its place in the scene's candidate list, from 0
 * @param name what people call it, such as {@code drawer left of the oven}; empty when unknown
 * @param region where it is in the photo, as the detector drew it; empty where there is no photo
 * @param place where it is in the home; empty when unknown
 * @param room the room that it is in, where a scene has several; empty when unknown
 * @param type what the detector calls it, such as {@code drawer}; empty when unknown
 * @param confidence how sure the detector is, 0 to 1; empty when unknown
 * @param side on which side of the countertop it lies; empty when unknown
 * @param promptNumber the number under which the source's own language-model prompts list it, from
 *     1; empty where they leave it out or there are none. Recorded answers use it
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Container(
    int id,
    Optional<String> name,
    Optional<Region> region,
    Optional<Box3D> place,
    Optional<String> room,
    Optional<String> type,
    OptionalDouble confidence,
    Optional<CountertopSide> side,
    OptionalInt promptNumber) {

  public Container {
    if (id < 0) {
      throw new IllegalArgumentException("container id " + id + ": must be 0 or more");
    }
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(place, "place");
    notBlank(name, "name", id);
    notBlank(room, "room", id);
    notBlank(type, "type", id);
    Confidence.check(confidence, "container " + id);
    Objects.requireNonNull(side, "side");
    if (promptNumber.isPresent() && promptNumber.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "container %d: prompt number %d: must be 1 or more"
              .formatted(id, promptNumber.getAsInt()));
    }
  }

  private static void notBlank(Optional<String> text, String what, int id) {
    if (text.isPresent() && text.get().isBlank()) {
      throw new IllegalArgumentException("container " + id + ": " + what + " must not be blank");
    }
  }

  /** A container of which nothing but its name and its region may be known. */
  public static Container of(int id, Optional<String> name, Optional<Region> region) {
    return new Container(
        id,
        name,
        region,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** A container as a detector draws it in a photo. */
  public Container(
      int id,
      Region region,
      Optional<String> type,
      OptionalDouble confidence,
      Optional<CountertopSide> side,
      OptionalInt promptNumber) {
    this(
        id,
        Optional.empty(),
        Optional.of(region),
        Optional.empty(),
        Optional.empty(),
        type,
        confidence,
        side,
        promptNumber);
  }

  /** A container of which only the region is known. */
  public static Container of(int id, Region region) {
    return of(id, Optional.empty(), Optional.of(region));
  }

  /** A container of which only the name is known. */
  public static Container named(int id, String name) {
    return of(id, Optional.of(name), Optional.empty());
  }

  /** This container with a detector's label. */
  public Container labelled(String type, double confidence) {
    return new Container(
        id,
        name,
        region,
        place,
        room,
        Optional.of(type),
        OptionalDouble.of(confidence),
        side,
        promptNumber);
  }

  /** This container where it stands in the home. */
  public Container at(Box3D place) {
    return new Container(
        id, name, region, Optional.of(place), room, type, confidence, side, promptNumber);
  }

  /**
   * Its region, for what cannot do without.
   *
   * @throws IllegalStateException if it has none; {@link Scene#isDrawn} tells before
   */
  public Region outline() {
    return region.orElseThrow(
        () -> new IllegalStateException("container " + id + " has no region in a photo"));
  }

  /** What it is called before people: its name, else its type, else "container". */
  public String called() {
    return name.or(() -> type).orElse("container");
  }
}
