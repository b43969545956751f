package org.stowbench.datasets.homebox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.datasets.inventory.Inventories;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/** Homes as Homebox exports them. */
public final class HomeboxImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "homebox";

  /** For {@link java.util.ServiceLoader}. */
  public HomeboxImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "an export of Homebox's";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import a home from Homebox: the CSV file that its Tools page exports. A location, or an"
            + " item that others lie in, becomes a container, an item a query; there is no photo.",
        "Of a location such as Kitchen / Pantry / Top shelf, the first part is the room. What is"
            + " archived or sold, or of quantity 0, is not asked for, and counted. A home is called"
            + " as its file is; a folder of files is so many homes.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("FILE.csv|DIR", "The exported file, or a folder with one a home.");
  }

  @Override
  public String example() {
    return "--from homebox-items.csv --to my-home";
  }

  @Override
  public boolean recognises(Path from) {
    return files(from).stream().anyMatch(HomeboxImporterProvider::isExport);
  }

  private static boolean isExport(Path file) {
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      return table.columns().contains(HomeboxItem.NAME)
          || table.columns().contains(HomeboxItem.LOCATION);
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static List<Path> files(Path from) {
    if (!Files.isDirectory(from)) {
      return List.of(from);
    }
    try (Stream<Path> files = Files.list(from)) {
      return files.filter(file -> file.toString().matches("(?s).*[.][ct]sv")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    List<Path> files = files(request.from());
    if (files.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(request.from()),
          "no file in it that ends in .csv: must have one a home");
    }
    ImportTally tally = new ImportTally();
    List<HomeInventory> homes = new ArrayList<>();
    for (Path file : files) {
      HomeInventory home = new HomeInventory(HomeInventory.nameOf(file));
      HomeboxFile.read(InputFile.of(file, FileKind.RECORDS)).fill(home, tally);
      homes.add(home);
    }
    return Inventories.write(homes, request, IMPORTER, files, tally);
  }
}
