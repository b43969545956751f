/**
 * A leaderboard as a static site: {@link org.stowbench.report.leaderboard.LeaderboardSite} writes
 * pages and badges beside the leaderboard's data, which {@link
 * org.stowbench.scorer.leaderboard.LeaderboardFolder} writes alone for whoever wants no page.
 */
package org.stowbench.report.leaderboard;
