package org.stowbench.datasets.sim.photo;

import java.util.List;
import java.util.Optional;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;

/**
 * What a detector reports of a photo.
 *
 * @param containers the candidates, in the detector's order
 * @param anchors the landmarks, in the detector's order
 * @param countertop from the worktop to the photo's bottom edge, as the official table draws it;
 *     empty where it was not found
 * @param candidates for each storage of the kitchen the candidate that stands for it: of those that
 *     the detector drew for its front the one that overlaps it most, by at least a half; -1 where
 *     there is none
 */
public record Detections(
    List<Container> containers,
    List<Anchor> anchors,
    Optional<Region> countertop,
    List<Integer> candidates) {

  public Detections {
    containers = List.copyOf(containers);
    anchors = List.copyOf(anchors);
    candidates = List.copyOf(candidates);
  }
}
