package org.stowbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

class JournalTest {

  private static final RunIdentity IDENTITY =
      new RunIdentity(
          "test:split",
          "sha256:test",
          "dice",
          new java.util.TreeMap<>(),
          7,
          OptionalLong.of(9),
          RunMode.RANK,
          Optional.empty());

  private static final List<Prediction> PREDICTIONS =
      List.of(
          Prediction.of("first", Ranking.of(Answer.NOT_HERE)).withRationale("because"),
          Prediction.failed("line\nend", "error"),
          Prediction.of("Löffel 🥄 \u2028 \"}\\", Ranking.of(Answer.container(1)))
              .withRationale("\u0000 } \n {\"query\": \"first\"}\n é€🥄"));

  @TempDir Path temp;

  private Path file;

  @BeforeEach
  void writeThreePredictions() throws IOException {
    file = temp.resolve("journal.jsonl");
    try (Journal journal = Journal.open(file, IDENTITY)) {
      for (Prediction prediction : PREDICTIONS) {
        journal.append(prediction, Journal.line(prediction));
      }
    }
  }

  @Test
  void whatWasWrittenIsReadBackWhateverTheIds() throws Exception {
    try (Journal journal = Journal.open(file, IDENTITY)) {
      for (Prediction prediction : PREDICTIONS) {
        assertThat(journal.read(prediction.query())).isEqualTo(prediction);
      }
      assertThat(journal.answered()).isEqualTo(2);
      assertThat(journal.failed()).isEqualTo(1);
      assertThat(journal.answered("line\nend")).isFalse();
    }
    assertThat(TestRuns.lines(file)).hasSize(4);
  }

  @Test
  void theLastPredictionOfAQueryCounts() throws Exception {
    Prediction later = Prediction.of("line\nend", Ranking.of(Answer.container(2)));
    try (Journal journal = Journal.open(file, IDENTITY)) {
      journal.append(later, Journal.line(later));
      assertThat(journal.failed()).isZero();
    }
    try (Journal journal = Journal.open(file, IDENTITY)) {
      assertThat(journal.read("line\nend")).isEqualTo(later);
      assertThat(journal.answered()).isEqualTo(3);
      assertThat(journal.failed()).isZero();
    }
  }

  @Test
  void aLastLineTornAtAnyByteIsCutOffAndTheJournalGoesOn() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Prediction last = PREDICTIONS.get(2);
    int lastRecord = whole.length - Journal.line(last).length;

    for (int length = lastRecord; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Journal journal = Journal.open(file, IDENTITY)) {
        // The line end alone may be missing: the record is whole then.
        assertThat(journal.answered(last.query()))
            .as("after a cut at byte %d of %d", length, whole.length)
            .isEqualTo(length >= whole.length - 1);
        assertThat(journal.answered("first")).isTrue();
        if (!journal.answered(last.query())) {
          journal.append(last, Journal.line(last));
        }
        assertThat(journal.read(last.query())).isEqualTo(last);
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
  }

  @Test
  void aHeaderTornAtAnyByteIsWrittenAgain() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    int header = TestRuns.lines(file).get(0).getBytes(StandardCharsets.UTF_8).length;

    for (int length = 0; length <= header; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      Journal.open(file, IDENTITY).close();
      assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOf(whole, header + 1));
    }
  }

  @Test
  void aTailOfZerosAsAPowerFailureLeavesItIsCutOff() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 4096));

    Journal.open(file, IDENTITY).close();

    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void aFileThatIsNoJournalIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "{\"query\": \"q\"}\n");

    assertThatThrownBy(() -> Journal.open(file, IDENTITY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": line 1, field journal: missing: must be there");
    assertThat(file).hasContent("{\"query\": \"q\"}");
  }

  @Test
  void aJournalOfAnotherVersionIsRefused() throws Exception {
    Files.writeString(file, TestRuns.content(file).replaceFirst("\"journal\":3", "\"journal\":4"));

    assertThatThrownBy(() -> Journal.open(file, IDENTITY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": line 1, field journal: expected journal version 1 to 3, found 4");
  }
}
