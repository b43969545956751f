package org.stowbench.scorer.protocols;

import java.util.EnumSet;
import java.util.Set;
import org.stowbench.scene.Scene;

/** What is known of how far a robot goes in a scene, or in all scenes of a split. */
public enum Ways {
  /** Walking distances, in metres, from the start on. */
  DISTANCES,
  /**
   * Where each container stands, in metres: a robot goes straight from middle to middle over the
   * floor, whatever the heights. Where it starts is not known, so its way begins at the first
   * container that it opens.
   */
  POSITIONS,
  /**
   * A photo in which each container is drawn, in photo widths: a robot starts in the middle of the
   * lower edge and goes straight from centre to centre.
   */
  PHOTO,
  /** Nothing. */
  NONE;

  /** What a scene tells; the first of these that it can. */
  static Ways of(Scene scene) {
    if (scene.distances().isPresent()) {
      return DISTANCES;
    }
    if (!scene.containers().isEmpty()
        && scene.containers().stream().allMatch(container -> container.place().isPresent())) {
      return POSITIONS;
    }
    return scene.isDrawn() ? PHOTO : NONE;
  }

  /**
   * What can be said of all scenes together. Metres and photo widths do not add up: where some
   * scenes are measured in the one and some in the other, nothing.
   *
   * @param ways of the scenes; one without containers has no say
   */
  static Ways of(Set<Ways> ways) {
    return ways.stream().reduce(Ways::and).orElse(PHOTO);
  }

  private Ways and(Ways other) {
    if (this == other) {
      return this;
    }
    return EnumSet.of(this, other).equals(EnumSet.of(DISTANCES, POSITIONS)) ? POSITIONS : NONE;
  }
}
