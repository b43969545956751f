package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;

class LeaderboardVerifierTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
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

  @Test
  void aBoardThatOtherRulesScoredIsNotVerified() throws IOException {
    Path old = board.ofTheFirstVersion();

    assertThatThrownBy(() -> board.verify(old))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leaderboard.json")
        .hasMessageContaining(
            "scored by version 1 of the protocol, this is version 2: make it anew from its entries"
                + " with stowbench leaderboard");
  }
}
