package org.stowbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A folder that grows beside the one that it will replace, and becomes it in one move or vanishes;
 * also on Ctrl-C.
 */
public final class StagedFolder implements AutoCloseable {

  private final Path target;
  private final Path folder;
  private final Thread onExit = new Thread(this::discard, "discard unfinished folder");
  private boolean done;

  /** Begins a folder that may become {@code target}. */
  public StagedFolder(Path target) throws IOException {
    this.target = target;
    Files.createDirectories(target.toAbsolutePath().getParent());
    this.folder = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    Files.createDirectory(folder);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Where it grows. */
  public Path folder() {
    return folder;
  }

  /** Writes a file; its path was checked to lead nowhere else. */
  public void write(String path, InputStream content) throws IOException {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder)) {
      throw new IllegalArgumentException("path " + path + ": must lie inside the folder");
    }
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
  }

  /** Makes the folder the target; what was there is gone afterwards. */
  public synchronized void commit() throws IOException {
    Path old = folder.resolveSibling(folder.getFileName() + ".old");
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    done = true;
    if (replaces) {
      delete(old);
    }
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

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
