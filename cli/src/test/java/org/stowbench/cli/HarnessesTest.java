package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;
import org.stowbench.testing.Programs;

/**
 * Datasets as tasks of Inspect and the LM Evaluation Harness, and their logs as predictions.
 * Neither can be installed from where the build gets its libraries, so a script stands in for them.
 */
class HarnessesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
  }

  @Test
  void inspectsAccuracyIsOurHitAtOneAndBothFormsOfItsLogSayWhatWasAnswered() throws Exception {
    double accuracy = run("inspect");

    JsonNode ours = metrics("answers.csv");
    assertThat(metrics("log.json")).isEqualTo(ours);
    assertThat(metrics("log.eval")).isEqualTo(ours);
    repackWithZstandard(folder.resolve("log.eval"), folder.resolve("newer.eval"));
    assertThat(metrics("newer.eval")).isEqualTo(ours);
    assertThat(ours.at("/hit@1/value").doubleValue()).isEqualTo(accuracy).isPositive();
  }

  @Test
  void theHarnessesAccuracyIsOurHitAtOneAndItsSamplesSayTheWholeRanking() throws Exception {
    double accuracy = run("lm-eval");

    JsonNode ours = metrics("answers.csv");
    assertThat(metrics("samples_stowbench_small_eval.jsonl")).isEqualTo(ours);
    assertThat(ours.at("/hit@1/value").doubleValue()).isEqualTo(accuracy).isPositive();
  }

  @Test
  void theTaskOfTheHarnessIsOneThatItRunsAsItIs() throws IOException {
    export("lm-eval");

    JsonInput task =
        YamlInput.readAny(
            InputFile.of(folder.resolve("task/stowbench_small_eval.yaml"), FileKind.SETTINGS));

    assertThat(task.field("task").text()).isEqualTo("stowbench_small_eval");
    assertThat(task.field("dataset_kwargs").field("data_files").field("test").text())
        .isEqualTo("eval.jsonl");
    assertThat(task.field("output_type").text()).isEqualTo("multiple_choice");
    // Fields of the documents, which the harness takes as they are: no templates in names of ours.
    String first = Files.readAllLines(folder.resolve("task/eval.jsonl")).get(0);
    assertThat(
            List.of(
                task.field("doc_to_text").text(),
                task.field("doc_to_choice").text(),
                task.field("doc_to_target").text()))
        .allSatisfy(name -> assertThat(JSON.readTree(first).has(name)).as(name).isTrue());
  }

  @Test
  void aQuestionShowsWhatCanBeOpenedAndWhatIsKnown() throws IOException {
    export("inspect");

    JsonNode twins = JSON.readTree(Files.readAllLines(folder.resolve("task/eval.jsonl")).get(3));

    assertThat(twins.path("input").textValue())
        .contains("this item at home: whisk\n", "\n1. container", "\n4. in none of these\n")
        .doesNotContain("\n5. ");
    // Two candidates are one container, so both are right; the point is no choice.
    assertThat(twins.path("target")).hasToString("[\"1\",\"2\"]");
    assertThat(twins.at("/metadata/answers")).hasToString("[\"0\",\"1\",\"2\",\"not_here\"]");
  }

  @Test
  void whatAModelFailedAtIsAFailureAndEpochsAreKeptApart() throws Exception {
    String answered =
        "{\"id\":\"%s\",\"epoch\":%d,\"scores\":{\"place\":{\"value\":\"C\",\"answer\":%s}}}";
    Files.writeString(
        folder.resolve("log.json"),
        "{\"version\":2,\"status\":\"success\",\"eval\":{},\"samples\":[%s]}"
            .formatted(
                String.join(
                    ",",
                    answered.formatted("q1", 1, "\"0\""),
                    answered.formatted("q1", 2, "\"3\""),
                    answered.formatted("q2", 1, "null"),
                    answered.formatted("of another dataset", 1, "\"0\""),
                    "{\"id\":\"q3\",\"epoch\":1,\"error\":{\"message\":\"rate limit\"}}")));

    StowbenchProcess.Result result = score("log.json", "--format", "json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("leaves an answer blank", "such as of another dataset");
    JsonNode cards = JSON.readTree(result.out()).path("scorecards");
    assertThat(cards.findValuesAsText("predictor")).containsExactly("log", "log/user-epoch 2");
    assertThat(cards.findValuesAsText("answered")).containsExactly("1", "1");
  }

  @Test
  void aLogOfAnotherTaskIsRefusedWithWhatIsMissing() throws IOException {
    Files.writeString(
        folder.resolve("samples.jsonl"),
        "{\"doc_id\":0,\"doc\":{\"question\":\"2+2\"},\"filtered_resps\":[\"4\"]}\n");

    StowbenchProcess.Result result = score("samples.jsonl");

    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).contains("samples.jsonl: line 1, field doc.query: missing");
  }

  /** As newer versions of Inspect pack their logs, which Java cannot do by itself. */
  private static void repackWithZstandard(Path log, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(log.toFile());
        ZipArchiveOutputStream out = new ZipArchiveOutputStream(to)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] content = zip.getInputStream(entry).readAllBytes();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstandard = new ZstdOutputStream(packed)) {
          zstandard.write(content);
        }
        ZipArchiveEntry anew = new ZipArchiveEntry(entry.getName());
        anew.setMethod(ZipMethod.ZSTD.getCode());
        anew.setSize(content.length);
        anew.setCompressedSize(packed.size());
        anew.setCrc(entry.getCrc());
        out.addRawArchiveEntry(anew, new ByteArrayInputStream(packed.toByteArray()));
      }
    }
  }

  private double run(String harness) throws IOException, InterruptedException {
    Programs.require("python3");
    export(harness);
    Path script = folder.resolve("harnesses.py");
    Files.write(script, HarnessesTest.class.getResourceAsStream("harnesses.py").readAllBytes());
    String said =
        PythonPackage.run(
            folder,
            Map.of(),
            List.of("python3", "-B", script.toString(), harness, "task", folder.toString()));
    return Double.parseDouble(said.strip());
  }

  private void export(String harness) {
    StowbenchProcess.Result result =
        stowbench.run("datasets", "export", "small", "--as", harness, "--to", "task");
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private JsonNode metrics(String file) throws IOException {
    StowbenchProcess.Result result = score(file, "--format", "json");
    assertThat(result.out()).as(result.err()).startsWith("{");
    return JSON.readTree(result.out()).at("/scorecards/0/metrics");
  }

  private StowbenchProcess.Result score(String file, String... more) {
    String[] command = {"score", "--dataset", "small", "--predictions", file};
    return stowbench.run(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
  }
}
