package org.stowbench.scorer.leaderboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

/** Forty households that keep a whisk each in the first of four drawers, and who answered. */
public final class SmallBoard {

  static final int QUERIES = 40;
  static final Leaderboard.Settings SETTINGS =
      new Leaderboard.Settings("Whisks", Metrics.HIT_1, false);

  private final Path folder;
  private final QueryIndex index = QueryIndex.of(TestKitchens.dataset("small:eval", queries()));
  private final Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);

  public SmallBoard(Path folder) {
    this.folder = folder;
  }

  private static List<LabeledQuery> queries() {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(
          TestKitchens.query(
              "q" + i, TestKitchens.row("row" + i, 4), "whisk", "h" + i, Answer.container(0)));
    }
    return queries;
  }

  public QueryIndex index() {
    return index;
  }

  /** A folder whose first {@code right} answers are right and the others wrong. */
  public Path submission(String name, int right, String... more) throws IOException {
    return submission(name, QUERIES, i -> i < right ? "0" : "3", more);
  }

  Path submission(String name, int answers, IntFunction<String> answer, String... more)
      throws IOException {
    Path made = Files.createDirectories(folder.resolve(EntryId.of(name)));
    StringBuilder csv = new StringBuilder("query,answer\n");
    for (int i = 0; i < answers; i++) {
      csv.append("q" + i + "," + answer.apply(i) + "\n");
    }
    Files.writeString(made.resolve("answers.csv"), csv);
    List<String> lines = new ArrayList<>();
    lines.add("name: '" + name + "'");
    lines.add("dataset: small:eval");
    lines.add("predictions: answers.csv");
    for (String field : List.of("date: 2026-11-01", "data: []")) {
      String key = field.substring(0, field.indexOf(':'));
      if (List.of(more).stream().noneMatch(line -> line.startsWith(key + ":"))) {
        lines.add(field);
      }
    }
    lines.addAll(List.of(more));
    Files.write(made.resolve(Submission.FILE), lines);
    return made;
  }

  public Leaderboard rank(History past, Path... folders) {
    return rank(SETTINGS, past, folders);
  }

  Leaderboard rank(Leaderboard.Settings settings, History past, Path... folders) {
    return Leaderboard.of(index, scored(folders), settings, past);
  }

  public List<ScoredSubmission> scored(Path... folders) {
    return List.of(folders).stream()
        .map(made -> ScoredSubmission.of(Submission.read(made), scoring))
        .toList();
  }

  /** Ranks and writes. */
  Path site(Path... folders) throws IOException {
    Path site = folder.resolve("site");
    write(rank(History.NONE, folders), site, folders);
    return site;
  }

  void write(Leaderboard leaderboard, Path site, Path... folders) throws IOException {
    LeaderboardFolder.write(
        leaderboard, List.of(folders).stream().map(Submission::read).toList(), Map.of(), site);
  }

  Verification verify(Path site) throws IOException {
    return LeaderboardVerifier.open(site).verify(index, false, false);
  }

  /** A board as version 0.1 wrote it, before rankings were complete. */
  Path ofTheFirstVersion() throws IOException {
    Path site = Files.createDirectories(folder.resolve("old"));
    try (InputStream in = SmallBoard.class.getResourceAsStream("leaderboard-format-1.json")) {
      Files.copy(in, site.resolve(LeaderboardFolder.JSON));
    }
    return site;
  }
}
