package org.stowbench.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stowbench.extra.ExtraLibraries;
import org.stowbench.io.StagedFolder;

/**
 * A folder as the Hugging Face Hub reads it: tables, and {@code README.md}, which says what they
 * are. It is there whole or not at all; an older one is replaced.
 */
final class HubFolder implements AutoCloseable {

  private static final String CARD = "README.md";

  private final Path target;
  private final ParquetLibrary library;
  private final StagedFolder staged;

  private HubFolder(Path target, ParquetLibrary library, StagedFolder staged) {
    this.target = target;
    this.library = library;
    this.staged = staged;
  }

  /**
   * Begins a folder.
   *
   * @param tables the files that one of its kind may hold
   * @throws org.stowbench.io.InvalidInputException if something else is there, or Parquet's library
   *     cannot be had
   */
  static HubFolder at(Path target, Set<String> tables, ExtraLibraries libraries)
      throws IOException {
    Set<String> files = new HashSet<>(tables);
    files.add(CARD);
    StagedFolder staged =
        StagedFolder.at(
            target, StagedFolder.Replaceable.holdingOnly(files, "a folder of Parquet tables"));
    try {
      return new HubFolder(target, ParquetLibrary.of(libraries), staged);
    } catch (RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  /** Begins a table. */
  ParquetTable create(String name, List<ParquetColumn> columns) throws IOException {
    return library.create(staged.folder().resolve(name), target.resolve(name), columns);
  }

  /** Writes the card, and makes the folder what is at its place. */
  void finish(String card) throws IOException {
    staged.write(CARD, card);
    staged.commit();
  }

  @Override
  public void close() throws IOException {
    staged.close();
  }
}
