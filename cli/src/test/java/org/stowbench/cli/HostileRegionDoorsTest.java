package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.testing.HostileRegions;

/**
 * A scribble of 2000 places, in which a hundred thousand lines cross, through every door: a scene
 * with it is refused with its place, a prediction with it has failed, and nothing more.
 */
class HostileRegionDoorsTest {

  private static final String SCRIBBLE = HostileRegions.json(HostileRegions.random(2000));
  private static final String REASON =
      "region of 2000 vertices: 1001 places or more where it crosses or touches itself";

  @TempDir private Path folder;
  private StowbenchInProcess stowbench;

  @BeforeEach
  void writeADataset() throws IOException {
    stowbench = new StowbenchInProcess(folder.resolve("home"));
    SmallDataset.write(folder.resolve("small"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private StowbenchProcess.Result run(String... arguments) {
    return stowbench.run(arguments);
  }

  private String write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  /** Puts the scribble in the place of the first drawer of the dataset's first scene. */
  private void spoilTheDataset() throws IOException {
    Path scenes = folder.resolve("small/scenes.jsonl");
    String text = Files.readString(scenes);
    int at = text.indexOf("\"region\":") + "\"region\":".length();
    Files.writeString(
        scenes, text.substring(0, at) + SCRIBBLE + text.substring(text.indexOf("]]", at) + 2));
  }

  private static void assertRefused(StowbenchProcess.Result result, int code, String place) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(code);
    assertThat(result.out() + result.err()).contains(place).contains(REASON);
  }

  /** Runs these predictors over the small dataset. */
  private StowbenchProcess.Result ask(String... predictors) {
    Stream<String> common =
        Stream.of("run", "--quiet", "--dataset", path("small"), "--out", path("runs"));
    Stream<String> named = Stream.of(predictors).flatMap(p -> Stream.of("--predictor", p));
    return run(Stream.concat(common, named).toArray(String[]::new));
  }

  @Test
  void aDatasetThatHoldsItIsRefusedWithItsPlace() throws IOException {
    spoilTheDataset();
    String place = "field containers[0].region: ";
    assertRefused(run("datasets", "validate", path("small")), ExitCode.DOES_NOT_HOLD, place);
    assertRefused(ask("largest"), ExitCode.BAD_INPUT, place);
    assertRefused(run("datasets", "stats", path("small")), ExitCode.BAD_INPUT, place);
  }

  @Test
  void importersRefuseIt() throws IOException {
    String outline = SCRIBBLE.replace("[", "").replace("]", "");
    String coco =
        write(
            "coco.json",
            "{\"images\":[{\"id\":1,\"file_name\":\"h/a.png\"}],"
                + "\"categories\":[{\"id\":1,\"name\":\"drawer\"}],"
                + "\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
                + "\"segmentation\":[["
                + outline
                + "]],\"bbox\":[1,2,3,4],"
                + "\"attributes\":{\"items\":\"cup\"}}]}");
    assertRefused(
        run("datasets", "import", "coco", "--from", coco, "--to", path("imported")),
        ExitCode.BAD_INPUT,
        "annotations");
    assertThat(folder.resolve("imported")).doesNotExist();
  }

  @Test
  void askRefusesIt() throws IOException {
    String scene =
        write(
            "scene.json", "{\"id\":\"s\",\"containers\":[{\"id\":0,\"region\":" + SCRIBBLE + "}]}");
    assertRefused(
        run("ask", "--scene", scene, "--item", "whisk", "--predictor", "largest"),
        ExitCode.BAD_INPUT,
        "scene.json: field containers[0].region: ");
  }

  /** Six predictions of which the second is the scribble. */
  private static Stream<String> lines() {
    return Stream.of(1, 2, 3, 4, 5, 6)
        .map(
            q ->
                "{\"query\":\"q%d\",\"ranking\":[%s]}"
                    .formatted(q, q == 2 ? "{\"region\":" + SCRIBBLE + "}" : "{\"container\":0}"));
  }

  private String predictions(String form) throws IOException {
    List<String> lines = lines().toList();
    return switch (form) {
      case "jsonl" -> write("p.jsonl", String.join("\n", lines));
      case "json" -> write("p.json", "[" + String.join(",", lines) + "]");
      default ->
          write(
              "p.csv",
              "query,answer\nq1,0\nq2,\"" + SCRIBBLE + "\"\nq3,0\nq4,0\nq5,0\nq6,not_here\n");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "json", "csv"})
  void aPredictionThatAnswersWithItHasFailedAndNothingMore(String form) throws IOException {
    String file = predictions(form);
    StowbenchProcess.Result ran = ask("replay:" + file, "largest");
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.FAILED_PREDICTIONS);
    assertThat(ran.out()).contains("replay", "largest");
    assertThat(ran.err()).contains("1 of 6 predictions failed");
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      Path written =
          files
              .filter(p -> p.endsWith("predictions.jsonl") && p.toString().contains("replay"))
              .findFirst()
              .orElseThrow();
      assertThat(Files.readAllLines(written).get(1)).contains("\"error\":", REASON);
    }
    StowbenchProcess.Result scored =
        run("score", "--dataset", path("small"), "--predictions", file);
    assertThat(scored.exitCode()).as(scored.err()).isZero();
  }

  @Test
  void soHasAnAnswerThatCannotBeComparedWithItsScene() throws IOException {
    Path scenes = folder.resolve("small/scenes.jsonl");
    String text = Files.readString(scenes);
    int at = text.indexOf("\"region\":") + "\"region\":".length();
    String standing = HostileRegions.json(HostileRegions.comb(200, false));
    Files.writeString(
        scenes, text.substring(0, at) + standing + text.substring(text.indexOf("]]", at) + 2));
    run("datasets", "validate", "--seal", path("small"));
    String lying = HostileRegions.json(HostileRegions.comb(200, true));
    String file =
        write(
            "p.jsonl",
            lines()
                .map(line -> line.replace(SCRIBBLE, lying))
                .reduce((a, b) -> a + "\n" + b)
                .get());
    StowbenchProcess.Result ran = ask("replay:" + file);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.FAILED_PREDICTIONS);
    assertThat(ran.err()).contains("1 of 6 predictions failed");
  }
}
