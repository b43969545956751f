/**
 * The family that lives in the kitchen: what it owns ({@code items.csv}), by which habit it puts
 * things away, and what follows for where an item is.
 */
package org.stowbench.datasets.sim.family;
