package org.stowbench.download;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.StagedFolder;

/**
 * A download's file while it grows, {@code FILE.part}, and beside it a note of what it is a part
 * of: the address, and what the other side calls this state of its file.
 */
final class PartialDownload {

  /** What a header can carry. */
  private static final Pattern VALIDATOR = Pattern.compile("[ -~]{1,1000}");

  private final Path target;
  private final Path file;
  private final Path note;
  private final URI source;

  PartialDownload(Path target, URI source) {
    this.target = target;
    this.file = target.resolveSibling(target.getFileName() + ".part");
    this.note = target.resolveSibling(target.getFileName() + ".part.from");
    this.source = source;
  }

  Path file() {
    return file;
  }

  /** Bytes that are there. */
  long size() throws IOException {
    return Files.isRegularFile(file) ? Files.size(file) : 0;
  }

  /** What the other side calls the file; empty where there is nothing to go on from. */
  Optional<String> validator() throws IOException {
    if (size() == 0 || !Files.isRegularFile(note)) {
      return Optional.empty();
    }
    try {
      List<String> lines = InputFile.of(note, FileKind.SETTINGS).lines();
      return lines.size() == 2
              && lines.get(0).equals(source.toString())
              && VALIDATOR.matcher(lines.get(1)).matches()
          ? Optional.of(lines.get(1))
          : Optional.empty();
    } catch (InvalidInputException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Begins again.
   *
   * @param validator what names this state of the file, such as its ETag; without one, a later
   *     download cannot go on from what is here
   */
  void restart(Optional<String> validator) throws IOException {
    StagedFolder.makeFolder(file.toAbsolutePath().getParent());
    discard();
    if (validator.isPresent()) {
      AtomicFile.write(note, source + "\n" + validator.get() + "\n");
    }
    FileProblem.writing(file, () -> Files.createFile(file));
  }

  /** To go on from where it ends. */
  OutputStream open() throws IOException {
    return FileProblem.naming(file, () -> new FileOutputStream(file.toFile(), true));
  }

  /** The download is complete: what was a part becomes the file. */
  void finish() throws IOException {
    FileProblem.writing(
        target,
        () ->
            Files.move(
                file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    Files.deleteIfExists(note);
  }

  /** Leaves nothing where nothing has come. */
  void discardEmpty() throws IOException {
    // A folder that is none has been said already.
    if (size() == 0 && Files.isDirectory(file.toAbsolutePath().getParent())) {
      discard();
    }
  }

  void discard() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(note);
  }
}
