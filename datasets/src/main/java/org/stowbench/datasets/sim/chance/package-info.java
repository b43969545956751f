/** Randomness of which every bit is the same on every JVM. */
package org.stowbench.datasets.sim.chance;
