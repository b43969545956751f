package org.stowbench.predictors.learned.choice;

import org.stowbench.predictors.learned.features.SceneRows;

/**
 * A query to learn from.
 *
 * @param scene the rows of its scene
 * @param item what is asked for
 * @param household where it comes from
 * @param shares how much of the votes each row got; together 1. Not copied; do not change it
 */
public record Example(SceneRows scene, String item, String household, double[] shares) {}
