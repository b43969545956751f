package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.scorer.metrics.Metrics;

/** How entries are ranked, and what is remembered. */
class LeaderboardTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
  }

  @Test
  void entriesThatCannotBeToldApartShareARangeOfRanks() throws IOException {
    Leaderboard ranked =
        board.rank(
            History.NONE,
            board.submission("Poor", 4),
            board.submission("Good", 30),
            board.submission("Nearly as good", 28));

    assertThat(ranked.entries())
        .extracting(Entry::id)
        .containsExactly("good", "nearly-as-good", "poor");
    // 2 queries of 40 on which only one is right: of the 4 swaps, 2 are as extreme.
    assertThat(ranked.entries())
        .extracting(entry -> entry.ranks().text())
        .containsExactly("1-2", "1-2", "3");
    assertThat(ranked.entries().get(2).ahead()).containsExactlyInAnyOrder("good", "nearly-as-good");
    assertThat(ranked.entries().get(0).isTiedWith(ranked.entries().get(1))).isTrue();
  }

  @Test
  void aPairedDifferenceTellsApartWhatOverlappingIntervalsDoNot() throws IOException {
    // 26 of 40 and 18 of 40 have intervals that overlap; the second is right only where the first
    // is.
    Leaderboard ranked =
        board.rank(History.NONE, board.submission("A", 26), board.submission("B", 18));

    Entry first = ranked.entries().get(0);
    Entry second = ranked.entries().get(1);
    assertThat(first.figure(Metrics.HIT_1).low().getAsDouble())
        .isLessThan(second.figure(Metrics.HIT_1).high().getAsDouble());
    assertThat(second.rank()).isEqualTo(2);
  }

  @Test
  void whereLowerIsBetterTheLowestLeads() throws IOException {
    Leaderboard ranked =
        board.rank(
            new Leaderboard.Settings("Openings", Metrics.OPENINGS, false),
            History.NONE,
            board.submission("Many openings", 2),
            board.submission("Few openings", 38));

    assertThat(ranked.entries())
        .extracting(Entry::id)
        .containsExactly("few-openings", "many-openings");
    assertThat(ranked.entries()).extracting(Entry::rank).containsExactly(1, 2);
  }

  @Test
  void namesThatWouldShareAFolderAreRefused() throws IOException {
    Path one = board.submission("Whisk finder", 30);
    Path other = Files.move(one, folder.resolve("moved"));
    Path two = board.submission("Whisk-Finder", 31);

    assertThatThrownBy(() -> board.rank(History.NONE, other, two))
        .hasMessageContaining("names must differ");
  }

  @Test
  void theHistoryGoesByTheEntriesDates() throws IOException {
    Path good = board.submission("Good", 30);
    Path better = board.submission("Better", 39, "date: 2026-11-20");

    History first = board.rank(History.NONE, good).history();
    History again = board.rank(first, good).history();
    History second = board.rank(again, good, better).history();

    assertThat(again).isEqualTo(first);
    assertThat(second.states())
        .extracting(s -> s.date().toString())
        .containsExactly("2026-11-01", "2026-11-20");
    assertThat(second.cameOn("better")).hasToString("Optional[2026-11-20]");
    assertThat(second.states().get(1).of("good").orElseThrow().rank()).isEqualTo(2);
  }

  @Test
  void aBoardThatIsScoredAnewByOtherRulesKeepsItsOldState() throws IOException {
    Path old = board.ofTheFirstVersion();
    History past =
        LeaderboardJson.readHistory(
            old.resolve(LeaderboardFolder.JSON), board.index().info(), Metrics.HIT_1);
    Path good = board.submission("Good", 30);

    Path site = folder.resolve("site");
    board.write(board.rank(past, good), site, good);
    History now =
        LeaderboardJson.readHistory(
            site.resolve(LeaderboardFolder.JSON), board.index().info(), Metrics.HIT_1);

    // No query's first answer changed, nor did the date: only the rules did.
    assertThat(now.states()).extracting(History.State::protocolVersion).containsExactly(1, 2);
    assertThat(now.states())
        .extracting(state -> state.date().toString())
        .containsExactly("2026-11-01", "2026-11-01");
    assertThat(now.states().get(0)).isEqualTo(past.states().get(0));
    assertThat(board.rank(now, good).history()).isEqualTo(now);
  }
}
