package org.stowbench.datasets.sim.work;

/** How the places of a pair of items stand to each other where both are in their place. */
public enum Relation {
  /** However it comes. */
  ANY {
    @Override
    boolean holds(Spot first, Spot second) {
      return true;
    }
  },
  /** The second stands right behind the first: the older lot is taken first. */
  BEHIND {
    @Override
    boolean holds(Spot first, Spot second) {
      return first.sharesShelf(second)
          && first.column() == second.column()
          && first.row() == Spot.Row.FRONT
          && second.row() == Spot.Row.BACK;
    }
  },
  /** The second was put right in front of the first: the older lot is left to the last. */
  IN_FRONT {
    @Override
    boolean holds(Spot first, Spot second) {
      return BEHIND.holds(second, first);
    }
  },
  /** The second is in the place next to the first. */
  BESIDE {
    @Override
    boolean holds(Spot first, Spot second) {
      return first.sharesShelf(second) && Math.abs(first.column() - second.column()) == 1;
    }
  },
  /** The second is in another bay than the first, so that nobody takes one for the other. */
  APART {
    @Override
    boolean holds(Spot first, Spot second) {
      return first.bay() != second.bay();
    }
  };

  abstract boolean holds(Spot first, Spot second);
}
