package org.stowbench.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hidden file of a random name beside a target, which only this process has, for as long as it
 * makes what will take the target's place. The operating system drops the lock on it with the
 * process, however that ends; so the next process that writes into the same folder can tell what a
 * dead one has left behind, and clears it away. It does not touch what a live one is making.
 */
final class Claim implements AutoCloseable {

  /**
   * Which process a name is of; its own are not looked at, since looking would drop their locks.
   */
  private static final String PROCESS = random();

  private static final Pattern NAME =
      Pattern.compile("\\.(.+)\\.([0-9a-f]{8})[0-9a-f]{8}\\.stowbench");

  private final Path file;
  private final FileOutputStream out;
  private final Thread onExit = new Thread(this::discard, "discard what is unfinished");
  private boolean done;

  private Claim(Path file, FileOutputStream out) {
    this.file = file;
    this.out = out;
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Claims a place beside a target, in whose folder dead processes' claims are cleared away. */
  static Claim beside(Path target) throws IOException {
    clear(target.getParent());
    while (true) {
      String name = "." + target.getFileName() + "." + PROCESS + random() + ".stowbench";
      Path file = target.resolveSibling(name);
      // Never through a link, and never a file that is there already.
      Files.createFile(file);
      FileOutputStream out = new FileOutputStream(file.toFile());
      Claim claim = new Claim(file, out);
      try {
        Runtime.getRuntime().addShutdownHook(claim.onExit);
      } catch (IllegalStateException e) {
        // The machine is going down; what is written now is written all the same.
      }
      // Between its making and its locking, another process may have taken it for a dead one's:
      // then
      // that one has the lock, or has deleted the file.
      if (lock(out) != Lock.OTHERS && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return claim;
      }
      claim.close();
    }
  }

  private enum Lock {
    OURS,
    OTHERS,
    /** Some network disks have no locks: there, nothing is ever taken for a dead process's. */
    NONE
  }

  private static Lock lock(FileOutputStream out) {
    try {
      return out.getChannel().tryLock() == null ? Lock.OTHERS : Lock.OURS;
    } catch (OverlappingFileLockException e) {
      return Lock.OTHERS;
    } catch (IOException e) {
      return Lock.NONE;
    }
  }

  /** The claimed file. */
  Path file() {
    return file;
  }

  /** Writes into the claimed file. */
  FileOutputStream out() {
    return out;
  }

  /** Where a folder may grow. */
  Path folder() {
    return growing(file);
  }

  /** Where what the target was may wait until the folder has taken its place. */
  Path old() {
    return old(file);
  }

  /** Discards what the target was. */
  void deleteOld() throws IOException {
    delete(old(file));
  }

  private static Path growing(Path claim) {
    return claim.resolveSibling(claim.getFileName() + ".new");
  }

  private static Path old(Path claim) {
    return claim.resolveSibling(claim.getFileName() + ".old");
  }

  @Override
  public void close() throws IOException {
    try {
      discard();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The machine is going down, and the hook has run or will run.
    }
  }

  private synchronized void discard() {
    if (!done) {
      done = true;
      try (out) {
        delete(growing(file));
        delete(old(file));
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> claims = Files.newDirectoryStream(folder, ".*.stowbench")) {
      for (Path claim : claims) {
        Matcher name = NAME.matcher(claim.getFileName().toString());
        if (name.matches()
            && !name.group(2).equals(PROCESS)
            && Files.isRegularFile(claim, LinkOption.NOFOLLOW_LINKS)) {
          clear(claim, claim.resolveSibling(name.group(1)));
        }
      }
    }
  }

  private static void clear(Path claim, Path target) {
    // Appending changes nothing in a file that turns out to be a live process's.
    try (FileOutputStream out = new FileOutputStream(claim.toFile(), true)) {
      if (lock(out) == Lock.OURS) {
        if (Files.exists(old(claim)) && !Files.exists(target)) {
          // It died between its two moves: the target had its old content last.
          Files.move(old(claim), target, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(growing(claim));
        delete(old(claim));
        Files.deleteIfExists(claim);
      }
    } catch (IOException e) {
      // Somebody else's, or another process clears it at this moment.
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
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
