/**
 * VIA, the VGG Image Annotator 2: its project, and the regions that it exports as JSON or as CSV.
 */
package org.stowbench.datasets.via;
