package org.stowbench.datasets.sim.family;

/** How much each of the considerations counts by which an {@link Appeal} weighs storages. */
public interface Manner {

  /** The share of keepers that have it; the shares of all of a kind add up to 1. */
  double prior();

  /** How much it matters that the kind of storage suits the item. */
  double fit();

  /** How much each metre from the point of use matters. */
  double nearness();

  /** How much easy reach matters. */
  double reach();
}
