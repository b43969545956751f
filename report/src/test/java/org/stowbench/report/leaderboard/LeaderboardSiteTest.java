package org.stowbench.report.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.History;
import org.stowbench.scorer.leaderboard.Leaderboard;
import org.stowbench.scorer.leaderboard.SmallBoard;

class LeaderboardSiteTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
  }

  private Map<String, String> site(Path... submissions) throws IOException {
    Path site = folder.resolve("site");
    LeaderboardSite.write(
        board.rank(History.NONE, submissions),
        board.scored(submissions),
        board.index().inDatasetOrder(),
        site);
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(site.relativize(file).toString(), Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void eachEntrySaysItsKindAndItsQueriesStandAsTheDatasetHasThem() throws IOException {
    Map<String, String> site =
        site(
            board.submission("Model", 30, "kind: language_model"),
            board.submission("Other", 20),
            board.submission("Trained", 4, "data: [homes]"));

    assertThat(site.get("index.html"))
        .contains("data-value=\"language model\"", "data-value=\"learned\"", "unknown");
    assertThat(site.get("entries/model/index.html"))
        .contains("<dt>Kind</dt><dd>language model</dd>");
    assertThat(site.get("entries/other/index.html")).contains("<dt>Kind</dt><dd>unknown</dd>");
    assertThat(site.get("leaderboard.json")).contains("\"kind\" : \"language_model\"");
    assertThat(site.get("entries/model/queries.html"))
        .containsSubsequence("<bdi>q1</bdi>", "<bdi>q2</bdi>", "<bdi>q10</bdi>", "<bdi>q39</bdi>");
  }

  @Test
  void theQueriesOfAnEntrySayWhatKindOfMissEachIs() throws IOException {
    Map<String, String> site = site(board.submission("Good", 30), board.submission("Best", 40));

    assertThat(site.get("entries/good/queries.html"))
        .contains("<h2>Kinds of misses</h2>", "elsewhere</dt><dd>10</dd>")
        .contains("data-label=\"Kind of miss\" data-value=\"elsewhere\">elsewhere</td>");
    assertThat(site.get("entries/best/queries.html"))
        .doesNotContain("Kinds of misses", "elsewhere");
  }

  @Test
  void pagesAndBadgesLieBesideWhatWasHandedIn() throws IOException {
    Map<String, String> site = site(board.submission("Good", 30), board.submission("Poor", 4));

    assertThat(site)
        .containsOnlyKeys(
            "index.html",
            "history.html",
            "leaderboard.json",
            "leaderboard.schema.json",
            "entries/good/index.html",
            "entries/good/queries.html",
            "entries/good/badge.svg",
            "entries/good/rank.svg",
            "entries/good/answers.csv",
            "entries/good/submission.yaml",
            "entries/poor/index.html",
            "entries/poor/queries.html",
            "entries/poor/badge.svg",
            "entries/poor/rank.svg",
            "entries/poor/answers.csv",
            "entries/poor/submission.yaml");
    assertThat(site.get("index.html"))
        .contains("<dt>Entries</dt><dd>2</dd>", "<bdi>Good</bdi>", ">0.750 <");
    assertThat(site.get("entries/poor/badge.svg")).contains("hit@1: 0.100");
    assertThat(site.get("entries/poor/rank.svg")).contains("small:eval rank: 2 of 2");
  }

  @Test
  void thePagesAreTheSameEveryTime() throws IOException {
    Path good = board.submission("Good", 30, "code: https://example.org/good", "cost_usd: 0.5");
    Path poor = board.submission("Poor", 4, "unanswered: 3", "contact: me");

    assertThat(site(good, poor)).isEqualTo(site(poor, good));
  }

  @Test
  void theHistorySaysWhoCameWhoRoseAndWhoIsGone() throws IOException {
    Path poor = board.submission("Poor", 4);
    Path good = board.submission("Good", 30);
    Path best = board.submission("Best", 40, "date: 2026-11-20");
    History first = board.rank(History.NONE, poor, good).history();

    Pages pages = new Pages(board.rank(first, good, best));

    String[] states = pages.history().split("<h2 ");
    assertThat(states).hasSize(3);
    assertThat(states[1]).contains("2026-11-20", "Gone: Poor", "<td>new</td>", "<td>was 1</td>");
    assertThat(states[2])
        .contains("2026-11-01")
        .doesNotContain("Gone")
        .containsOnlyOnce("<bdi>Good");
    // Who is gone has no page to lead to.
    assertThat(states[2])
        .contains("<a href=\"entries/good/index.html\">")
        .doesNotContain("entries/poor");
  }

  @Test
  void aStateThatOtherRulesScoredIsMarkedAsSuch() throws IOException {
    Path good = board.submission("Good", 30);
    History now = board.rank(History.NONE, good).history();
    History.State state = now.states().get(0);
    History past = new History(List.of(new History.State(state.date(), 1, state.standings())));

    String[] states = new Pages(board.rank(past, good)).history().split("<h2 ");

    assertThat(states).hasSize(3);
    assertThat(states[1])
        .contains("2026-11-01, rules of version 2")
        .contains("Scored anew by version 2 of the rules; before, by version 1");
    assertThat(states[2]).contains("2026-11-01, rules of version 1");
  }

  @Test
  void anEntrySaysWhomItCannotBeToldApartFrom() throws IOException {
    Leaderboard ranked =
        board.rank(History.NONE, board.submission("Good", 30), board.submission("As good", 29));
    Pages pages = new Pages(ranked);

    Entry first = ranked.entries().get(0);
    assertThat(pages.entry(first))
        .contains("Rank 1-2 of 2", "Cannot be told apart from", "As good");
  }

  @Test
  void hostileTextsStayTexts() throws IOException {
    String hostile = "<script>alert(1)</script>\" onload=\"x";
    Path made =
        board.submission(hostile, 30, "contact: '<img src=x>'", "description: '</style><b>'");

    Map<String, String> site = site(made);

    assertThat(site.values()).filteredOn(page -> page.startsWith("<!doctype")).hasSize(4);
    assertThat(site.values()).filteredOn(page -> page.startsWith("<svg")).hasSize(2);
    for (String page : site.values()) {
      if (page.startsWith("<")) {
        assertThat(page).doesNotContain("<script>alert", "<img", "<b>", "\" onload");
      }
    }
  }
}
