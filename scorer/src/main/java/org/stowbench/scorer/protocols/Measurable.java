package org.stowbench.scorer.protocols;

import java.io.Serializable;
import java.util.Objects;

/**
 * What there is to be measured in a split, besides what there is in all.
 *
 * @param drawn whether each container of each scene has a region in a photo
 * @param severalPlaces whether some item is kept in more than one physical container
 * @param ways what all scenes tell of how far a robot goes
 */
public record Measurable(boolean drawn, boolean severalPlaces, Ways ways) implements Serializable {

  public Measurable {
    Objects.requireNonNull(ways, "ways");
  }

  /** What there is in both of two parts of a split. */
  public Measurable and(Measurable other) {
    return new Measurable(
        drawn && other.drawn, severalPlaces || other.severalPlaces, ways.and(other.ways));
  }
}
