package org.stowbench.datasets.shic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonRecords;
import org.stowbench.io.Sha256;

/** The files of the source; remembers which were read. */
final class Checkout {

  private final Path root;
  private final List<SourceFile> read = new ArrayList<>();

  Checkout(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  boolean has(String path) {
    // What is no file there is refused by name when it is read.
    return Files.exists(root.resolve(path));
  }

  /** What was read so far, in the order of reading. */
  List<SourceFile> read() {
    return List.copyOf(read);
  }

  /** Reads a JSON list of records, one at a time. */
  void records(String path, Consumer<JsonInput> reader) {
    read(
        path,
        file -> {
          try (JsonRecords records = JsonRecords.open(file)) {
            records.forEach(reader);
            return records.count();
          }
        });
  }

  /** Reads a CSV table with a header, one row at a time. */
  void rows(String path, Consumer<CsvRow> reader) {
    read(
        path,
        file -> {
          try (CsvTable table = CsvTable.open(file)) {
            table.forEach(reader);
            return table.count();
          }
        });
  }

  private void read(String path, ToLongFunction<InputFile> content) {
    MessageDigest digest = Sha256.digest();
    InputFile file = InputFile.of(root.resolve(path), FileKind.RECORDS).digested(digest);
    long records = content.applyAsLong(file);
    read.add(new SourceFile(path, Sha256.checksum(digest), records));
  }
}
