package org.stowbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.StandardError;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: without one of them it says which there are. */
abstract class CommandGroup implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  /** What it holds, in the order of its help; {@link CommandTree} makes them. */
  List<Class<?>> commands() {
    return List.of();
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    StandardError.say(
        err, "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    err.println();
    spec.commandLine().usage(StandardError.drawn(err));
    return ExitCode.BAD_INPUT;
  }
}
