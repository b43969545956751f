/**
 * From a checkout of the Stored Household Item Challenge's repository to a dataset in the canonical
 * format. Read {@link org.stowbench.datasets.shic.ShicImporter} first. What cannot be joined, and
 * what has to be guessed, is never silent: {@link org.stowbench.datasets.shic.ImportReport} lists
 * it.
 */
package org.stowbench.datasets.shic;
