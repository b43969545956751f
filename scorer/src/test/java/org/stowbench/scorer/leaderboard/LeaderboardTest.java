package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.metrics.Metrics;

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
  void theHistoryIsReadBackAndOnlyOverTheSameData() throws IOException {
    Path site = board.site(board.submission("Good", 30));
    Path file = site.resolve(LeaderboardFolder.JSON);

    assertThat(LeaderboardJson.readHistory(file, board.index().info(), Metrics.HIT_1).states())
        .hasSize(1);
    assertThatThrownBy(() -> LeaderboardJson.readHistory(file, board.index().info(), Metrics.MRR))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("metric: expected mrr, found the text \"hit@1\"");
  }

  /** Whoever adds, drops or renames a field raises the format's version, and keeps the old ones. */
  @Test
  void theFieldsOfFormat2AreThese() throws IOException {
    Path site = board.site(board.submission("Good", 30));
    JsonNode json = new ObjectMapper().readTree(site.resolve(LeaderboardFolder.JSON).toFile());
    Set<String> fields = new TreeSet<>();
    collect(json, "", fields);

    assertThat(json.get("format").asInt()).isEqualTo(2);
    assertThat(fields)
        .containsExactly(
            """
            cross_validated_entries dataset dataset.checksum dataset.id dataset.queries
            dataset.simulated entries entries.ahead entries.answered entries.by_item
            entries.by_item.whisk entries.by_item.whisk.metrics
            entries.by_item.whisk.metrics.* entries.by_item.whisk.metrics.*.high
            entries.by_item.whisk.metrics.*.interval
            entries.by_item.whisk.metrics.*.low entries.by_item.whisk.metrics.*.value
            entries.by_item.whisk.queries entries.cross_validated entries.data
            entries.date entries.id entries.metrics entries.metrics.*
            entries.metrics.*.high entries.metrics.*.interval entries.metrics.*.low
            entries.metrics.*.value entries.name entries.predictions
            entries.predictions.checksum entries.predictions.file
            entries.protocol_version entries.queries entries.rank entries.worst_rank
            format history history.date history.protocol_version history.standings
            history.standings.id history.standings.name history.standings.rank
            history.standings.value history.standings.worst_rank metric protocol
            protocol_version title
            """
                .strip()
                .split("\\s+"));
  }

  /** Names of metrics are the catalogue's, not the format's. */
  private static void collect(JsonNode json, String path, Set<String> fields) {
    if (json.isArray()) {
      json.elements().forEachRemaining(each -> collect(each, path, fields));
    }
    json.properties()
        .forEach(
            field -> {
              String name = path.endsWith("metrics.") ? "*" : field.getKey();
              fields.add(path + name);
              collect(field.getValue(), path + name + ".", fields);
            });
  }

  /** As version 0.1 wrote it, before rankings were complete. */
  private Path boardOfTheFirstVersion() throws IOException {
    Path site = Files.createDirectories(folder.resolve("old"));
    try (InputStream in = LeaderboardTest.class.getResourceAsStream("leaderboard-format-1.json")) {
      Files.copy(in, site.resolve(LeaderboardFolder.JSON));
    }
    return site;
  }

  @Test
  void aBoardThatIsScoredAnewByOtherRulesKeepsItsOldState() throws IOException {
    Path old = boardOfTheFirstVersion();
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

  @Test
  void aScorecardStandsForNoRunWhateverItsVersion() throws IOException {
    Path scorecard = Files.writeString(folder.resolve("scorecard.json"), "{}");

    assertThatThrownBy(() -> Submission.read(scorecard))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "scorecard.json: a file: expected the folder of a submission or run, whose predictions"
                + " are scored anew");
    assertThatThrownBy(() -> RunFolder.open(scorecard))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("scorecard.json: a file: expected the folder of a run");
  }

  @Test
  void aBoardThatOtherRulesScoredIsNotVerified() throws IOException {
    Path old = boardOfTheFirstVersion();

    assertThatThrownBy(() -> board.verify(old))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leaderboard.json")
        .hasMessageContaining(
            "scored by version 1 of the protocol, this is version 2: make it anew from its entries"
                + " with stowbench leaderboard");
  }

  @Test
  void theFolderIsTheSameEveryTimeAndFitsItsSchema() throws IOException {
    Path good = board.submission("Good", 30, "code: https://example.org/good", "cost_usd: 0.5");
    Path poor = board.submission("Poor", 4, "unanswered: 3", "contact: me");
    Path site = board.site(good, poor);
    List<String> first = contents(site);

    board.write(board.rank(History.NONE, poor, good), site, poor, good);

    assertThat(contents(site)).isEqualTo(first);
    JsonNode json = new ObjectMapper().readTree(site.resolve("leaderboard.json").toFile());
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(site.resolve("leaderboard.schema.json")));
    assertThat(schema.validate(json)).isEmpty();
    assertThat(json.get("protocol_version").asInt()).isEqualTo(2);
    assertThat(json.get("entries").get(0).get("protocol_version").asInt()).isEqualTo(2);
    assertThat(json.get("history").get(0).get("protocol_version").asInt()).isEqualTo(2);
  }

  private static List<String> contents(Path site) throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> site.relativize(file) + "\n" + read(file))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//x"})
  void onlyWebLinksAreTaken(String link) throws IOException {
    Path made = board.submission("Good", 30, "code: '" + link + "'");

    assertThatThrownBy(() -> Submission.read(made))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("code: must be an http or https address");
  }

  @Test
  void aFolderWithSomethingElseIsNotReplaced() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "years of work");
    Path good = board.submission("Good", 30);

    assertThatThrownBy(() -> board.write(board.rank(History.NONE, good), other, good))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds something else");
    assertThat(other.resolve("thesis.txt")).exists();
  }

  @Test
  void whatIsIncompleteIsRefusedUnlessItSaysSo() throws IOException {
    Path silent = board.submission("Silent", 37, i -> "0");
    Path honest = board.submission("Honest", 37, i -> "0", "unanswered: 3");

    assertThatThrownBy(() -> board.rank(History.NONE, silent))
        .hasMessageContaining("incomplete: 3 of 40 queries have no prediction");
    assertThat(board.rank(History.NONE, honest).entries().get(0).scorecard().answered())
        .isEqualTo(37);
  }

  @ParameterizedTest
  @CsvSource({"small:eval,small:eval", "small,small", "h7,household h7"})
  void whoLearnedFromTheEvaluationHouseholdsIsRefused(String data, String named)
      throws IOException {
    Path made = board.submission("Cheat", 40, "data: ['" + data + "']");

    assertThatThrownBy(() -> board.rank(History.NONE, made))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("used the evaluation households: its data names " + named);
  }

  private Path withModel(String name, String dataset, String checksum, String more)
      throws IOException {
    Path made = board.submission(name, 40, "model: model.zip");
    try (OutputStream out = Files.newOutputStream(made.resolve("model.zip"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("provenance.json"));
      zip.write(
          "{\"dataset\":{\"id\":\"%s\",\"checksum\":\"%s\",\"queries\":40,\"simulated\":false}%s}"
              .formatted(dataset, checksum, more)
              .getBytes(StandardCharsets.UTF_8));
    }
    return made;
  }

  private static String households(String... ids) {
    return ",\"households\":[%s]"
        .formatted(
            Stream.of(ids)
                .map(id -> Sha256.digits(id.getBytes(StandardCharsets.UTF_8)).substring(0, 16))
                .collect(Collectors.joining("\",\"", "\"", "\"")));
  }

  @Test
  void aModelOfBeforeHouseholdsWereKeptIsJudgedByItsSplit() throws IOException {
    Path made = withModel("Cheat", "renamed:eval", "sha256:test", "");

    assertThatThrownBy(() -> board.rank(History.NONE, made))
        .hasMessageContaining("has seen these households: it has learned from renamed:eval");
  }

  @Test
  void aModelIsJudgedByTheHouseholdsInIt() throws IOException {
    Path seen = withModel("Seen", "small:train", "sha256:older", households("h7", "else"));
    Path others = withModel("Others", "small:eval", "sha256:older", households("else"));

    assertThatThrownBy(() -> board.rank(History.NONE, seen))
        .hasMessageContaining(
            "has seen these households, 1 of 40: it has learned from small:train (2 households)");
    Leaderboard taken =
        board.rank(
            new Leaderboard.Settings("Small", Metrics.HIT_1, false, true), History.NONE, seen);
    assertThat(taken.entries().get(0).mark()).contains("has seen these households, 1 of 40");
    assertThat(board.rank(History.NONE, others).entries().get(0).mark()).isEmpty();
    JsonNode entry = new ObjectMapper().valueToTree(LeaderboardJson.write(taken)).at("/entries/0");
    assertThat(entry.path("seen_households").asInt()).isEqualTo(1);
    assertThat(entry.path("learned_from").toString())
        .isEqualTo(
            "{\"declared\":false,\"sources\":[{\"dataset\":\"small:train\","
                + "\"checksum\":\"sha256:older\",\"households\":2}]}");
  }

  @Test
  void crossValidationIsTakenOnlyWhereItIsAllowed() throws IOException {
    Path made = board.submission("Folds", 30, "data: ['small:eval']", "cross_validated: true");

    assertThatThrownBy(() -> board.rank(History.NONE, made))
        .hasMessageContaining("does not take such entries");
    assertThat(
            board
                .rank(new Leaderboard.Settings("Dev", Metrics.HIT_1, true), History.NONE, made)
                .entries())
        .hasSize(1);
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "query,answer\nq0,0\n");
    Path made = board.submission("Link", 30);
    Files.delete(made.resolve("answers.csv"));
    Files.createSymbolicLink(made.resolve("answers.csv"), secret);

    assertThatThrownBy(() -> Submission.read(made))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a plain file");
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
  void whatWasWrittenVerifies() throws IOException {
    Path site = board.site(board.submission("Good", 30), board.submission("Poor", 4));

    assertThat(board.verify(site).checks()).allMatch(Verification.Check::holds);
  }

  @Test
  void aFigureThatDoesNotMatchIsRefused() throws IOException {
    Path site = board.site(board.submission("Good", 30), board.submission("Poor", 4));
    Path file = site.resolve(LeaderboardFolder.JSON);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"hit@1\" : \\{\n *\"value\" : 0.75", "\"hit@1\" : {\"value\" : 0.95"));

    assertThat(board.verify(site).checks().get(0).problems())
        .containsExactly("metrics.hit@1.value: published 0.95, rescored 0.75");
  }

  @Test
  void predictionsThatWereChangedAreRefused() throws IOException {
    Path site = board.site(board.submission("Good", 30));
    Path answers = site.resolve("entries/good/answers.csv");
    Files.writeString(answers, Files.readString(answers).replace("q39,3", "q39,0"));

    assertThat(board.verify(site).checks().get(0).problems())
        .anyMatch(problem -> problem.startsWith("predictions.checksum: published \"sha256:"))
        .anyMatch(
            problem -> problem.startsWith("metrics.hit@1.value: published 0.75, rescored 0.775"));
  }

  @Test
  void anEntryThatIsGoneOrNotListedIsRefused() throws IOException {
    Path site = board.site(board.submission("Good", 30), board.submission("Poor", 4));
    Files.move(site.resolve("entries/poor"), site.resolve("entries/other"));

    Verification verification = board.verify(site);

    assertThat(verification.holds()).isFalse();
    assertThat(verification.checks().get(1).problems().get(0))
        .contains("neither a submission nor a run");
    assertThat(verification.checks().get(2).problems()).contains("entries/other is not listed");
  }
}
