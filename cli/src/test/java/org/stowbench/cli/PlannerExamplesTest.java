package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.testing.OfficialData;
import org.stowbench.testing.Programs;

/** The example planners follow the rule of {@code largest}, so they must give its bytes. */
class PlannerExamplesTest {

  /** One home: what one test imports, the next finds. */
  @TempDir static Path home;

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin().at(home);
    folder = stowbench.folder();
  }

  @Tag("official")
  @ParameterizedTest
  @ValueSource(strings = {"sim:eval", "shic:eval"})
  void thePythonPlannerAnswersAsLargestDoes(String dataset) throws IOException {
    assertAnswersAsLargestDoes(dataset, python());
  }

  @Tag("official")
  @ParameterizedTest
  @ValueSource(strings = {"sim:eval", "shic:eval"})
  void theCppPlannerAnswersAsLargestDoes(String dataset) throws Exception {
    assertAnswersAsLargestDoes(dataset, "'" + Programs.cppPlanner() + "'");
  }

  private static String python() {
    Programs.require("python3");
    return "python3 '" + Programs.example("python-planner/planner.py") + "'";
  }

  private void assertAnswersAsLargestDoes(String dataset, String command) throws IOException {
    if (dataset.startsWith("shic") && !new Catalogue(stowbench.home()).installed("shic")) {
      stowbench.run("datasets", "import", "shic", "--from", OfficialData.require().toString());
    }

    StowbenchProcess.Result result =
        stowbench.run(
            "run",
            "--dataset",
            dataset,
            "--predictor",
            "largest",
            "--predictor",
            "exec:" + command,
            "--predictor",
            "exec:workers=8," + command,
            "--jobs",
            "8",
            "--out",
            "r");
    assertThat(result.exitCode()).as(result.err()).isZero();

    String split = dataset.replace(':', '-');
    byte[] largest = predictions("largest-" + split + "-001");
    assertThat(predictions("exec-" + split + "-001")).isEqualTo(largest);
    assertThat(predictions("exec-" + split + "-002")).isEqualTo(largest);
  }

  private byte[] predictions(String run) throws IOException {
    return Files.readAllBytes(folder.resolve("r").resolve(run).resolve("predictions.jsonl"));
  }

  @Test
  void thePlannerThatUsesWhatIsKnownLooksWhereTheLikestKnownItemIs() throws IOException {
    Programs.require("python3");
    String planner = "exec:python3 '" + Programs.example("python-planner/known_planner.py") + "'";
    Files.writeString(
        folder.resolve("home.json"),
        """
        {"id": "home", "containers": [{"id": 0, "name": "oven"}, {"id": 1, "name": "top drawer"}]}
        """);

    StowbenchProcess.Result result =
        stowbench.run(
            "ask",
            "--scene",
            "home.json",
            "--item",
            "soup spoon",
            "--known",
            "spoon=top drawer",
            "--known",
            "pan=oven",
            "--predictor",
            planner,
            "--format",
            "csv");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("1,container 1,").contains("2,container 0,");
  }

  @Test
  void aPlannerThatKeepsTheProtocolChecksWithZero() {
    StowbenchProcess.Result result = stowbench.run("planner", "check", python());

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("26 checks: 26 ok, 0 wrong, 0 skipped");
  }

  @Test
  void aPlannerThatDoesNotChecksWithOneAndItsFaultsStandInTheTable() {
    Programs.require("python3");
    StowbenchProcess.Result result =
        stowbench.run("planner", "check", "python3 -c 'print(\"ready\")'", "--format", "csv");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("hello,", "wrong,", "said no hello, and ended with exit code 0")
        .contains("not a message", ": ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec:python3 planner.py", "http:batch=4,http://127.0.0.1:9/"})
  void aPredictorIsNoPlannerToCheck(String spec) {
    StowbenchProcess.Result result = stowbench.run("planner", "check", spec);

    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).contains("without exec: or http:", "found " + spec);
  }

  @Test
  void aKeyThatAPlannerSaysStandsNowhere() throws Exception {
    String key = "sk-4f/9+0123456789";
    SmallDataset.write(folder.resolve("small"));
    Files.writeString(
        folder.resolve("planner.sh"),
        """
        echo "refused: $MY_API_KEY, $(printf 'me:%s' "$MY_API_KEY" | base64)" >&2
        echo "noise $MY_API_KEY"
        exit 1
        """);
    String planner = "exec:log=planner.log,sh planner.sh";

    String said =
        knowing(key, "run", "--dataset", "small", "--predictor", planner, "--out", "kept")
            + knowing(key, "run", "--dataset", "small", "--predictor", "exec:sh p.sh " + key)
            + knowing(key, "run", "--" + key);

    assertThat(said).contains("[key]", "predictor exec: holds a key of this machine's environment");
    assertThat(Files.readString(folder.resolve("planner.log"))).contains("refused: [key], bW[key]");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("4f/9", "4f\\/9", "bWU6c2");
      }
    }
  }

  /** Runs a command in whose environment there is a key, and gives back what it said. */
  private String knowing(String key, String... arguments) throws Exception {
    ProcessBuilder builder =
        StowbenchProcess.java(List.of(), Main.class, List.of(arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("MY_API_KEY", key);
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    builder.start().waitFor();
    return Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
  }
}
