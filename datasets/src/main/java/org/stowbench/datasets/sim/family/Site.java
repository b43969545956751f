package org.stowbench.datasets.sim.family;

import java.util.List;
import org.stowbench.scene.Scene;

/** A place where somebody keeps things, and what is seen of it: a home, a workplace. */
public interface Site {

  /** What is seen of it, under this id. */
  Scene scene(String id);

  /** For each storage the candidate of the scene that stands for it; -1 where none does. */
  List<Integer> candidates();

  /** Who keeps things there. */
  Keeper keeper();
}
