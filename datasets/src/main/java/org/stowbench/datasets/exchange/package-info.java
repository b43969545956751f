/**
 * Datasets from and for other tools: plain tables for spreadsheets, COCO annotations for labelling
 * tools.
 */
package org.stowbench.datasets.exchange;
