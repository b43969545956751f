/**
 * Simulated workplaces: commercial kitchens and stock rooms, built of labelled places, and the
 * crews that put things away in them by rules.
 */
package org.stowbench.datasets.sim.work;
