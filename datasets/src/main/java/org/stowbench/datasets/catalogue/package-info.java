/**
 * Which datasets there are: those that Stowbench knows, those that are installed on this machine,
 * and what {@code shic:eval} or {@code path/to/folder:dev} means.
 */
package org.stowbench.datasets.catalogue;
