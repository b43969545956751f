/**
 * From a kitchen to what a detector reports of a photo of it: a pinhole camera, what it sees of
 * every front, and the faults of a real detector at the rates measured on real photos ({@link
 * org.stowbench.datasets.sim.photo.DetectorRates}).
 */
package org.stowbench.datasets.sim.photo;
