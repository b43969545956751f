package org.stowbench.io;

import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that grows beside the one that it will replace, and becomes it in one move or vanishes;
 * also on Ctrl-C. Any number may become it at once; the last one stays. What a killed process left
 * of one is cleared away by the next process that stages something in the same place.
 */
public final class StagedFolder implements AutoCloseable {

  /** Says what may be replaced. */
  @FunctionalInterface
  public interface Replaceable {

    /**
     * Looks at what is at the target, if there is anything.
     *
     * @throws InvalidInputException if it must stay
     */
    void check(Path target) throws IOException;

    /**
     * Lets a folder be replaced that is empty, or holds nothing but files of these names.
     *
     * @param what the folder is, such as {@code a dataset}
     */
    static Replaceable holdingOnly(Set<String> names, String what) {
      return target -> {
        InputLocation location = InputLocation.of(target);
        try (Stream<Path> entries = Files.list(target)) {
          Optional<String> other =
              entries
                  .map(entry -> entry.getFileName().toString())
                  .filter(name -> !names.contains(name))
                  .sorted()
                  .findFirst();
          if (other.isPresent()) {
            throw new InvalidInputException(
                location,
                "holds %s, which is no part of %s and would be lost: move it away first"
                    .formatted(InvalidInputException.excerpt(other.get()), what));
          }
        } catch (NotDirectoryException e) {
          throw new InvalidInputException(
              location, "is a file: %s needs a folder".formatted(what), e);
        }
      };
    }
  }

  /** How often others may be faster before that is taken for another trouble. */
  private static final int MOST_COLLISIONS = 20;

  private final Path target;
  private final Replaceable rule;
  private final Claim claim;

  private StagedFolder(Path target, Replaceable rule, Claim claim) {
    this.target = target;
    this.rule = rule;
    this.claim = claim;
  }

  /**
   * Begins a folder that may become {@code target}; the folder around it is made if need be.
   *
   * @param rule is asked now, and before the target is replaced: hours may have passed
   * @throws InvalidInputException if what is there must stay
   */
  public static StagedFolder at(Path target, Replaceable rule) throws IOException {
    Path real = real(target);
    if (real.getParent() == null) {
      throw new InvalidInputException(InputLocation.of(target), "cannot be replaced");
    }
    check(rule, real);
    if (Files.isSymbolicLink(real)) {
      throw new InvalidInputException(InputLocation.of(target), "is a link that leads to nothing");
    }
    makeFolder(real.getParent());
    Claim claim = FileProblem.naming(target, () -> Claim.beside(real));
    try {
      Files.createDirectory(claim.folder());
      return new StagedFolder(real, rule, claim);
    } catch (IOException e) {
      claim.close();
      throw FileProblem.with(target, e);
    }
  }

  private static Path real(Path target) {
    try {
      return target.toRealPath();
    } catch (IOException e) {
      return target.toAbsolutePath().normalize(); // there is nothing
    }
  }

  /**
   * Makes a folder and those around it, where they are not there yet.
   *
   * @throws IOException with the name of what is in the way
   */
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new NotWrittenException(e.getFile(), "is in the way: must be a folder");
    } catch (IOException e) {
      throw FileProblem.with(folder, e);
    }
  }

  /** Where it grows. */
  public Path folder() {
    return claim.folder();
  }

  /** Begins a file; its path must not lead out of the folder. Errors name the file to be. */
  public OutputStream create(String path) throws IOException {
    Path file = folder().resolve(path).normalize();
    if (!file.startsWith(folder())) {
      throw new IllegalArgumentException("path " + path + ": must lie inside the folder");
    }
    Path known = target.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      FileOutputStream stream = new FileOutputStream(file.toFile());
      return new FilterOutputStream(new NamedOutput(known, stream)) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
          try (stream) {
            out.flush();
          }
        }
      };
    } catch (IOException e) {
      throw FileProblem.with(known, e);
    }
  }

  /** Writes a file; as {@link #create}. */
  public void write(String path, InputStream content) throws IOException {
    try (OutputStream out = create(path)) {
      content.transferTo(out);
    }
  }

  /** Writes a text in UTF-8; as {@link #create}. */
  public void write(String path, String text) throws IOException {
    try (OutputStream out = create(path)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Makes the folder the target; what was there is gone afterwards.
   *
   * @throws InvalidInputException if what is there now must stay
   * @throws FileSystemException with the target's name, if it cannot be moved; what was there is
   *     there still
   */
  public void commit() throws IOException {
    for (int left = MOST_COLLISIONS; ; left--) {
      // Looked at once: what comes after that was not asked about, and is in the move's way.
      boolean replaces = Files.exists(target);
      if (replaces) {
        check(rule, target);
      }
      try {
        move(replaces);
        return;
      } catch (IOException e) {
        // Most likely others replaced the target between two steps of this.
        if (left == 0) {
          throw FileProblem.with(target, e);
        }
      }
    }
  }

  private void move(boolean replaces) throws IOException {
    if (replaces) {
      claim.deleteOld(); // it could not be put back, and somebody else's stands in its place now
      Files.move(target, claim.old(), StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(folder(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        restore();
      }
      throw e;
    }
  }

  /** Puts back what was there, unless somebody else's took its place. */
  private void restore() throws IOException {
    try {
      Files.move(claim.old(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(target)) {
        throw e;
      }
      claim.deleteOld();
    }
  }

  /** What others replace at this moment is looked at again. */
  private static void check(Replaceable rule, Path target) throws IOException {
    while (Files.exists(target)) {
      try {
        Object before = identity(target);
        try {
          rule.check(target);
          return;
        } catch (InvalidInputException e) {
          if (Objects.equals(before, identity(target))) {
            throw e;
          }
        }
      } catch (NoSuchFileException e) {
        // It has just been moved away.
      }
    }
  }

  private static Object identity(Path target) throws IOException {
    return Files.readAttributes(target, BasicFileAttributes.class).fileKey();
  }

  /** Discards what was not committed, and what was replaced. */
  @Override
  public void close() throws IOException {
    claim.close();
  }
}
