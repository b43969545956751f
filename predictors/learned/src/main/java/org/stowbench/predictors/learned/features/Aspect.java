package org.stowbench.predictors.learned.features;

/**
 * Features that belong together.
 *
 * @param words what they look at, as in "its place and size in the photo"
 * @param from the first column of a {@link SceneRows#row}, 0 or more
 * @param to the column after the last, above {@code from}
 */
public record Aspect(String words, int from, int to) {}
