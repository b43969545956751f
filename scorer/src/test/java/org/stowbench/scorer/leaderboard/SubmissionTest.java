package org.stowbench.scorer.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.run.RunFolder;

/** What can be handed in. */
class SubmissionTest {

  @TempDir private Path folder;
  private SmallBoard board;

  @BeforeEach
  void begin() {
    board = new SmallBoard(folder);
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

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//x"})
  void onlyWebLinksAreTaken(String link) throws IOException {
    Path made = board.submission("Good", 30, "code: '" + link + "'");

    assertThatThrownBy(() -> Submission.read(made))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("code: must be an http or https address");
  }

  @Test
  void itSaysItsKindInOneOfSomeWordsWhichAPersonsAnswersCannotDeny() throws IOException {
    Path model = board.submission("Model", 30, "kind: language_model");
    Path person = board.submission("Person", 30, "person: ada");
    Path wrong = board.submission("Wrong", 30, "kind: robot");
    Path denied = board.submission("Denied", 30, "person: ada", "kind: baseline");

    assertThat(Submission.read(model).declaration().kind()).contains(PredictorKind.LANGUAGE_MODEL);
    assertThat(Submission.read(person).declaration().kind()).contains(PredictorKind.PERSON);
    assertThatThrownBy(() -> Submission.read(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("kind")
        .hasMessageContaining("person, language_model, learned, baseline, planner");
    assertThatThrownBy(() -> Submission.read(denied))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("person, since it names one");
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
}
