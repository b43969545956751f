package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * A predictor that cannot answer in every scene, or whose answers mean little in some. Whoever asks
 * a predictor asks it this first, so that nobody waits or pays for answers that cannot come.
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public interface Needing {

  /**
   * What this predictor needs and a scene does not have. The same whenever it is asked, from
   * several threads too; costs next to nothing.
   *
   * @return what is missing and what helps, in words that follow the scene's name and a colon;
   *     empty where it can answer
   */
  Optional<String> lacks(Scene scene);

  /**
   * Why answers in this scene are not to be relied on, though there will be some.
   *
   * @return one line for the person who asks; empty where nothing speaks against them
   */
  default Optional<String> doubts(Scene scene) {
    return Optional.empty();
  }

  /** What is missing for a predictor that looks at where each container is in a photo. */
  static Optional<String> regions(Scene scene) {
    return scene.containers().stream()
        .filter(container -> container.region().isEmpty())
        .findFirst()
        .map(
            container ->
                "container %d%s has no region in a photo; random, nearest-known, by-example, noam and planners do without"
                    .formatted(container.id(), name(container)));
  }

  private static String name(Container container) {
    return container
        .name()
        .map(name -> " (" + InvalidInputException.excerpt(name) + ")")
        .orElse("");
  }

  /**
   * The needs of a whole predictor: those of all its parts; the first that has something to say of
   * a scene says it.
   *
   * @return empty where nothing in it needs anything
   */
  static Optional<Needing> of(Predictor predictor) {
    List<Needing> able = predictor.abilities(Needing.class);
    return able.isEmpty() ? Optional.empty() : Optional.of(together(able));
  }

  private static Needing together(List<Needing> able) {
    return new Needing() {
      @Override
      public Optional<String> lacks(Scene scene) {
        return able.stream().flatMap(one -> one.lacks(scene).stream()).findFirst();
      }

      @Override
      public Optional<String> doubts(Scene scene) {
        return able.stream().flatMap(one -> one.doubts(scene).stream()).findFirst();
      }
    };
  }
}
