/**
 * How well something learns, measured on queries that it has not learned from: folds by household,
 * each item left out in turn, and less to learn from.
 *
 * <pre>{@code
 * CrossValidation validation = CrossValidation.of(dataset, provider, spec, seed);
 * ScoredRun scored = validation.folds(5, Training.Progress.SILENT);
 * Figure hit = scored.scorecard().metrics().get("hit@1");
 * }</pre>
 */
package org.stowbench.scorer.crossvalidation;
