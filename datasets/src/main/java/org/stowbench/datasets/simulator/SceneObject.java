package org.stowbench.datasets.simulator;

import java.util.List;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.scene.Box3D;

/**
 * A thing in a simulated home.
 *
 * @param at where it stands in the file
 * @param id what its scene calls it, and nothing else; not blank
 * @param type what it is, in words; not blank
 * @param name what this one is called, where it has a name of its own
 * @param room the room that it is in; empty when unknown
 * @param place where it is; empty when unknown
 * @param parents the ids of what it lies in or on, in no order
 * @param container whether it can be opened, and holds things
 * @param carried whether it can be picked up; empty where nobody says
 * @param landmark whether people name places by it
 */
record SceneObject(
    InputLocation at,
    String id,
    String type,
    Optional<String> name,
    Optional<String> room,
    Optional<Box3D> place,
    List<String> parents,
    boolean container,
    Optional<Boolean> carried,
    boolean landmark) {

  /** On top of a thing is within two centimetres of its upper edge, or over it. */
  private static final double SLACK = 0.02;

  SceneObject {
    parents = List.copyOf(parents);
  }

  /**
   * Whether it lies on the upper side of another. Simulators say of both that the one holds the
   * other: what is on a toilet's tank is in the toilet.
   */
  boolean isOnTopOf(SceneObject other) {
    return place.isPresent()
        && other.place.filter(Box3D::hasSize).isPresent()
        && place.get().z() - place.get().height() / 2
            >= other.place.get().z() + other.place.get().height() / 2 - SLACK;
  }
}
