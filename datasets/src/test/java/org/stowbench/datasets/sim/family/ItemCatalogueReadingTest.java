package org.stowbench.datasets.sim.family;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;

class ItemCatalogueReadingTest {

  private static final String HEADER =
      "name,category,synonyms,size,frequency,use,places,away,set\n";

  @TempDir Path folder;

  private void read(String rows) throws Exception {
    Path file = Files.writeString(folder.resolve("items.csv"), HEADER + rows);
    ItemCatalogue.read(InputFile.of(file, FileKind.SETTINGS));
  }

  @Test
  void aWrongPlaceIsReportedWithLineFieldAndWhatIsAllowed() {
    assertThatThrownBy(() -> read("Spoon,cutlery,,small,daily,sink,cellar:3,0.1,shared\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("items.csv: record 1, field places: expected one of [top_drawer,")
        .hasMessageEndingWith("found cellar");
  }

  @Test
  void anImpossibleProbabilityIsReported() {
    assertThatThrownBy(() -> read("Spoon,cutlery,,small,daily,sink,drawer:3,1.5,shared\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("item Spoon: away 1.5: must be at least 0 and less than 1");
  }

  @Test
  void anItemTwiceIsReported() {
    String row = "Spoon,cutlery,,small,daily,sink,drawer:3,0.1,shared\n";
    assertThatThrownBy(() -> read(row + row))
        .hasMessageEndingWith("items.csv: record 2, field name: Spoon: another item has this name");
  }
}
