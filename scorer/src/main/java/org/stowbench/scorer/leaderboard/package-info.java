/**
 * Leaderboards that anyone can check: {@link org.stowbench.scorer.leaderboard.Submission}s, scored
 * from their predictions, ranked as a {@link org.stowbench.scorer.leaderboard.Leaderboard}, written
 * as a folder that holds those predictions again ({@link
 * org.stowbench.scorer.leaderboard.LeaderboardFolder}), from which {@link
 * org.stowbench.scorer.leaderboard.LeaderboardVerifier} scores everything anew. Its pages are the
 * report's.
 *
 * <pre>{@code
 * Submission submission = Submission.read(Path.of("submissions", "whisk-finder"));
 * ScoredSubmission scored = ScoredSubmission.of(submission, Scoring.of(index, Protocol.CONSISTENT));
 * Leaderboard.Settings settings = new Leaderboard.Settings("Whisks", "hit@1", false);
 * Leaderboard board = Leaderboard.of(index, List.of(scored), settings, History.NONE);
 * LeaderboardFolder.write(board, List.of(submission), Map.of(), Path.of("site"));
 * }</pre>
 */
package org.stowbench.scorer.leaderboard;
