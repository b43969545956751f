package org.stowbench.datasets.grocy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.validate.DatasetValidator;
import org.stowbench.query.LabeledQuery;

/** Homes as Grocy's tables tell of them. */
class GrocyImporterTest {

  /** Numbers are texts in one version, and numbers in another. */
  private static final String LOCATIONS =
      """
      [{"id": "1", "name": "Kitchen", "description": null},
       {"id": 2, "name": "Fridge", "parent_location_id": "1", "is_freezer": 0},
       {"id": 3, "name": "Cellar > Shelf / Box", "active": 1},
       {"id": 4, "name": "Attic", "active": "0"}]
      """;

  private static final String PRODUCTS =
      """
      [{"id": "7", "name": "Milk", "location_id": "2", "active": 1, "userfields": {"a": "b"}},
       {"id": "8", "name": "Nails", "location_id": 2},
       {"id": "9", "name": "Juice", "location_id": 2, "active": 0},
       {"id": "10", "name": "Idea", "location_id": null}]
      """;

  private static final String STOCK =
      """
      [{"product_id": 8, "location_id": 3, "amount": "100.0"},
       {"product_id": 8, "location_id": 1, "amount": 5},
       {"product_id": 7, "location_id": 3, "amount": 0},
       {"product_id": 7, "amount": 2, "product": {"id": 7}}]
      """;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(temp.resolve("our-home"));
    Files.writeString(folder.resolve("locations.json"), LOCATIONS);
    Files.writeString(folder.resolve("products.json"), PRODUCTS);
    Files.writeString(folder.resolve("stock.json"), STOCK);
  }

  private ImportResult read(Path from) throws IOException {
    return new GrocyImporterProvider().importTo(ImportRequest.of(from, temp.resolve("made")));
  }

  private List<String> kept() {
    try (Stream<LabeledQuery> queries =
        DatasetFolder.open(temp.resolve("made")).split("eval").queries()) {
      return queries
          .map(
              query ->
                  query.household().id()
                      + ": "
                      + query.query().item()
                      + query.truth().containers().stream()
                          .map(query.query().scene()::container)
                          .map(c -> c.room().orElse("") + "/" + c.name().orElseThrow())
                          .toList())
          .toList();
    }
  }

  @Test
  void aProductIsWhereItsStockLiesElseWhereItBelongs() throws IOException {
    ImportResult result = read(folder);
    assertThat(kept())
        .containsExactly(
            "our-home: Milk[Kitchen/Fridge]", "our-home: Nails[Cellar/Shelf / Box, /Kitchen]");
    assertThat(result.leftOut()).isOne();
    assertThat(String.join("\n", result.notes()))
        .contains("1 left out: product in no location")
        .contains("products.json: field [3].location_id")
        .contains("not active");
    assertThat(DatasetValidator.validate(temp.resolve("made")).problems()).isEmpty();
  }

  @Test
  void theTablesMayBeCsvAndTheStockNotThere() throws IOException {
    Files.delete(folder.resolve("stock.json"));
    Files.delete(folder.resolve("locations.json"));
    Files.delete(folder.resolve("products.json"));
    Files.writeString(folder.resolve("locations.csv"), "id;name\n1;Kitchen\\Fridge\n");
    Files.writeString(
        folder.resolve("products.csv"), "id,name,location_id,active\n7,Milk,1,1\n8,Tea,NULL,1\n");
    assertThat(read(folder).leftOut()).isOne();
    assertThat(kept()).containsExactly("our-home: Milk[Kitchen/Fridge]");
  }

  @Test
  void theTablesMayStandInOneObject() throws IOException {
    Path file = temp.resolve("grocy.json");
    Files.writeString(
        file,
        "{\"locations\": %s, \"products\": %s, \"stock\": %s}"
            .formatted(LOCATIONS, PRODUCTS, STOCK));
    assertThat(new GrocyImporterProvider().recognises(file)).isTrue();
    read(file);
    assertThat(kept()).hasSize(2).allMatch(line -> line.startsWith("grocy: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"location_id\": 2} | \"location_id\": 77} | products.json: field [1].location_id: expected the id of a location, found 77",
        "\"id\": \"8\" | \"id\": \"7\" | products.json: field [1].id: 7 is there twice",
        "\"name\": \"Milk\", | | products.json: field [0].name: missing",
        "\"parent_location_id\": \"1\" | \"parent_location_id\": \"2\" | locations.json: field [1]: expected a parent that is a location",
        "\"product_id\": 8, \"location_id\": 3 | \"product_id\": 6, \"location_id\": 3 | stock.json: field [0].product_id: expected the id of a product, found 6",
        "\"amount\": \"100.0\" | \"amount\": \"much\" | stock.json: field [0].amount: expected a number, found much"
      })
  void whatDoesNotFitIsRefusedWithItsPlace(String was, String is, String problem)
      throws IOException {
    for (String file : List.of("locations.json", "products.json", "stock.json")) {
      Path path = folder.resolve(file);
      Files.writeString(path, Files.readString(path).replace(was, is == null ? "" : is));
    }
    assertThatThrownBy(() -> read(folder)).hasMessageContaining(problem);
    assertThat(temp.resolve("made")).doesNotExist();
  }
}
