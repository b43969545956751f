/**
 * Homes of simulators: AI2-THOR's metadata, ProcTHOR's houses, and a table of objects for whatever
 * else there is. What the files look like is their readers' business; what becomes of a home's
 * objects is the same for all.
 */
package org.stowbench.datasets.simulator;
