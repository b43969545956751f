package org.stowbench.datasets.sim.kitchen;

import java.util.Locale;

/** What a storage is: in homes, what its front opens; then what workplaces have. */
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
  OPEN_SHELF(false),

  /** A drawer under the worktop of a cook's station. */
  STATION_DRAWER(true),
  /** The shelf under the worktop of a cook's station. */
  UNDER_SHELF(false),
  /** The shelf over a cook's station. */
  OVER_SHELF(false),
  /** A shelf of a dry store, at hand or higher. */
  DRY_SHELF(false),
  /** The lowest shelf of a dry store. */
  LOW_DRY_SHELF(false),
  /** A shelf of a walk-in refrigerator, at hand or higher. */
  COLD_SHELF(false),
  /** The lowest shelf of a walk-in refrigerator: nothing is under it. */
  LOW_COLD_SHELF(false),

  /** A bin of a stock room's rack, at hand. */
  BIN(false),
  /** A place on the lowest shelf of a rack, for what is heavy. */
  LOW_BIN(false),
  /** A place on the highest shelf of a rack, for what is light. */
  HIGH_BIN(false);

  private final boolean drawer;

  StorageKind(boolean drawer) {
    this.drawer = drawer;
  }

  /** What people call it: its name in lower case, with spaces. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it is pulled rather than swung. */
  public boolean isDrawer() {
    return drawer;
  }
}
