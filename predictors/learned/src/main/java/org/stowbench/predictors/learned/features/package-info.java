/**
 * What a scene tells about each of its candidates, as numbers.
 *
 * <p>{@link org.stowbench.predictors.learned.features.SceneLayout} measures a scene once; each
 * {@link org.stowbench.predictors.learned.features.FeatureGroup} reads one kind of sign from it;
 * {@link org.stowbench.predictors.learned.features.SceneFeatures} puts them into rows. A value that
 * a scene does not have is NaN.
 */
package org.stowbench.predictors.learned.features;
