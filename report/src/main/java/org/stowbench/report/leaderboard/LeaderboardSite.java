package org.stowbench.report.leaderboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.LeaderboardFolder;
import org.stowbench.scorer.leaderboard.ScoredSubmission;
import org.stowbench.scorer.leaderboard.Submission;

/**
 * A leaderboard's folder as a static site. Beside what {@link LeaderboardFolder} writes stand:
 *
 * <table>
 * <caption>Pages of a leaderboard</caption>
 * <tr><td>{@code index.html}, {@code history.html}</td><td>the ranking, and how it came to be</td></tr>
 * <tr><td>{@code entries/ID/index.html}</td><td>an entry</td></tr>
 * <tr><td>{@code entries/ID/queries.html}</td><td>how it answered each query</td></tr>
 * <tr><td>{@code entries/ID/badge.svg}, {@code rank.svg}</td><td>its badges</td></tr>
 * </table>
 *
 * <p>The same leaderboard gives the same bytes.
 */
public final class LeaderboardSite {

  private LeaderboardSite() {}

  /**
   * Writes the folder, whole or not at all; what it held before is gone.
   *
   * @param scored those that the entries were made from
   * @param order of the queries on an entry's page: ordinals, as the dataset has them
   * @throws InvalidInputException if something is there that is no leaderboard
   */
  public static void write(
      Leaderboard leaderboard, List<ScoredSubmission> scored, IntStream order, Path folder)
      throws IOException {
    List<Submission> submissions = scored.stream().map(ScoredSubmission::submission).toList();
    LeaderboardFolder.write(
        leaderboard, submissions, pages(leaderboard, scored, order.toArray()), folder);
  }

  private static Map<String, String> pages(
      Leaderboard leaderboard, List<ScoredSubmission> scored, int[] order) {
    Map<String, ScoredRun> runs = new HashMap<>();
    scored.forEach(one -> runs.put(one.submission().declaration().name(), one.run()));
    Pages pages = new Pages(leaderboard);
    Map<String, String> texts = new TreeMap<>();
    texts.put("index.html", pages.index());
    texts.put("history.html", pages.history());
    for (Entry entry : leaderboard.entries()) {
      String place = LeaderboardFolder.entryFolder(entry.id());
      texts.put(place + "index.html", pages.entry(entry));
      texts.put(
          place + "queries.html",
          pages.queries(entry, runs.get(entry.declaration().name()), order));
      texts.put(place + "badge.svg", pages.badge(entry));
      texts.put(place + "rank.svg", pages.rankBadge(entry));
    }
    return texts;
  }
}
