/**
 * Charts for a paper: drawn once, on a surface that is SVG or PDF, in the widths of one and two
 * columns. One font, which comes with the PDF library, so no machine's fonts change a byte.
 */
package org.stowbench.report.paper;
