package org.stowbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.stowbench.cli.output.StandardError;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.NotWrittenException;
import org.stowbench.io.TextForm;
import org.stowbench.predictor.RunStoppedException;

/**
 * What stopped a command, in words: one line for what the user can mend, a stack trace only for
 * what we must.
 */
final class Failure {

  /** The options that say where something is written. */
  private static final Set<String> TARGETS =
      Set.of(
          "--figures",
          "--junit",
          "--model",
          "--out",
          "--per-query",
          "--predictions",
          "--resume",
          "--summary",
          "--svg",
          "--to");

  private Failure() {}

  /**
   * Says what happened.
   *
   * @param arguments what the command was called with
   * @return what the process ends with
   */
  static int report(Throwable thrown, List<String> arguments, PrintWriter err) {
    try {
      int code = say(thrown, arguments, err);
      err.flush();
      return code;
    } catch (OutOfMemoryError e) {
      return ExitCode.OUT_OF_MEMORY; // there is none left to say so
    }
  }

  private static int say(Throwable thrown, List<String> arguments, PrintWriter err) {
    Throwable cause = unwrapped(thrown);
    if (cause instanceof InvalidInputException) {
      err.println("stowbench: " + cause.getMessage()); // it has seen to its lines
      return ExitCode.BAD_INPUT;
    }
    // A predictor that can go on no more, asked by a command without a run to resume.
    if (cause instanceof RunStoppedException) {
      StandardError.say(err, cause.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (cause instanceof InterruptedException) {
      StandardError.say(err, "interrupted");
      return ExitCode.BAD_INPUT;
    }
    if (cause instanceof NotWrittenException place) {
      StandardError.say(err, FileProblem.describe(place) + ": " + wayOut(place, arguments));
      return ExitCode.BAD_INPUT;
    }
    if (cause instanceof IOException io) {
      StandardError.say(err, FileProblem.describe(io));
      return ExitCode.BAD_INPUT;
    }
    Optional<Throwable> memory = memory(thrown);
    if (memory.isPresent()) {
      StandardError.say(err, memoryWords(memory.get()));
      return ExitCode.OUT_OF_MEMORY;
    }
    StandardError.say(err, "this is a bug in Stowbench; please report it with all that follows");
    err.println("command: stowbench " + TextForm.LINE.of(String.join(" ", arguments)));
    err.println(
        "version: %s, %s %s"
            .formatted(
                String.join(", ", new VersionProvider().getVersion()),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
    thrown.printStackTrace(err);
    return ExitCode.BUG;
  }

  /** What of all that was said, or is set, must be another. */
  private static String wayOut(NotWrittenException place, List<String> arguments) {
    Path path = path(place.getFile());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int value = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String option = value < 0 ? arguments.get(Math.max(0, i - 1)) : argument.substring(0, value);
      if (TARGETS.contains(option) && leads(path(argument.substring(value + 1)), path)) {
        return option + " must name a place that can be written to";
      }
    }
    return leads(path(StowbenchHome.path().toString()), path)
        ? "STOWBENCH_HOME must name a folder that can be written to"
        : "it must be a place that can be written to";
  }

  /** Whether a place is in the one that was named, or in its way. */
  private static boolean leads(Path named, Path place) {
    return place.startsWith(named)
        || named.startsWith(place) && Files.exists(place) && !Files.isDirectory(place);
  }

  private static Path path(String name) {
    try {
      return Path.of(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return Path.of("").toAbsolutePath().resolve("no path"); // a word that is none
    }
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

  private static String memoryWords(Throwable error) {
    return String.valueOf(error.getMessage()).contains("thread")
        ? "the system allows no more threads: ask for fewer --jobs, or raise its limit (ulimit -u)"
        : "memory ran out: more than the %,d MB that it may use; give more, for example"
                .formatted(Runtime.getRuntime().maxMemory() >> 20)
            + " STOWBENCH_JAVA_OPTS=-Xmx8g, or ask for less at once";
  }
}
