package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.Sha256;
import org.stowbench.predictors.llm.NoamProvider;

/** A run is of the files that shape its answers, not of their names. */
class ShapingFilesTest {

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void makeDataset() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    SmallDataset.write(folder.resolve("small"));
  }

  private Path run(String predictor) throws IOException {
    stowbench.run("run", "--dataset", "small", "--out", "runs", "--predictor", predictor);
    try (var runs = Files.list(folder.resolve("runs"))) {
      return folder.relativize(runs.findFirst().orElseThrow());
    }
  }

  private void requireRefused(Path run, Path file, String before) throws IOException {
    StowbenchProcess.Result resumed =
        stowbench.run("run", "--dataset", "small", "--resume", run.toString());

    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.err())
        .contains(
            "checksum of %s was %s, is now %s"
                .formatted(folder.relativize(file), before, Sha256.checksum(file)));
    assertThat(folder.resolve(run).resolve("run.json")).content().contains(before);
    assertThat(folder.resolve(run).resolve("journal.jsonl")).content().contains(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules:file=swap | category,place,weight\\n*,not_here,1\\n",
        "ensemble:largest + rules:file=swap | category,place,weight\\n*,not_here,1\\n",
        "replay:swap | query,answer,score\\nq1,0,1\\n",
        "ensemble:random + replay:swap | query,answer,score\\nq1,0,1\\n",
        "recorded:swap | image_path,item,response\\nrow,whisk,1\\n"
      })
  void aRunDoesNotGoOnWithAnotherContentOfAFileThatShapesIt(String predictor, String content)
      throws Exception {
    Path file =
        Files.writeString(folder.resolve("swap"), content.strip().replace("\\n", "\n") + "\n");
    String before = Sha256.checksum(file);
    Path run = run(predictor);

    Files.writeString(file, Files.readString(file) + "\n");

    requireRefused(run, file, before);
  }

  @Test
  void aRunDoesNotGoOnWithAnotherPromptOfTheSameName() throws Exception {
    Path file = folder.resolve("swap");
    try (var shipped = NoamProvider.class.getResourceAsStream("prompt/noam.txt")) {
      Files.copy(shipped, file);
    }
    String before = Sha256.checksum(file);
    Path run = run("noam:model=ollama/none,base-url=http://127.0.0.1:1,retries=0,prompt=swap");

    Files.writeString(file, Files.readString(file).replace("robot", "person"));

    requireRefused(run, file, before);
  }

  @Test
  void aRunDoesNotGoOnWithAnotherModelOfTheSameName() throws Exception {
    for (String seed : new String[] {"1", "2"}) {
      stowbench.run(
          "train",
          "--predictor",
          "prior",
          "--dataset",
          "small",
          "--report",
          "none",
          "--seed",
          seed,
          "--model",
          seed + ".zip");
    }
    Path swap = folder.resolve("swap.zip");
    Files.copy(folder.resolve("1.zip"), swap);
    String before = Sha256.checksum(swap);
    Path run = run("ensemble:largest + prior:model=swap.zip");

    Files.write(swap, Files.readAllBytes(folder.resolve("2.zip")));

    requireRefused(run, swap, before);
  }
}
