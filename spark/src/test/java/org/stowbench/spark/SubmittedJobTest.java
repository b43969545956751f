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
    oneMachine("random");

    Path run = folder.resolve("runs/random-sim-7-dev-001");
    assertSame(json(folder.resolve("job/scorecard.json")), json(run.resolve("scorecard.json")));
    Assumptions.assumeTrue(
        Runtime.version().feature() < 24,
        "skipped: the file systems of Spark's Hadoop need a JDK before 24, so Parquet is not read back");
    assertThat(programs.predictions("job"))
        .isEqualTo(Files.readAllLines(run.resolve("predictions.jsonl")).stream().sorted().toList());
  }

  private void oneMachine(String predictor) {
    for (List<String> command :
        List.of(
            List.of(
                ("datasets simulate --households 50 --seed 7 --questions development --to sim")
                    .split(" ")),
            List.of(
                ("run --dataset sim --seed 3 --out runs --predictor " + predictor).split(" ")))) {
      Submission.Result result = programs.stowbench(command.toArray(String[]::new));
      assertThat(result.code()).as(result.output()).isZero();
    }
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
