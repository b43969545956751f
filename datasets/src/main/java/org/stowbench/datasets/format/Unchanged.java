package org.stowbench.datasets.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;

/**
 * Tells whether a file is still the one that was read before. For any number of threads; a look
 * costs microseconds while nobody touches the file.
 */
final class Unchanged {

  /** What somebody who changes a file can hardly help to change too. */
  private record Stamp(long size, FileTime modified, Optional<Object> key) {

    static Optional<Stamp> of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Stamp(now.size(), now.lastModifiedTime(), Optional.ofNullable(now.fileKey())));
      } catch (IOException e) {
        return Optional.empty(); // gone, so it is another
      }
    }
  }

  private final Path file;
  private volatile Optional<Stamp> stamp;
  private String checksum = "";

  /** Of a file that is about to be read for the first time. */
  Unchanged(Path file) {
    this.file = file;
    this.stamp = Stamp.of(file);
  }

  /** Is told what was read that time. */
  void read(String checksum) {
    this.checksum = checksum;
  }

  /** What was read that time. */
  String checksum() {
    return checksum;
  }

  /**
   * Makes sure of it. A file that somebody touched, or wrote again as it was, is read once more.
   *
   * @throws InvalidInputException if it is another
   */
  void require() {
    Optional<Stamp> now = Stamp.of(file);
    if (!now.equals(stamp)) {
      requireContent();
      stamp = now;
    }
  }

  /**
   * Makes sure of it by reading all of it.
   *
   * @throws InvalidInputException if it is another
   */
  void requireContent() {
    String found;
    try {
      found = Sha256.checksum(file);
    } catch (IOException | InvalidInputException e) {
      throw new InvalidInputException(
          InputLocation.of(file), "changed while it was read: it can be read no more", e);
    }
    if (!found.equals(checksum)) {
      throw new InvalidInputException(
          InputLocation.of(file),
          "changed while it was read: expected %s, found %s".formatted(checksum, found));
    }
  }
}
