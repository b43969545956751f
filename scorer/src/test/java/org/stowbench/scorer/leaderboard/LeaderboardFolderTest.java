package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.testing.JsonFields;

/** What is written, and read again. */
class LeaderboardFolderTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
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

  /** Whoever adds, drops or renames a field raises the format's version, and keeps the old ones. */
  @Test
  void theFieldsOfFormat2AreThese() throws IOException {
    Path site = board.site(board.submission("Good", 30));
    JsonNode json = new ObjectMapper().readTree(site.resolve(LeaderboardFolder.JSON).toFile());
    // Names of metrics are the catalogue's, not the format's.
    Set<String> fields =
        new TreeSet<>(JsonFields.of(json, path -> false, path -> path.endsWith("metrics")));

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
}
