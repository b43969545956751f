package org.stowbench.datasets.homebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Inventories as Homebox exports them. */
class HomeboxImporterTest {

  private static final String HEADER =
      "HB.import_ref,HB.parent_import_ref,HB.location,HB.archived,HB.url,HB.name,HB.quantity,"
          + "HB.sold_time,HB.field.color\n";

  @TempDir Path temp;

  private ImportResult read(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return new HomeboxImporterProvider().importTo(ImportRequest.of(file, temp.resolve("made")));
  }

  private List<LabeledQuery> queries() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries.toList();
    }
  }

  /** Such as {@code kitchen: top drawer}. */
  private static String place(Container container) {
    return container.room().map(room -> room + ": ").orElse("") + container.name().orElseThrow();
  }

  private List<String> kept() {
    return queries().stream()
        .map(
            query ->
                query.query().item()
                    + " in "
                    + String.join(
                        " or ",
                        query.truth().containers().stream()
                            .map(query.query().scene()::container)
                            .map(HomeboxImporterTest::place)
                            .toList()))
        .toList();
  }

  @Test
  void aLocationBecomesAContainerAndAnItemAQuery() throws IOException {
    ImportResult result =
        read(
            "my-home.csv",
            HEADER
                + ",,Kitchen / Pantry / Top shelf,false,,Flour,1,,white\n"
                + ",,Kitchen/Drawer,false,,Whisk,2.5,0001-01-01,\n"
                + ",,Garage,,,Ladder,,,\n"
                + ",,Garage,false,,\"Salt, coarse\",1,,\n"
                + ",,Kitchen / Drawer,false,,Ladder,1,,\n");
    assertThat(result.leftOut()).isZero();
    assertThat(kept())
        .containsExactly(
            "Flour in Kitchen: Pantry / Top shelf",
            "Whisk in Kitchen: Drawer",
            "Ladder in Kitchen: Drawer or Garage",
            "Salt, coarse in Garage");
    Scene scene = queries().get(0).query().scene();
    assertThat(scene.id()).isEqualTo("my-home");
    assertThat(scene.image()).isEmpty();
    assertThat(queries()).extracting(q -> q.household().id()).containsOnly("my-home");
    assertThat(DatasetValidator.validate(temp.resolve("made")).problems()).isEmpty();
  }

  @Test
  void whatIsInTheHomeNoMoreIsCountedAndWhatHasNoPlaceIsLeftOut() throws IOException {
    ImportResult result =
        read(
            "home.csv",
            HEADER
                + ",,Hall,true,,Old kettle,1,,\n"
                + ",,Hall,false,,Soap,0,,\n"
                + ",,Hall,false,,Bicycle,1,2024-05-01,\n"
                + ",,Hall,WAHR,,Old lamp,1,,\n"
                + ",,Hall, Ja ,,Old rug,1,,\n"
                + ",,Hall,FALSCH,,\u00a0\u2003,1,,\n"
                + ",,\u00a0/\u200b,non,,Enigma,1,,\n"
                + ",,,false,,Mystery,1,,\n"
                + ",, / ,false,,Riddle,1,,\n"
                + ",,\u00a0Hall,false,,Umbrella\u00a0,1,,\n");
    assertThat(kept()).containsExactly("Umbrella in Hall");
    assertThat(result.leftOut()).isEqualTo(4);
    assertThat(String.join("\n", result.notes()))
        .contains("3 left out: item in no location (", "home.csv: record 7, field HB.location")
        .contains(
            "1 left out: item without a name (",
            "3 noted: item that is in the home no more: archived")
        .contains("archived", "of quantity 0", "sold");
  }

  @Test
  void anItemThatOthersLieInIsAPlaceToo() throws IOException {
    read(
        "home.csv",
        HEADER
            + ",box,Hall / Closet,false,,Hammer,1,,\n"
            + "box,,Hall / Closet,false,,Toolbox,1,,\n"
            + "tin,box,Hall / Closet,false,,Tin,1,,\n"
            + ",tin,Hall / Closet,false,,Nails,100,,\n"
            + ",lost,Hall / Closet,false,,Torch,1,,\n");
    assertThat(kept())
        .containsExactly(
            "Hammer in Hall: Closet / Toolbox",
            "Toolbox in Hall: Closet",
            "Tin in Hall: Closet / Toolbox",
            "Nails in Hall: Closet / Toolbox / Tin",
            "Torch in Hall: Closet");
  }

  @Test
  void whatAllLocationsBeginWithIsNoRoom() throws IOException {
    read(
        "home.csv",
        HEADER
            + ",,Home / Kitchen / Drawer,false,,Whisk,1,,\n"
            + ",,Home / Garage,false,,Ladder,1,,\n"
            + ",,Home / Office / Desk,false,,Pen,1,,\n"
            + ",,Home,false,https://x/location/1,Attic,1,,\n");
    assertThat(kept())
        .containsExactly("Whisk in Kitchen: Drawer", "Ladder in Garage", "Pen in Office: Desk");
    Scene scene = queries().get(0).query().scene();
    assertThat(scene.room()).contains("Home");
    assertThat(scene.containers()).extracting(HomeboxImporterTest::place).contains("Attic");
  }

  @Test
  void aFolderHoldsSeveralHomes() throws IOException {
    Files.createDirectories(temp.resolve("homes"));
    Files.writeString(
        temp.resolve("homes/b.tsv"), "HB.name\tHB.location\nLadder\tGarage\nWhisk\tKitchen\n");
    read("homes/a.csv", "\ufeffHB.name;HB.location\r\nWhisk;Drawer\r\n");
    new HomeboxImporterProvider()
        .importTo(ImportRequest.of(temp.resolve("homes"), temp.resolve("made")));
    assertThat(queries()).extracting(q -> q.household().id()).containsExactly("a", "b", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HB.name,HB.quantity\\nWhisk,1 | field HB.location: missing",
        "HB.name,HB.location | no item that is kept anywhere",
        "HB.name,HB.location,HB.quantity\\nWhisk,Hall,many | record 1, field HB.quantity: expected a number, found many",
        "HB.name,HB.location,HB.quantity\\nWhisk,Hall,-1 | expected 0 or more, found -1",
        "HB.name,HB.location,HB.archived\\nWhisk,Hall,maybe | expected true or false, found maybe",
        "HB.name,HB.location,HB.import_ref,HB.parent_import_ref\\nA,Hall,a,b\\nB,Hall,b,a | record 1, field HB.parent_import_ref: leads back to itself"
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String text, String problem) {
    assertThatThrownBy(() -> read("home.csv", text.replace("\\n", "\n")))
        .hasMessageContaining("home.csv")
        .hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }
}
