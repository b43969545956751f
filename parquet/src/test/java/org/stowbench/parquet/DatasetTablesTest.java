package org.stowbench.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.download.DownloadListener;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class DatasetTablesTest {

  @TempDir private Path folder;
  private DatasetFolder dataset;
  private Path tables;

  @BeforeEach
  void write() throws IOException {
    Scene row = TestKitchens.row("row", 4);
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("small"))) {
      writer.scene(row);
      for (int i = 0; i < 9; i++) {
        String id = "q" + i;
        Answer truth = i % 3 == 0 ? Answer.NOT_HERE : Answer.container(i % 4);
        writer.query(TestKitchens.query(id, row, "whisk " + i, "h" + i, truth), "other-rooms");
      }
      writer.commit(
          new DatasetDescription(
              "small",
              "Kitchens: \"small\" | <b>",
              "",
              "CC-BY-4.0",
              "Nobody, *2026*",
              Json.object(),
              true,
              "other-rooms"));
    }
    dataset = DatasetFolder.open(folder.resolve("small"));
    tables = folder.resolve("tables");
    DatasetTables.export(dataset, tables, libraries());
  }

  /**
   * Others read such tables: Spark, by its own version of the library, in a test of {@code spark}.
   */
  @Test
  void theSameDatasetIsTheSameBytesEverywhere() throws IOException {
    assertThat(List.of(digits("queries-other-rooms.parquet"), digits("scenes.parquet")))
        .containsExactly(
            "bd3fa1e7bd8957d1be9e9d47dad0890d89dfdb375fbbdb0e0b5d115f15220ebb",
            "b598833908f9c233c093ed64c71b7ea938d070acf2bb038b8cf97f352c696bd6");
  }

  /** From Maven's repository of this machine, where the build has put them. */
  private ExtraLibraries libraries() {
    return ExtraLibraries.of(folder.resolve("home"), Map.of(), DownloadListener.NONE);
  }

  private String digits(String table) throws IOException {
    return Sha256.digits(Files.readAllBytes(tables.resolve(table)));
  }

  @Test
  void theCardSaysWhereTheTablesAreUnderWhichLicenceAndWhatToCite() throws IOException {
    assertThat(Files.readString(tables.resolve("README.md")))
        .startsWith(
            "---\npretty_name: \"Kitchens: \\u0022small\\u0022 \\u007c \\u003cb\\u003e\"\n"
                + "license: cc-by-4.0\n")
        .contains(
            "\n- config_name: queries\n  default: true\n  data_files:\n",
            // The Hub takes no minus in the name of a split.
            "  - split: \"other_rooms\"\n    path: \"queries-other-rooms.parquet\"\n",
            "\n- config_name: scenes\n  data_files: scenes.parquet\n---\n",
            "The households are simulated.",
            "Cite: Nobody, \\*2026\\*")
        .doesNotContain("<b>");
  }

  @Test
  void olderTablesAreReplacedAndAnythingElseIsLeftAlone() throws IOException {
    DatasetTables.export(dataset, tables, libraries());
    Files.writeString(tables.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> DatasetTables.export(dataset, tables, libraries()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tables");
    assertThat(tables.resolve("mine.txt")).hasContent("mine");
  }
}
