/**
 * Baselines that do not look: {@code popular} not at the item, {@code usual} not at the scene,
 * {@code constant} at neither. What they reach puts every other figure in its place.
 */
package org.stowbench.predictors.learned.blind;
