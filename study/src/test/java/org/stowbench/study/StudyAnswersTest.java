package org.stowbench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

/** What is kept of answers, and read back. */
class StudyAnswersTest {

  private static final List<LabeledQuery> QUERIES =
      IntStream.range(0, 4)
          .mapToObj(
              i ->
                  TestKitchens.query(
                      "q" + i, TestKitchens.row("row" + i, 3), "cup", "h" + i, Answer.container(0)))
          .toList();

  private static final Dataset DATASET = TestKitchens.dataset("test:eval", QUERIES);

  @TempDir private Path folder;

  private static StudyDesign design(long seed) {
    return new StudyDesign(
        "test:eval", "sha256:test", 4, 4, Optional.empty(), false, 0, "", 1, seed);
  }

  private Study open(String... invited) throws IOException {
    return Study.open(folder, design(1), QUERIES, List.of(), Set.of(invited));
  }

  private static int step(Study study, String code) {
    return ((Study.Turn.Question) study.turn(code).orElseThrow()).step();
  }

  private static Study.Taken answer(Study study, String code, int container) throws IOException {
    Study.Turn.Question question = (Study.Turn.Question) study.turn(code).orElseThrow();
    return study.answer(
        code,
        question.step(),
        Prediction.of(
            study.query(false, question.number()).query(),
            Ranking.of(Answer.container(container))));
  }

  @Test
  void whatWasAnsweredIsThereWhenTheStudyGoesOn() throws IOException {
    try (Study study = open()) {
      study.consent("p1", "en", "sha256:1");
      answer(study, "p1", 2);
      answer(study, "p1", 1);
    }
    try (Study study = open()) {
      assertThat(step(study, "p1")).isEqualTo(2);
      assertThat(study.turn("p2").orElseThrow()).isEqualTo(new Study.Turn.Consent());
    }
    assertThat(folder.resolve("predictions/p1.jsonl")).exists();
  }

  @Test
  void aTornLastLineWasNeverConfirmedAndIsCutOff() throws IOException {
    try (Study study = open()) {
      study.consent("p1", "en", "sha256:1");
      answer(study, "p1", 2);
    }
    Path answers = folder.resolve(Study.ANSWERS);
    String whole = Files.readString(answers);
    Files.writeString(
        answers, "{\"participant\":\"p1\",\"step\":1,\"pre", StandardOpenOption.APPEND);
    assertThat(StudyStatus.read(folder, design -> DATASET).participants()).hasSize(1);
    Files.delete(folder.resolve("predictions/p1.jsonl"));
    try (Study study = open()) {
      assertThat(Files.readString(answers)).isEqualTo(whole);
      assertThat(folder.resolve("predictions/p1.jsonl")).exists();
      answer(study, "p1", 0);
      assertThat(step(study, "p1")).isEqualTo(2);
    }
  }

  @Test
  void theFirstAnswerToAStepStays() throws IOException {
    try (Study study = open()) {
      study.consent("p1", "en", "sha256:1");
      answer(study, "p1", 2);
      String before = Files.readString(folder.resolve(Study.ANSWERS));
      Prediction late = Prediction.failed("q0", "too late");

      assertThat(study.answer("p1", 0, late)).isEqualTo(Study.Taken.ALREADY);
      assertThat(folder.resolve(Study.ANSWERS)).hasContent(before);
      assertThatThrownBy(() -> study.answer("p1", 3, late)).hasMessageContaining("must be 1");
      assertThatThrownBy(() -> study.answer("p9", 0, late)).hasMessageContaining("has not agreed");
    }
  }

  @Test
  void otherQuestionsInTheSameFolderAreRefusedAndSoIsASecondProcess() throws IOException {
    try (Study study = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("another study is going on");
    }
    assertThatThrownBy(() -> Study.open(folder, design(2), QUERIES, List.of(), Set.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("seed was 1, and is now 2");
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "");
    assertThatThrownBy(() -> Study.open(mine, design(1), QUERIES, List.of(), Set.of()))
        .hasMessageContaining("holds thesis.txt");
  }

  @Test
  void onlyWhoIsInvitedIsLetIn() throws IOException {
    try (Study study = open("p1", "p2")) {
      assertThat(study.turn("p1")).isPresent();
      assertThat(study.turn("p3")).isEmpty();
    }
  }

  @Test
  void whoIsAskedSomeOfTheQueriesIsAskedTheirOwnAndTheStatusIsOverThose() throws IOException {
    List<LabeledQuery> many =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    TestKitchens.query(
                        "q" + i,
                        TestKitchens.row("row" + i, 3),
                        "cup",
                        "h" + i,
                        Answer.container(0)))
            .toList();
    StudyDesign five =
        new StudyDesign("test:eval", "sha256:test", 20, 5, Optional.empty(), false, 0, "", 0, 1);
    List<String> files = new ArrayList<>();
    try (Study study = Study.open(folder, five, many, List.of(), Set.of())) {
      for (String code : List.of("p1", "p2")) {
        study.consent(code, "en", "sha256:1");
        for (int i = 0; i < 5; i++) {
          answer(study, code, i == 0 ? 0 : 1);
        }
        assertThat(study.turn(code).orElseThrow()).isEqualTo(new Study.Turn.Done(5));
        files.add(Files.readString(folder.resolve("predictions/" + code + ".jsonl")));
      }
    }
    assertThat(files)
        .allSatisfy(file -> assertThat(file.lines()).hasSize(5))
        .doesNotHaveDuplicates();
    Dataset split = TestKitchens.dataset("test:eval", many);
    StudyStatus status = StudyStatus.read(folder, design -> split);
    assertThat(status.participants()).allMatch(progress -> progress.answered() == 5);
    assertThat(status.right().value()).hasValue(0.2);
    assertThatThrownBy(() -> ParticipantRun.read(folder, design -> split))
        .hasMessageContaining("was asked 5 of 20 queries");
  }

  @Test
  void agreementIsOverFirstChoicesAndReliabilityOverWhatIsAskedAgain() throws IOException {
    try (Study study = open()) {
      for (String code : List.of("p1", "p2")) {
        study.consent(code, "en", "sha256:1");
        for (int i = 0; i < 5; i++) {
          answer(study, code, code.equals("p1") ? 1 : i == 4 ? 0 : 1);
        }
        assertThat(study.turn(code).orElseThrow()).isEqualTo(new Study.Turn.Done(5));
      }
    }
    StudyStatus status = StudyStatus.read(folder, design -> DATASET);

    assertThat(status.participants().get(0).same()).isEqualTo(1);
    assertThat(status.participants().get(0).answered()).isEqualTo(4);
    assertThat(status.agreement().queries()).isEqualTo(4);
    assertThat(status.agreement().samePlace().low()).isPresent();
    assertThat(status.consistency().value()).isPresent();
    assertThat(status.json().path("agreement").path("pairs").asInt()).isEqualTo(4);
  }

  @Test
  void aLineThatDoesNotFitIsRefusedByNumber() throws IOException {
    try (Study study = open()) {
      study.consent("p1", "en", "sha256:1");
    }
    Files.writeString(
        folder.resolve(Study.ANSWERS),
        "{\"participant\":\"p1\",\"step\":7,\"prediction\":{\"query\":\"q0\",\"error\":\"x\"}}\n",
        StandardOpenOption.APPEND);
    assertThatThrownBy(this::open).hasMessageContaining("line 3").hasMessageContaining("step 7");
    assertThatThrownBy(() -> StudyStatus.read(folder, design -> DATASET))
        .hasMessageContaining("step 7");
  }
}
