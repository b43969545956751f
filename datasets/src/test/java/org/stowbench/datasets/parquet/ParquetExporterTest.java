package org.stowbench.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** Whether others can read the tables is tried in {@code spark}, which has a reader of them. */
class ParquetExporterTest {

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
    ParquetExporter.export(dataset, tables);
  }

  /**
   * These bytes were read with parquet-java 1.15.2 and hyparquet 1.26, as the rows that they are.
   */
  @Test
  void theSameDatasetIsTheSameBytesEverywhere() throws IOException {
    assertThat(List.of(digits("queries-other-rooms.parquet"), digits("scenes.parquet")))
        .containsExactly(
            "39476e8b6799745bea5e9dbd73efd60ea76cb22b8ae1954cfd3d69bacb9a4bfe",
            "5f291ab38f216179f31304e2e1959aecb606cf01af671fabcdb44711c01a0909");
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
    ParquetExporter.export(dataset, tables);
    Files.writeString(tables.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> ParquetExporter.export(dataset, tables))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("tables");
    assertThat(tables.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void moreRowsThanAreHeldAtOnceAreWrittenInGroups() throws IOException {
    Path file = folder.resolve("many.parquet");
    List<ParquetColumn> columns = List.of(new ParquetColumn("even", ParquetColumn.Kind.TRUTH));
    try (ParquetTable table = new ParquetTable(Files.newOutputStream(file), columns)) {
      for (int i = 0; i < 40_001; i++) {
        table.row(List.of(i % 2 == 0));
      }
    }
    // Two groups of 20,000 truths, eight a byte, and one of a single truth.
    assertThat(Files.size(file)).isBetween(5_001L, 5_400L);
  }
}
