package org.stowbench.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** How options call a container of a scene: by its number, or by its name if no other has it. */
final class PlaceName {

  private PlaceName() {}

  /**
   * Finds a container.
   *
   * @param option the option and its value, as it was given
   * @param place what it calls the container
   * @param orElse what else it may say, such as {@code , or not_here}
   * @throws InvalidInputException if there is none of that name, or several
   */
  static int find(String option, String place, Scene scene, String orElse) {
    List<Container> called =
        scene.containers().stream()
            .filter(
                container ->
                    place.equals(Integer.toString(container.id()))
                        || scene.named(place).contains(container))
            .toList();
    if (called.size() != 1) {
      throw new InvalidInputException(
          "%s: %s; must be a container of scene %s, by its number%s or its name%s"
              .formatted(
                  option,
                  called.isEmpty()
                      ? "there is no such container"
                      : "may be container "
                          + called.stream()
                              .map(container -> Integer.toString(container.id()))
                              .collect(Collectors.joining(" or ")),
                  InvalidInputException.excerpt(scene.id()),
                  scene.containers().isEmpty()
                      ? ""
                      : " from 0 to " + (scene.containers().size() - 1),
                  orElse));
    }
    return called.get(0).id();
  }
}
