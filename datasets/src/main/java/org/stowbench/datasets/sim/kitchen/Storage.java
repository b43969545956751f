package org.stowbench.datasets.sim.kitchen;

import java.util.Objects;

/**
 * One physical container of the true kitchen.
 *
 * @param kind what its front opens
 * @param panel its front
 * @param group number of the cabinet that it is part of: the drawers of one stack, the doors of one
 *     cabinet
 */
public record Storage(StorageKind kind, Panel panel, int group) {

  public Storage {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(panel, "panel");
  }
}
