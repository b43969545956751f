package org.stowbench.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes a file so that others see the whole of it or nothing: beside the target under a name that
 * nobody else has, forced to disk, then moved into place. Any number of processes may write one
 * file at once; the last one's stays. Errors name the file.
 */
public final class AtomicFile {

  /** What writes the content. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /** Writes a text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes a file. Closing the stream does no harm.
   *
   * @throws IOException with the file's name, if it cannot be written, or its folder is not there;
   *     what was at the place is there still
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new NotWrittenException(file.toString(), "is a folder: must be a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // Nothing can take the place of a pipe or a device, such as /dev/stdout.
      try (FileOutputStream stream =
          FileProblem.naming(file, () -> new FileOutputStream(target.toFile()))) {
        OutputStream out = new NamedOutput(file, stream);
        content.writeTo(out);
        out.flush();
      }
      return;
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new NotWrittenException(file.toString(), "there is no folder " + target.getParent());
    }
    try (Claim claim = FileProblem.naming(file, () -> Claim.beside(target))) {
      OutputStream out = new NamedOutput(file, claim.out());
      content.writeTo(out);
      out.flush();
      try {
        claim.out().getFD().sync();
        keepPermissions(target, claim.file());
        // Still under its lock, so that nobody takes it for what a dead process left behind.
        Files.move(
            claim.file(),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw FileProblem.with(file, e);
      }
    }
  }

  /**
   * Adds a text to the end of a file that others write as well; makes it where there is none.
   *
   * @throws IOException with the file's name; what was at the place is there still
   */
  public static void append(Path file, String text) throws IOException {
    boolean there = Files.exists(file);
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!there && Files.isRegularFile(file)) {
        Files.delete(file);
      }
      throw FileProblem.with(file, e);
    }
  }

  /** Who made a file private does not want it public because it was written anew. */
  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView before = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (before != null && Files.exists(from)) {
      Files.setPosixFilePermissions(to, before.readAttributes().permissions());
    }
  }
}
