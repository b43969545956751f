/**
 * Geometry of regions, with JTS: repair, area, overlap, and which candidates are the same physical
 * container.
 */
package org.stowbench.geometry;
