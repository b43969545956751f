package org.stowbench.datasets.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.TextForm;

/**
 * One table that says it all: a row a container, with its name, its type, its room or where it is,
 * and in the column {@code items} what is kept in it. People write such tables by hand, so names of
 * columns are compared without case and punctuation, and what it has beside is noted.
 *
 * <p>A row's scene is what {@code scene} says, else its {@code image}, its {@code household}, or
 * the file's name. What people call a container may also stand in {@code container}, {@code place}
 * or {@code location}; a row called {@code not_here} says what is nowhere.
 */
final class ContentsTable {

  static final String NOT_HERE = "not_here";
  static final String IMAGE = "image";
  static final String SCENE = "scene";

  /** What people may call a container by, the first that is there. */
  private static final List<String> NAMES = List.of("name", "container", "place", "location");

  /** What tables have that ask for one thing a row. */
  private static final Set<String> OTHERS = Set.of("truth", "answer", "where", "query");

  private final CsvTable table;
  private final ImportTally tally;
  private final Set<String> read;
  private final Optional<String> name;

  /**
   * A table that {@link #isOne}, of which no row is read yet.
   *
   * @param more further columns that somebody reads
   */
  ContentsTable(CsvTable table, Set<String> more, ImportTally tally) {
    List<String> known = new ArrayList<>(CsvFolder.CONTAINER_COLUMNS);
    known.addAll(CsvFolder.BOX_COLUMNS);
    known.addAll(NAMES);
    known.addAll(List.of(IMAGE, HouseholdRule.FIELD));
    known.addAll(more);
    this.table = table.calling(known);
    this.tally = tally;
    this.read = Set.copyOf(known);
    this.name = NAMES.stream().filter(table.columns()::contains).findFirst();
  }

  /** Whether a table says what is kept in containers. */
  static boolean isOne(CsvTable table) {
    Set<String> columns = table.columns();
    return columns.stream().anyMatch(LabelFields::saysItems)
        && columns.stream().noneMatch(OTHERS::contains);
  }

  /** As {@link #isOne(CsvTable)}, of a file; false where it cannot be read. */
  static boolean isOne(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      return isOne(table);
    } catch (InvalidInputException e) {
      return false;
    }
  }

  /** Those in a folder that holds nothing else, by name; empty where it does. */
  static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      return all.stream().allMatch(ContentsTable::isOne) ? all : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** Takes a row into its scene. */
  void take(CsvRow row, TableScene scene) {
    LabelFields fields = new LabelFields(tally);
    for (String column : table.columns()) {
      if (!read.contains(column)) {
        row.optional(column)
            .ifPresent(text -> fields.put(column, text, row.location().child(column)));
      }
    }
    scene.contents(row, name.flatMap(row::optional).map(TextForm::strip), fields.items());
  }
}
