package org.stowbench.datasets.sim.family;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

class ItemCatalogueReadingTest {

  private static final String HEADER =
      "name,category,synonyms,size,frequency,use,places,away,set\n";

  private static void read(String rows) throws Exception {
    ItemCatalogue.read(
        new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8)),
        InputLocation.of("items.csv"));
  }

  @Test
  void aWrongPlaceIsReportedWithLineFieldAndWhatIsAllowed() {
    assertThatThrownBy(() -> read("Spoon,cutlery,,small,daily,sink,cellar:3,0.1,shared\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("items.csv: line 2, field places: expected one of [top_drawer,")
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
        .hasMessage("items.csv: line 3, field name: Spoon: another item has this name");
  }
}
