package org.stowbench.datasets.grocy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.datasets.inventory.Inventories;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;

/** A home whose stock Grocy keeps. */
public final class GrocyImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "grocy";

  /** For {@link java.util.ServiceLoader}. */
  public GrocyImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "an export of Grocy's";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import a home from Grocy: its tables locations and products, and stock where it is there,"
            + " as the API gives them (GET /api/objects/products, ...) or as CSV. A location"
            + " becomes a container, and a product becomes a query; there is no photo.",
        "A product is where its stock lies, and one that has run out where it belongs. Of a"
            + " location that is called Kitchen > Fridge, or whose parent_location_id is the"
            + " kitchen, the first part is the room. What is not active is not asked for, and"
            + " counted. The home is called as the folder is.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "DIR|FILE.json",
        "The folder with locations.json, products.json and stock.json, or each as .csv; or one"
            + " JSON object with these fields.");
  }

  @Override
  public String example() {
    return "--from grocy --to my-home";
  }

  /** Tables of products and of locations. */
  @Override
  public boolean recognises(Path from) {
    List<String> needed = List.of(GrocyTables.LOCATIONS, GrocyTables.PRODUCTS);
    return Files.isDirectory(from)
        ? needed.stream().allMatch(name -> GrocyTables.file(from, name).isPresent())
        : InputFile.of(from, FileKind.DOCUMENT).jsonFields().containsAll(needed);
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    GrocyTables tables = GrocyTables.read(request.from());
    ImportTally tally = new ImportTally();
    HomeInventory home = new HomeInventory(HomeInventory.nameOf(request.from()));
    new GrocyHome(tables).fill(home, tally);
    return Inventories.write(List.of(home), request, IMPORTER, tables.files(), tally);
  }
}
