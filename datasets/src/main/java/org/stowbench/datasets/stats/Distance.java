package org.stowbench.datasets.stats;

/**
 * How far two datasets are apart in one measure.
 *
 * @param measure its name
 * @param first the first dataset's mean, or the share of the category that the measure is named for
 * @param second the second dataset's
 * @param distance Wasserstein-1 over the pooled deviation for numeric measures, total variation for
 *     categorical ones; 0 is the same, NaN where one dataset does not have the measure
 * @param numeric whether the measure is numeric
 */
public record Distance(
    String measure, double first, double second, double distance, boolean numeric) {}
