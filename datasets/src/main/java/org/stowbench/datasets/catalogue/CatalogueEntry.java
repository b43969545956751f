package org.stowbench.datasets.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.io.InvalidInputException;

/**
 * A dataset as the catalogue lists it: one that is known, installed, or both.
 *
 * @param id what people type
 * @param folder where it is, or would be, installed
 * @param known what is known of it; empty for somebody's own
 * @param installed what its {@code dataset.json} says; empty where it is not installed or damaged
 * @param bytes its size on disk; 0 where it is not installed
 * @param damage why it cannot be read; empty where it can, or is not installed
 */
public record CatalogueEntry(
    String id,
    Path folder,
    Optional<KnownDataset> known,
    Optional<DatasetMetadata> installed,
    long bytes,
    Optional<String> damage) {

  public CatalogueEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(installed, "installed");
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "dataset " + id + ": " + bytes + " bytes: must be 0 or more");
    }
    Objects.requireNonNull(damage, "damage");
  }

  static CatalogueEntry of(String id, Path folder, Optional<KnownDataset> known) {
    if (!DatasetFolder.isDataset(folder)) {
      return new CatalogueEntry(id, folder, known, Optional.empty(), 0, Optional.empty());
    }
    try {
      DatasetMetadata metadata = DatasetFolder.open(folder).metadata();
      return new CatalogueEntry(
          id, folder, known, Optional.of(metadata), size(folder), Optional.empty());
    } catch (InvalidInputException e) {
      return new CatalogueEntry(
          id, folder, known, Optional.empty(), size(folder), Optional.of(e.getMessage()));
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Under which terms it may be used. */
  public String licence() {
    return installed
        .map(metadata -> metadata.description().licence())
        .or(() -> known.map(KnownDataset::licence))
        .orElse("");
  }

  /** What to cite. */
  public String citation() {
    return installed
        .map(metadata -> metadata.description().citation())
        .or(() -> known.map(KnownDataset::citation))
        .orElse("");
  }
}
