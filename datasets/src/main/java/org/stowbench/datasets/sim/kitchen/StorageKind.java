package org.stowbench.datasets.sim.kitchen;

/** What a storage front opens. */
public enum StorageKind {
  /** The uppermost drawer of a column, under the countertop. */
  TOP_DRAWER(true),
  /** A drawer of up to 20 cm further down. */
  DRAWER(true),
  /** A drawer of more than 20 cm: pots, plates, tubs. */
  DEEP_DRAWER(true),
  /** A door under the countertop. */
  BASE_CABINET(false),
  /** A door under the sink. */
  SINK_CABINET(false),
  /** A door on the wall above the countertop. */
  WALL_CABINET(false),
  /** A door above the refrigerator, the hood or another wall cabinet. */
  HIGH_CABINET(false),
  /** A door of a unit that stands as high as a person. */
  TALL_CABINET(false),
  /** A compartment without a front: an open corner, a shelf. No detector of fronts sees it. */
  OPEN_SHELF(false);

  private final boolean drawer;

  StorageKind(boolean drawer) {
    this.drawer = drawer;
  }

  /** Whether it is pulled rather than swung. */
  public boolean isDrawer() {
    return drawer;
  }
}
