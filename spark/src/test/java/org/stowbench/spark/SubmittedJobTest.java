package org.stowbench.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs through {@code spark-submit}, on two cores of this machine. */
class SubmittedJobTest {

  private static final String[] SIMULATED = {
    "--simulate", "50", "--simulation-seed", "7", "--questions", "development", "--part", "8"
  };

  @TempDir private Path folder;
  private Submission programs;

  @BeforeEach
  void begin() {
    programs = new Submission(folder);
  }

  private static String[] simulated(String... more) {
    return Stream.of(SIMULATED, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aJobGivesTheFiguresAndThePredictionsOfOneMachine() throws IOException {
    Submission.Result job =
        programs.submit(simulated("--predictor", "random", "--seed", "3", "--out", "job"));
    assertThat(job.code()).as(job.output()).isZero();
    stowbench("datasets simulate --households 50 --seed 7 --questions development --to sim");
    stowbench("run --dataset sim --seed 3 --out runs --predictor random");

    Path run = folder.resolve("runs/random-sim-7-dev-001");
    assertSame(json(folder.resolve("job/scorecard.json")), json(run.resolve("scorecard.json")));
    Assumptions.assumeTrue(
        Runtime.version().feature() < 24,
        "skipped: the file systems of Spark's Hadoop need a JDK before 24, so Parquet is not read back");
    assertThat(programs.predictions("job"))
        .isEqualTo(Files.readAllLines(run.resolve("predictions.jsonl")).stream().sorted().toList());
  }

  @Test
  void aSearchOfADatasetThatLiesInAFolderWithSomethingKnownGivesTheFiguresOfOneMachine()
      throws IOException {
    stowbench("datasets simulate --households 20 --seed 7 --questions household --to homes");
    stowbench("run --dataset homes --mode search --known 2 --predictor largest --out runs");

    Submission.Result job =
        programs.submit(
            ("--dataset homes --mode search --known 2 --predictor largest --part 7 --out job")
                .split(" "));

    assertThat(job.code()).as(job.output()).isZero();
    assertSame(
        json(folder.resolve("job/scorecard.json")),
        json(folder.resolve("runs/largest-sim-7-eval-search-known-2-001/scorecard.json")));
  }

  @Test
  void aKilledJobGoesOnAsksNothingTwiceAndALimitHoldsForAllOfIt() throws Exception {
    try (FakeModel model = new FakeModel(6)) {
      String[] job =
          ("--simulate 6 --questions development --part 3 --no-cache --out job --predictor "
                  + model.spec())
              .split(" ");
      Process killed = programs.start(job);
      awaitAnswers(killed, 6);
      killed.destroyForcibly().waitFor();
      model.release();

      Submission.Result limited =
          programs.submit(
              Stream.of(job, new String[] {"--max-requests", "5"})
                  .flatMap(Stream::of)
                  .toArray(String[]::new));
      assertThat(limited.code()).as(limited.output()).isEqualTo(3);
      assertThat(limited.output())
          .contains("2 parts are not done; one says: --max-requests 3 is reached");
      assertThat(model.answered()).hasSize(11);

      Submission.Result rest = programs.submit(job);
      assertThat(rest.code()).as(rest.output()).isZero();
      assertThat(model.answered()).hasSize(24).doesNotHaveDuplicates();

      Submission.Result other =
          programs.submit("--simulate", "7", "--predictor", "largest", "--out", "job");
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.output()).contains("is another job's");
    }
  }

  private void awaitAnswers(Process process, int answers) throws IOException, InterruptedException {
    long written = 0;
    while (written < answers) {
      assertThat(process.isAlive()).as("the job asks on").isTrue();
      Thread.sleep(50);
      written = 0;
      for (String part : List.of("part-000000", "part-000001")) {
        Path journal = folder.resolve("job/parts").resolve(part).resolve("journal.jsonl");
        if (Files.exists(journal)) {
          written +=
              Files.readString(journal).lines().filter(l -> l.startsWith("{\"query")).count();
        }
      }
    }
  }

  private void stowbench(String command) {
    Submission.Result result = programs.stowbench(command.split(" "));
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  /** Whole numbers and texts to the last digit, others to 1e-12. */
  private static void assertSame(JsonNode found, JsonNode expected) {
    if (expected.isFloatingPointNumber()) {
      assertThat(found.asDouble()).isCloseTo(expected.asDouble(), within(1e-12));
    } else if (expected.isContainerNode()) {
      assertThat(found.size()).as("fields of %s", found).isEqualTo(expected.size());
      expected
          .properties()
          .forEach(field -> assertSame(found.get(field.getKey()), field.getValue()));
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        assertSame(found.get(i), expected.get(i));
      }
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }
}
