package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Answer;
import org.stowbench.testing.TestKitchens;

/** When a dataset appears, and when nothing must. */
class DatasetWriterTest {

  @TempDir Path temp;

  @Test
  void closing_without_commit_leaves_nothing() throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(temp.resolve("deep/small"))) {
      SmallDataset.fill(writer);
    }
    assertThat(list(temp.resolve("deep"))).isEmpty();
  }

  @Test
  void a_commit_replaces_an_older_dataset_and_leaves_no_other_file() throws IOException {
    Path target = temp.resolve("small");
    SmallDataset.write(target);
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.scene(SmallDataset.ROW);
      writer.query(SmallDataset.POT, "eval");
      writer.commit(SmallDataset.description("newer"));
    }
    assertThat(DatasetFolder.open(target).metadata().description().id()).isEqualTo("newer");
    assertThat(list(temp)).containsExactly("small");
    assertThat(list(target))
        .containsExactly("croissant.json", "dataset.json", "queries.jsonl", "scenes.jsonl");
  }

  @Test
  void a_failure_leaves_the_older_dataset_as_it_was() throws IOException {
    Path target = temp.resolve("small");
    DatasetMetadata older = SmallDataset.write(target);
    assertThatThrownBy(
            () -> {
              try (DatasetWriter writer = DatasetWriter.create(target)) {
                writer.scene(SmallDataset.ROW);
                writer.commit(SmallDataset.description("newer"));
              }
            })
        .hasMessageContaining("default split eval: must be one of its splits");
    assertThat(DatasetFolder.open(target).metadata()).isEqualTo(older);
    assertThat(list(temp)).containsExactly("small");
  }

  @Test
  void a_folder_that_is_not_a_dataset_is_not_touched() throws IOException {
    Files.writeString(temp.resolve("thesis.tex"), "years of work");
    assertThatThrownBy(() -> DatasetWriter.create(temp))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is not empty and not a dataset");
    assertThatThrownBy(() -> DatasetWriter.create(temp.resolve("thesis.tex")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is a file");
    assertThat(list(temp)).containsExactly("thesis.tex");
  }

  @Test
  void a_dataset_with_somebodys_notes_in_it_is_not_replaced() throws IOException {
    Path target = temp.resolve("small");
    SmallDataset.write(target);
    Files.writeString(target.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> SmallDataset.write(target))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds notes.txt, which is no part of a dataset");
  }

  @Test
  void an_empty_folder_is_filled_and_a_link_is_followed() throws IOException {
    Path real = Files.createDirectory(temp.resolve("real"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), real);
    SmallDataset.write(link);
    assertThat(link).isSymbolicLink();
    assertThat(list(real)).contains("dataset.json");
  }

  @Test
  void ids_must_be_unique_and_scenes_known() throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(temp.resolve("small"))) {
      assertThatThrownBy(() -> writer.query(SmallDataset.POT, "eval"))
          .hasMessageContaining("scene row must have been written before it");
      writer.scene(SmallDataset.ROW);
      writer.query(SmallDataset.POT, "eval");
      assertThatThrownBy(() -> writer.scene(SmallDataset.ROW))
          .hasMessageContaining("scene row: its id must be unique");
      assertThatThrownBy(() -> writer.query(SmallDataset.POT, "dev"))
          .hasMessageContaining("query 2: its id must be unique");
      assertThatThrownBy(
              () ->
                  writer.query(
                      TestKitchens.query(
                          "4", TestKitchens.row("row", 9), "pan", "h", Answer.container(8)),
                      "eval"))
          .hasMessageContaining("scene row must have been written before it");
      assertThatThrownBy(() -> writer.query(SmallDataset.CUP, "Eval set"))
          .hasMessageContaining("split \"Eval set\"");
    }
  }

  @Test
  void a_process_that_is_told_to_stop_leaves_nothing() throws Exception {
    Process process = unfinished(temp.resolve("small"));
    assertThat(list(temp)).isNotEmpty();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(list(temp)).isEmpty();
  }

  @Test
  void what_a_killed_process_left_is_cleared_by_the_next_writer_but_not_what_a_live_one_makes()
      throws Exception {
    Process killed = unfinished(temp.resolve("small"));
    List<String> left = list(temp);
    killed.destroyForcibly().waitFor();
    assertThat(list(temp)).isEqualTo(left).isNotEmpty();
    Process alive = unfinished(temp.resolve("other"));
    List<String> growing = list(temp);
    assertThat(growing).isNotEmpty().doesNotContainAnyElementsOf(left);
    SmallDataset.write(temp.resolve("small"));
    assertThat(list(temp)).containsAll(growing).hasSize(growing.size() + 1).contains("small");
    alive.destroy();
    alive.waitFor();
    assertThat(list(temp)).containsExactly("small");
  }

  private static Process unfinished(Path target) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Unfinished.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat((char) process.getInputStream().read()).isEqualTo('.');
    return process;
  }

  /** Begins a dataset and then waits to be stopped. */
  static final class Unfinished {

    private Unfinished() {}

    public static void main(String[] args) throws Exception {
      try (DatasetWriter writer = DatasetWriter.create(Path.of(args[0]))) {
        SmallDataset.fill(writer);
        System.out.print('.');
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
