package org.stowbench.report.leaderboard;

import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;

/** A leaderboard's pages and badges. */
final class Pages {

  private final Leaderboard board;
  private final Layout layout;

  Pages(Leaderboard board) {
    this.board = board;
    this.layout = Layout.of(board);
  }

  String index() {
    return new IndexPage(board, layout).html();
  }

  String entry(Entry entry) {
    return new EntryPage(board, layout).html(entry);
  }

  String queries(Entry entry, ScoredRun run, int[] order) {
    return new QueriesPage(board, layout).html(entry, run, order);
  }

  String history() {
    return new HistoryPage(board, layout).html();
  }

  String badge(Entry entry) {
    return layout.render("badge", Badge.ofValue(board, entry));
  }

  String rankBadge(Entry entry) {
    return layout.render("badge", Badge.ofRank(board, entry));
  }
}
