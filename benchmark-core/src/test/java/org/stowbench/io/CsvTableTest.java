package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
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

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "UTF-16", "x-UTF-16LE-BOM"})
  void whatASpreadsheetSavedInAnotherCodeIsRefusedWithWhatToDo(String code) throws IOException {
    Path file = temp.resolve("table.csv");
    Files.write(file, "name;x\nk\u00fche;1\n".getBytes(Charset.forName(code)));
    assertThatThrownBy(() -> CsvTable.open(InputFile.of(file, FileKind.RECORDS)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": record 1: not UTF-8 text: a spreadsheet is to be saved as CSV UTF-8");
  }

  @Test
  void yesAndNoMayStandInASpreadsheetsLanguage() throws IOException {
    Path file = temp.resolve("table.csv");
    Files.writeString(file, "a,b\nWAHR,FALSCH\nja,Nein\n1,0.0\nVrai,FAUX\nYes,\u00a0no\n");
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      table.forEach(
          row -> {
            assertThat(row.optionalYes("a")).contains(true);
            assertThat(row.optionalYes("b")).contains(false);
          });
    }
    Files.writeString(file, "a\nmaybe\n");
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      assertThatThrownBy(() -> table.forEach(row -> row.optionalYes("a")))
          .hasMessageEndingWith("expected true or false, found maybe");
    }
  }

  @Test
  void aCommaInANumberIsItsPointOnlyWhereItStandsBetweenNoCells() {
    assertThatThrownBy(() -> read("name,x\nshelf,\"0,5\"\n"))
        .hasMessageEndingWith("table.csv: record 1, field x: expected a number, found 0,5");
    assertThatThrownBy(() -> read("name;x\nshelf;1.000,5\n"))
        .hasMessageEndingWith("expected a number, found 1.000,5");
  }
}
