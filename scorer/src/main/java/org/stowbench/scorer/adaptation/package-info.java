/**
 * What predictors make of knowing more of a household: an {@link
 * org.stowbench.scorer.adaptation.AdaptationCurve} holds one predictor's figures over the same
 * queries at each number of known placements, and what it gains over the fewest, pair by pair.
 *
 * <pre>{@code
 * for (AdaptationCurve curve : AdaptationCurve.of(runs)) {
 *   curve.points().forEach(point -> System.out.println(point.figures().get(Metrics.HIT_1)));
 * }
 * }</pre>
 */
package org.stowbench.scorer.adaptation;
