package org.stowbench.datasets.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.JsonRecords;

/**
 * A file of scenes, read a scene at a time. A scene that has no name of its own is called as its
 * file is, and where that has several, by its place in it, from 0, as ProcTHOR counts houses.
 */
final class SceneFile {

  private static final List<String> LINES = List.of(".jsonl", ".ndjson");
  private static final List<String> TABLES = List.of(".csv", ".tsv");
  private static final String PACKED = ".gz";

  /** In which such files end. */
  static final List<String> ENDINGS =
      Stream.of(".json", ".jsonl", ".ndjson", ".csv", ".tsv")
          .flatMap(ending -> Stream.of(ending, ending + PACKED))
          .toList();

  private final Path file;
  private final String name;
  private final ImportTally tally;
  private final Consumer<ObjectScene> taker;

  private SceneFile(Path file, ImportTally tally, Consumer<ObjectScene> taker) {
    this.file = file;
    this.name = HomeInventory.nameOf(unpackedName(file));
    this.tally = tally;
    this.taker = taker;
  }

  /** Whether a file is one, by its first record; false where that cannot be read. */
  static boolean isOne(Path file) {
    return isOne(file, false);
  }

  /** As {@link #isOne(Path)}, but what cannot be read may be one, and reading it says why not. */
  static boolean mayBeOne(Path file) {
    return isOne(file, true);
  }

  private static boolean isOne(Path file, boolean damaged) {
    try {
      return ends(file, TABLES)
          ? ObjectTable.isOne(file)
          : first(file).filter(ThorRecord::isOne).isPresent();
    } catch (InvalidInputException e) {
      return damaged;
    }
  }

  private static Optional<JsonInput> first(Path file) {
    if (ends(file, LINES)) {
      try (JsonLines lines = JsonLines.open(lines(file))) {
        return lines.nextFilled().map(JsonLines.Line::json);
      }
    }
    InputFile document = document(file);
    if (!document.beginsWith('[')) {
      return Optional.of(document.json());
    }
    try (JsonRecords records = JsonRecords.open(document)) {
      return records.next();
    }
  }

  /**
   * Hands each scene to a taker.
   *
   * @throws InvalidInputException if something does not fit, with its place
   */
  static void read(Path file, ImportTally tally, Consumer<ObjectScene> taker) {
    new SceneFile(file, tally, taker).read();
  }

  private void read() {
    if (ends(file, TABLES)) {
      ObjectTable.read(file, name, tally).forEach(taker);
    } else if (ends(file, LINES)) {
      readLines();
    } else if (document(file).beginsWith('[')) {
      readList();
    } else {
      taker.accept(ThorRecord.read(document(file).json(), name, tally));
    }
  }

  private void readLines() {
    try (JsonLines lines = JsonLines.open(lines(file))) {
      int number = 0;
      for (Optional<JsonLines.Line> line = lines.nextFilled();
          line.isPresent();
          line = lines.nextFilled()) {
        taker.accept(ThorRecord.read(line.get().json(), name + "-" + number++, tally));
      }
    }
  }

  /** A list of objects is one scene, any other a list of scenes. */
  private void readList() {
    try (JsonRecords records = JsonRecords.open(document(file))) {
      Optional<JsonInput> record = records.next();
      if (record.filter(ThorRecord::isObject).isPresent()) {
        ObjectScene scene = new ObjectScene(name, ThorRecord.room(name), document(file).location());
        for (; record.isPresent(); record = records.next()) {
          ThorRecord.take(record.get(), scene);
        }
        taker.accept(scene);
      }
      for (int number = 0; record.isPresent(); record = records.next()) {
        taker.accept(ThorRecord.read(record.get(), name + "-" + number++, tally));
      }
    }
  }

  private static InputFile lines(Path file) {
    return InputFile.of(file, FileKind.RECORDS).unpacked();
  }

  private static InputFile document(Path file) {
    return InputFile.of(file, FileKind.DOCUMENT).unpacked();
  }

  private static boolean ends(Path file, List<String> endings) {
    String name = unpackedName(file).toString().toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }

  private static Path unpackedName(Path file) {
    String name = String.valueOf(file.getFileName());
    return Path.of(
        name.toLowerCase(Locale.ROOT).endsWith(PACKED)
            ? name.substring(0, name.length() - PACKED.length())
            : name);
  }
}
