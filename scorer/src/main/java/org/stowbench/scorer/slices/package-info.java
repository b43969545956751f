/**
 * Where a predictor is good and where it is not: its figures over parts of a split ({@link
 * org.stowbench.scorer.slices.Slices}), the queries that hardly anybody gets right ({@link
 * org.stowbench.scorer.slices.HardQuery}), and those on which two predictors part ({@link
 * org.stowbench.scorer.slices.Disagreement}).
 */
package org.stowbench.scorer.slices;
