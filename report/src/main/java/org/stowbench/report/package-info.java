/**
 * A page about runs of one split: {@link org.stowbench.report.ReportedRuns} reads run folders and
 * scores them anew, {@link org.stowbench.report.HtmlReport} writes one file that needs no network.
 *
 * <p>{@link org.stowbench.report.PageData} is all that the page knows, computed here; the scripts
 * beside this package draw it and compute nothing but what is filtered. Names, file names and
 * rationales are hostile input: they reach the page as JSON text, and the document as text nodes.
 */
package org.stowbench.report;
