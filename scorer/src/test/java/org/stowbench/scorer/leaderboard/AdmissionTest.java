package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.scorer.metrics.Metrics;

/** Who may stand on a leaderboard. */
class AdmissionTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
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
}
