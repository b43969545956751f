/**
 * Simulated households: a kitchen is built, photographed and seen by a detector, a family lives in
 * it, and the true distribution of where it keeps an item is known exactly.
 *
 * <p>So are workplaces, commercial kitchens and stock rooms ({@link
 * org.stowbench.datasets.sim.work}): a {@link org.stowbench.datasets.sim.SimulationKind} is all
 * that tells the kinds apart, and what is said of households here holds for them.
 *
 * <p>{@link org.stowbench.datasets.sim.Simulation} makes any household alone from a seed and its
 * number; {@link org.stowbench.datasets.sim.SimulatedSplit} is a range of them as a dataset; the
 * {@code oracle} predictor answers with the true distribution, and so is the ceiling of every
 * metric that rewards the first answer.
 */
package org.stowbench.datasets.sim;
