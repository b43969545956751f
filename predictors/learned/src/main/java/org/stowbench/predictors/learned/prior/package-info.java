/** The {@code prior}: in what kind of place an item was found, counted and smoothed. */
package org.stowbench.predictors.learned.prior;
