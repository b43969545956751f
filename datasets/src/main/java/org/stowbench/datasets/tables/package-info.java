/** Datasets from and for spreadsheets: a folder of plain tables. */
package org.stowbench.datasets.tables;
