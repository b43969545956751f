/**
 * Which of two predictors is better, and whether that could be chance. A {@link
 * org.stowbench.scorer.comparison.Comparer} holds runs against each other on the queries that both
 * have, by household; a {@link org.stowbench.scorer.comparison.ComparisonFamily} holds what came
 * out, corrected for how many comparisons were made; {@link
 * org.stowbench.scorer.comparison.PaperComparison} does it as the challenge's paper did.
 *
 * <pre>{@code
 * ComparisonFamily family = Comparer.of(Metrics.HIT_1).allPairs(runs);
 * for (Comparison comparison : family.comparisons()) {
 *   System.out.println(ComparisonWords.of(comparison));
 * }
 * }</pre>
 */
package org.stowbench.scorer.comparison;
