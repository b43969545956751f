/**
 * From predictions to scorecards. {@link org.stowbench.scorer.protocols.Protocol} says how an
 * answer is scored and what that can and cannot show, {@link org.stowbench.scorer.Scoring} does it,
 * and a {@link org.stowbench.scorer.ScoredRun} holds what came out: the {@link
 * org.stowbench.scorer.Scorecard} and a row for every query.
 *
 * <pre>{@code
 * QueryIndex index = QueryIndex.of(dataset);
 * Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);
 * ScoredFile scored = scoring.score(ResponseFile.of(Path.of("predictions.jsonl")));
 * Figure hit = scored.runs().get(0).scorecard().figure(Metrics.HIT_1);
 * }</pre>
 */
package org.stowbench.scorer;
