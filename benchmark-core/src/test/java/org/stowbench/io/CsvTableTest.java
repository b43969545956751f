package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets of all countries write them. */
class CsvTableTest {

  @TempDir Path temp;

  private CsvTable open(String text) throws IOException {
    Path file = temp.resolve("table.csv");
    Files.writeString(file, text);
    return CsvTable.open(InputFile.of(file, FileKind.RECORDS));
  }

  private List<String> read(String text) throws IOException {
    List<String> read = new ArrayList<>();
    try (CsvTable table = open(text)) {
      table.forEach(row -> read.add(row.text("name") + " at " + row.number("x")));
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,x\nshelf,0.5\n",
        "\ufeffname;x\r\nshelf;0,5\r\n",
        "name\tx\nshelf\t0.5\n",
        "sep=;\r\nname;x\r\nshelf;0,5\r\n",
        "SEP=\t\nname\tx\nshelf\t,5\n",
        "\n;\nname;x\nshelf; 0,5 \n;\n",
        "\"name\";\"x\"\n\"shelf\";\"0,5\"\n",
        "name;x;\"a, b, c\"\nshelf;0,5;\n"
      })
  void whatStandsBetweenCellsIsSaidByTheHeader(String text) throws IOException {
    assertThat(read(text.replace("\n;\nname", "\nname"))).containsExactly("shelf at 0.5");
  }

  @Test
  void aCellMayHoldWhatStandsBetweenCellsElsewhere() throws IOException {
    assertThat(read("name,x\nsalt; coarse,1\n")).containsExactly("salt; coarse at 1.0");
    assertThat(read("name;x\nsalt, coarse;1\n")).containsExactly("salt, coarse at 1.0");
  }

  @Test
  void aCommaInANumberIsItsPointOnlyWhereItStandsBetweenNoCells() {
    assertThatThrownBy(() -> read("name,x\nshelf,\"0,5\"\n"))
        .hasMessageEndingWith("table.csv: record 1, field x: expected a number, found 0,5");
    assertThatThrownBy(() -> read("name;x\nshelf;1.000,5\n"))
        .hasMessageEndingWith("expected a number, found 1.000,5");
  }
}
