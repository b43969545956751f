package org.stowbench.datasets.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;

/** Plain tables, as a person with a spreadsheet writes them. */
public final class TablesImporterProvider implements ImporterProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TablesImporterProvider() {}

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import plain tables: scenes.csv, containers.csv and queries.csv, and distances.csv,"
            + " anchors.csv, known.csv and votes.csv where they are there. datasets export --as csv writes the same.",
        "Or one table of containers, a row each, in a file of any name: in the column items what is"
            + " kept in it, such as \"whisk; ladle\", a query each; beside it what you know of it,"
            + " name, room, type, household. No picture is needed.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "DIR|FILE.csv", "The folder of tables, or the one table of containers and their items.");
  }

  @Override
  public List<ImportOption> options() {
    return List.of(HouseholdRule.OPTION);
  }

  @Override
  public String example() {
    return "--from tables --to my-kitchens";
  }

  @Override
  public String called() {
    return "plain tables";
  }

  /** A folder with one of the tables that must be there, or a table that is enough by itself. */
  @Override
  public boolean recognises(Path from) {
    return Stream.of(CsvFolder.SCENES, CsvFolder.CONTAINERS, CsvFolder.QUERIES)
            .anyMatch(table -> Files.isRegularFile(from.resolve(table)))
        || ContentsTable.isOne(from)
        || !ContentsTable.in(from).isEmpty();
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    return CsvImporter.importTo(
        request.from(), request.labels(), HouseholdRule.of(request), request.to());
  }
}
