package org.stowbench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.cli.output.PlainStream;
import org.stowbench.cli.output.StandardError;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
    CommandLine commandLine = commandLine(args);
    // What anybody else writes there, such as a log.
    System.setErr(new PrintStream(new PlainStream(System.err), true, StandardCharsets.UTF_8));
    int code = execute(commandLine, args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The command line, ready to execute these arguments. */
  static CommandLine commandLine(String... args) {
    return ready(CommandTree.of(List.of(args)));
  }

  /** The command line with every command there is, ready to execute any arguments. */
  static CommandLine wholeCommandLine() {
    return ready(CommandTree.whole());
  }

  private static CommandLine ready(CommandLine commandLine) {
    commandLine.setOut(new PrintWriter(System.out, true));
    commandLine.setErr(new StandardError(System.err));
    Optional.ofNullable(commandLine.getSubcommands().get("generate-completion"))
        .map(CommandLine::getCommandSpec)
        .ifPresent(
            completion ->
                completion
                    .usageMessage()
                    .footer("", "Example:", "  source <(stowbench generate-completion)"));
    commandLine.setParameterExceptionHandler(new WrongUsage());
    commandLine.setExecutionExceptionHandler(new Failures(commandLine));
    Values.register(commandLine);
    return commandLine;
  }

  /** Runs one command, and says what stopped it if something did. */
  static int execute(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (Throwable e) {
      // Errors, which picocli lets through, and its own trouble.
      return Failure.report(e, List.of(args), commandLine.getErr());
    }
  }

  /** Says what is wrong with what was typed, and where help is; a page of it would hide that. */
  private record WrongUsage() implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
      CommandLine command = e.getCommandLine();
      PrintWriter err = command.getErr();
      String message = e.getMessage();
      StandardError.say(
          err, message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println("Help: %s --help".formatted(command.getCommandSpec().qualifiedName()));
      return ExitCode.BAD_INPUT;
    }
  }

  /** A class for the reason that {@link Values} gives. */
  private record Failures(CommandLine commandLine) implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
      return Failure.report(e, parsed.originalArgs(), commandLine.getErr());
    }
  }
}
