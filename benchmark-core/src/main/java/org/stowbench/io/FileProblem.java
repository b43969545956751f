package org.stowbench.io;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/** What went wrong with a file, in words: which file, and what the system says of it. */
public final class FileProblem {

  private FileProblem() {}

  /** An I/O error for one line of a terminal: the file, where the error knows it, and why. */
  public static String describe(IOException e) {
    String why = why(e);
    Optional<String> file =
        e instanceof FileSystemException known
            ? Optional.ofNullable(known.getFile())
            : fileNotFound(e);
    if (file.isPresent()) {
      String name = InvalidInputException.excerpt(file.get(), 1000);
      return e instanceof NoSuchFileException
          ? "there is no file " + name
          : e instanceof FileAlreadyExistsException ? "already there: " + name : name + ": " + why;
    }
    return e instanceof EOFException
            || e instanceof CharacterCodingException
            || e.getMessage() == null
        ? "a file " + why
        : why;
  }

  /** Why alone, for a message that names the file itself. */
  public static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is already there";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "is a folder that is not empty";
    }
    if (e instanceof NotDirectoryException) {
      return "is no folder";
    }
    if (e instanceof FileSystemLoopException) {
      return "is a link that leads back to itself";
    }
    if (e instanceof AtomicMoveNotSupportedException) {
      return "cannot be moved into place on this disk";
    }
    if (e instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    if (e instanceof EOFException) {
      return "ends too early";
    }
    if (e instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    if (e instanceof ZipException) {
      return String.valueOf(e.getMessage()).contains("bad entry name")
          ? "the name of a file in it is not UTF-8 text"
          : "damaged, or no zip archive";
    }
    String words =
        e instanceof FileSystemException known ? known.getReason() : String.valueOf(message(e));
    return words == null || words.equals("null")
        ? "cannot be read or written"
        : InvalidInputException.excerpt(words, 200);
  }

  /** What is opened to be written to. */
  public interface Opening<T> {
    T open() throws IOException;
  }

  /**
   * Opens or makes something to write to.
   *
   * @throws NotWrittenException with the name of the file that the user knows
   */
  public static <T> T naming(Path file, Opening<T> opening) throws IOException {
    try {
      return opening.open();
    } catch (IOException e) {
      throw with(file, e);
    }
  }

  /** What writes to what is open already. */
  public interface Writing {
    void write() throws IOException;
  }

  /**
   * Writes to something that is open.
   *
   * @throws NotWrittenException with the name of the file that the user knows
   */
  public static void writing(Path file, Writing writing) throws IOException {
    try {
      writing.write();
    } catch (IOException e) {
      throw with(file, e);
    }
  }

  /**
   * What went wrong in writing, as an error of the file that the user knows, whatever file it
   * happened to.
   */
  static IOException with(Path file, IOException e) {
    NotWrittenException named = new NotWrittenException(file.toString(), whyNotWritten(e));
    named.initCause(e);
    return named;
  }

  /** Where nobody may make a file, as in {@code /proc}, the system says that there is none. */
  private static String whyNotWritten(IOException e) {
    return e instanceof NoSuchFileException || "No such file or directory".equals(message(e))
        ? "cannot be made there"
        : why(e);
  }

  /** Java's oldest error of files is the only one that writes "FILE (reason)". */
  private static String message(IOException e) {
    String text = e.getMessage();
    int reason = e instanceof FileNotFoundException && text != null ? text.lastIndexOf(" (") : -1;
    return reason < 0 || !text.endsWith(")") ? text : text.substring(reason + 2, text.length() - 1);
  }

  private static Optional<String> fileNotFound(IOException e) {
    String text = e instanceof FileNotFoundException ? e.getMessage() : null;
    int reason = text == null ? -1 : text.lastIndexOf(" (");
    return reason < 0 ? Optional.empty() : Optional.of(text.substring(0, reason));
  }
}
