package org.stowbench.datasets.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * The folder in which a dataset grows, beside the one that it will become. It turns into the target
 * in one move or vanishes; also on Ctrl-C.
 */
final class Staging implements AutoCloseable {

  private static final Set<String> FILES =
      Set.of(
          DatasetFolder.METADATA,
          DatasetFolder.SCENES,
          DatasetFolder.QUERIES,
          DatasetFolder.CROISSANT);

  private final Path target;
  private final Path folder;
  private final Thread onExit = new Thread(this::discard, "discard unfinished dataset");
  private boolean done;

  private Staging(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * Begins a folder.
   *
   * @throws InvalidInputException if there is something at the target that is not an older dataset
   */
  static Staging at(Path target) throws IOException {
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
    checkReplaceable(real);
    Path parent = real.getParent();
    if (parent == null) {
      throw new InvalidInputException(InputLocation.of(target), "cannot be a dataset's folder");
    }
    Files.createDirectories(parent);
    Path folder = parent.resolve("." + real.getFileName() + "." + UUID.randomUUID());
    Files.createDirectory(folder);
    Staging staging = new Staging(real, folder);
    Runtime.getRuntime().addShutdownHook(staging.onExit);
    return staging;
  }

  /** The growing folder. */
  Path folder() {
    return folder;
  }

  /** A file in the growing folder. */
  Path resolve(String file) {
    return folder.resolve(file);
  }

  /** Makes the folder the target; an older dataset there is gone afterwards. */
  synchronized void commit() throws IOException {
    if (done) {
      throw new IllegalStateException("dataset " + target + ": already closed");
    }
    // Again: hours may have passed since it was begun.
    checkReplaceable(target);
    if (Files.exists(target)) {
      Path old = folder.resolveSibling(folder.getFileName() + ".old");
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      delete(old);
    } else {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    }
    done = true;
  }

  @Override
  public void close() {
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The machine is going down, and the hook has run or will run.
    }
  }

  private synchronized void discard() {
    if (!done) {
      done = true;
      try {
        delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void checkReplaceable(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    InputLocation location = InputLocation.of(target);
    if (!Files.isDirectory(target)) {
      throw new InvalidInputException(location, "is a file: a dataset needs a folder of its own");
    }
    try (Stream<Path> entries = Files.list(target)) {
      List<String> names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
      if (!names.isEmpty() && !names.contains(DatasetFolder.METADATA)) {
        throw new InvalidInputException(
            location, "is not empty and not a dataset: name a new folder or a dataset's");
      }
      for (String name : names) {
        if (!FILES.contains(name)) {
          throw new InvalidInputException(
              location,
              "holds "
                  + InvalidInputException.excerpt(name)
                  + ", which is no part of a dataset and would be lost: move it away first");
        }
      }
    }
  }

  /** Deletes a folder of plain files, if it is there. */
  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
