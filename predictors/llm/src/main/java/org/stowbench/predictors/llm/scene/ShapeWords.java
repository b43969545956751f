package org.stowbench.predictors.llm.scene;

import java.util.Optional;
import org.stowbench.scene.Region;

/**
 * A container's shape in words, by the ratio of the height to the width of its bounds: the steps of
 * the NOAM method (arXiv 2512.23739).
 */
final class ShapeWords {

  private ShapeWords() {}

  /** The words; empty where the container has no width or no height. */
  static Optional<String> of(Region region) {
    Region.Box box = region.bounds();
    if (box.width() <= 0 || box.height() <= 0) {
      return Optional.empty();
    }
    double ratio = box.height() / box.width();
    if (ratio < 0.5) {
      return Optional.of("low and wide");
    }
    if (ratio < 0.8) {
      return Optional.of("wider than high");
    }
    if (ratio < 1.2) {
      return Optional.of("about square");
    }
    return Optional.of(ratio < 1.5 ? "higher than wide" : "tall and narrow");
  }
}
