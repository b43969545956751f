/**
 * The kitchen as it is built: walls, storage fronts and fixtures in metres. A floor plan keeps the
 * rules of kitchen planning; the fit-out fills its columns. Nothing here knows of photos or items.
 */
package org.stowbench.datasets.sim.kitchen;
