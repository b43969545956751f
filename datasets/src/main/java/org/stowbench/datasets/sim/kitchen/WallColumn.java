package org.stowbench.datasets.sim.kitchen;

/**
 * One unit's width of a wall, from floor to ceiling.
 *
 * @param wall which wall of the plan
 * @param left metres along the wall
 * @param right metres along the wall
 * @param role what stands there
 */
record WallColumn(int wall, double left, double right, Role role) {

  /** What stands in a column at floor level. */
  enum Role {
    SINK,
    DISHWASHER,
    STOVE,
    REFRIGERATOR,
    TALL,
    DRAWERS,
    DOORS,
    DRAWER_OVER_DOORS,
    OPEN;

    boolean isStorage() {
      return ordinal() >= TALL.ordinal();
    }

    boolean isHigh() {
      return this == REFRIGERATOR || this == TALL;
    }
  }

  double width() {
    return right - left;
  }
}
