package org.stowbench.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;

/**
 * What stopped a command, in words: one line for what the user can mend, a stack trace only for
 * what we must.
 */
final class Failure {

  private Failure() {}

  /**
   * Says what happened.
   *
   * @param arguments what the command was called with
   * @return what the process ends with
   */
  static int report(Throwable thrown, List<String> arguments, PrintWriter err) {
    int code = say(thrown, arguments, err);
    err.flush();
    return code;
  }

  private static int say(Throwable thrown, List<String> arguments, PrintWriter err) {
    Throwable cause = unwrapped(thrown);
    // A predictor that can go on no more, asked by a command without a run to resume.
    if (cause instanceof InvalidInputException || cause instanceof RunStoppedException) {
      err.println("stowbench: " + cause.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (cause instanceof InterruptedException) {
      err.println("stowbench: interrupted");
      return ExitCode.BAD_INPUT;
    }
    if (cause instanceof IOException io) {
      err.println("stowbench: " + words(io));
      return ExitCode.BAD_INPUT;
    }
    Optional<Throwable> memory = memory(thrown);
    if (memory.isPresent()) {
      err.println("stowbench: " + memoryWords(memory.get()));
      return ExitCode.BUG;
    }
    err.println("stowbench: this is a bug in Stowbench; please report it with all that follows");
    err.println("command: stowbench " + String.join(" ", arguments));
    err.println(
        "version: %s, %s %s"
            .formatted(
                String.join(", ", new VersionProvider().getVersion()),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
    thrown.printStackTrace(err);
    return ExitCode.BUG;
  }

  /** Without what streams and threads put around what happened. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof UncheckedIOException
            || cause instanceof ExecutionException
            || cause instanceof CompletionException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** Memory runs out anywhere, so it may lie beneath any exception. */
  private static Optional<Throwable> memory(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(OutOfMemoryError.class::isInstance)
        .findFirst();
  }

  /** The system names either a kind, which has no words of its own, or a reason. */
  private static String words(IOException io) {
    if (io instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    if (io instanceof FileAlreadyExistsException there) {
      return "already there: " + there.getFile();
    }
    if (io instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (io instanceof NotDirectoryException file) {
      return file.getFile() + ": is no folder";
    }
    if (io instanceof DirectoryNotEmptyException full) {
      return full.getFile() + ": is a folder that is not empty";
    }
    if (io instanceof FileSystemException other && other.getFile() != null) {
      return other.getFile()
          + ": "
          + (other.getReason() == null ? "cannot be read or written" : other.getReason());
    }
    if (io instanceof EOFException) {
      return "a file ends too early";
    }
    if (io instanceof CharacterCodingException) {
      return "a file is not UTF-8";
    }
    return io.getMessage() == null ? "a file cannot be read or written" : io.getMessage();
  }

  private static String memoryWords(Throwable error) {
    return String.valueOf(error.getMessage()).contains("thread")
        ? "the system allows no more threads: ask for fewer --jobs, or raise its limit (ulimit -u)"
        : "memory ran out: more than the %,d MB that it may use; give more, for example"
                .formatted(Runtime.getRuntime().maxMemory() >> 20)
            + " STOWBENCH_JAVA_OPTS=-Xmx8g, or ask for less at once";
  }
}
