package org.stowbench.cli;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.stowbench.io.InvalidInputException;
import picocli.CommandLine;

/** Where the process starts. */
public final class Main {

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    // Numbers read the same on every machine, in messages too.
    Locale.setDefault(Locale.ROOT);
    // Libraries that log find no logger here, and would complain about that on stderr.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // Data is UTF-8 whatever the machine's locale; Java 17 would follow the locale.
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    int code = commandLine().execute(args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new StowbenchCommand());
    commandLine.setOut(new PrintWriter(System.out, true));
    commandLine.setErr(new PrintWriter(System.err, true));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> report(e, command));
    return commandLine;
  }

  /** One line for what the user can mend; a stack trace only for what we must. */
  private static int report(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof InvalidInputException) {
      err.println("stowbench: " + cause.getMessage());
    } else if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      err.println("stowbench: there is no file " + cause.getMessage());
    } else if (cause instanceof FileAlreadyExistsException) {
      err.println("stowbench: already there: " + cause.getMessage());
    } else if (cause instanceof IOException) {
      err.println("stowbench: " + cause.getClass().getSimpleName() + ": " + cause.getMessage());
    } else {
      err.println("stowbench: this is a bug in Stowbench; please report it with what follows");
      e.printStackTrace(err);
    }
    err.flush();
    return ExitCode.BAD_INPUT;
  }
}
