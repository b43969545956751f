package org.stowbench.scene;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One view of a room, or a home as a list of places. Its regions can be compared in reasonable
 * time: they cross or touch themselves in 10,000 places at most, and each other in 100,000.
 *
 * @param id unique in its dataset, not blank
 * @param room the kind of room, such as {@code kitchen}; empty when unknown
 * @param image reference to the photo, relative to the dataset's image root or an address; empty
 *     when there is no photo
 * @param size size of the photo in pixels; empty when unknown
 * @param containers the candidates in the source's order; a container's id is its place here
 * @param anchors landmarks in the source's order
 * @param countertop the countertop's region; empty when unknown
 * @param distances how far a robot walks from its start and between containers; empty when unknown
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Scene(
    String id,
    Optional<String> room,
    Optional<String> image,
    Optional<ImageSize> size,
    List<Container> containers,
    List<Anchor> anchors,
    Optional<Region> countertop,
    Optional<Distances> distances) {

  public Scene {
    if (id.isBlank()) {
      throw new IllegalArgumentException("scene id must not be blank");
    }
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(size, "size");
    containers = List.copyOf(containers);
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i).id() != i) {
        throw new IllegalArgumentException(
            "scene %s: container at place %d has id %d: the id must be the place"
                .formatted(id, i, containers.get(i).id()));
      }
    }
    anchors = List.copyOf(anchors);
    Objects.requireNonNull(countertop, "countertop");
    if (distances.isPresent() && distances.get().containers() != containers.size()) {
      throw new IllegalArgumentException(
          "scene %s: distances over %d containers: must be over its %d, with a row before them for the start"
              .formatted(id, distances.get().containers(), containers.size()));
    }
    Crossings.requireFew("scene " + id, List.of(), regions(containers));
  }

  /** A scene in which nobody measured how far it is. */
  public Scene(
      String id,
      Optional<String> room,
      Optional<String> image,
      Optional<ImageSize> size,
      List<Container> containers,
      List<Anchor> anchors,
      Optional<Region> countertop) {
    this(id, room, image, size, containers, anchors, countertop, Optional.empty());
  }

  /** A scene of which only the containers are known. */
  public static Scene of(String id, List<Container> containers) {
    return new Scene(
        id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        containers,
        List.of(),
        Optional.empty());
  }

  private static List<Region> regions(List<Container> containers) {
    return containers.stream().flatMap(container -> container.region().stream()).toList();
  }

  /**
   * Refuses free regions that cannot be compared with the containers' in reasonable time.
   *
   * @throws UnusableRegionException if they cross or touch too often, or there are too many
   */
  public void requireComparable(List<Region> free) {
    Crossings.requireFew("free regions in scene " + id, regions(containers), free);
  }

  /** Whether every container has a region; so has each where there are none. */
  public boolean isDrawn() {
    return containers.stream().allMatch(container -> container.region().isPresent());
  }

  /**
   * The edges of the photo. Where its size is unknown, it is taken to end with the containers that
   * reach furthest to the right and furthest down; without any it is a square of one pixel.
   */
  public Region.Box frame() {
    if (size.isPresent()) {
      return new Region.Box(0, 0, size.get().width(), size.get().height());
    }
    double right = 1;
    double bottom = 1;
    for (Container container : containers) {
      if (container.region().isPresent()) {
        Region.Box box = container.region().get().bounds();
        right = Math.max(right, box.right());
        bottom = Math.max(bottom, box.bottom());
      }
    }
    return new Region.Box(0, 0, right, bottom);
  }

  /** The containers of a name, whatever its case; several where a name does not tell them apart. */
  public List<Container> named(String name) {
    return containers.stream()
        .filter(container -> container.name().filter(name::equalsIgnoreCase).isPresent())
        .toList();
  }

  /**
   * The container with this id.
   *
   * @throws IllegalArgumentException if the scene has none
   */
  public Container container(int id) {
    if (id < 0 || id >= containers.size()) {
      throw new IllegalArgumentException(
          "scene %s has no container %d: it has %d, numbered from 0"
              .formatted(this.id, id, containers.size()));
    }
    return containers.get(id);
  }
}
