package org.stowbench.predictors.external.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;

/** Starts other programs, and says in our words why one did not start. */
final class Program {

  /** How Java gives the system's own words: {@code error=7, Argument list too long}. */
  private static final Pattern SYSTEM = Pattern.compile("error[=:] ?\\d+,? ?\\(?([^()]+)\\)?\\s*$");

  private Program() {}

  /**
   * Starts a program.
   *
   * @throws IOException if it cannot be started; its message names the program and says why
   */
  static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(why(builder.command().get(0), String.valueOf(e.getMessage())), e);
    }
  }

  private static String why(String program, String said) {
    String name = InvalidInputException.excerpt(program);
    Optional<Path> found = found(program);
    if (found.isEmpty()) {
      return program.contains("/")
          ? "there is no program " + name
          : "there is no program " + name + " on the PATH";
    }
    if (Files.isDirectory(found.get())) {
      return name + " is a folder, not a program";
    }
    if (!Files.isExecutable(found.get())) {
      return "%s must be executable (chmod +x %s)"
          .formatted(name, InvalidInputException.excerpt(found.get().toString()));
    }
    if (said.contains("No such file")) {
      return name + " needs another program, which its first line names, and which is not here";
    }
    Matcher words = SYSTEM.matcher(said);
    return words.find()
        ? name + ": " + InvalidInputException.excerpt(words.group(1))
        : name + " was refused by the system";
  }

  /** The file of that name; without a slash, the first of that name on the PATH. */
  private static Optional<Path> found(String program) {
    Stream<String> folders =
        program.contains("/")
            ? Stream.of("")
            : Stream.of(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
    try {
      return folders.map(folder -> Path.of(folder, program)).filter(Files::exists).findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
