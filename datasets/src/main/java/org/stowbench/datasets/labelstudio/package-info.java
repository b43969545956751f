/**
 * Label Studio's own files, "JSON" and "JSON-MIN": tasks with what people drew, in percent of the
 * photo, and said of each region.
 */
package org.stowbench.datasets.labelstudio;
