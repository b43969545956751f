package org.stowbench.cli;

import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Makes commands, and no more of them than arguments need: to make them all takes longer than many
 * a command.
 */
final class CommandTree {

  private static final String NO_COMMAND = "";

  private CommandTree() {}

  /** Every command. */
  static CommandLine whole() {
    return make(StowbenchCommand.class, List.of(NO_COMMAND));
  }

  /**
   * The command that the arguments begin with, in its groups; where they are options alone, what
   * help says of each command; else every command.
   */
  static CommandLine of(List<String> args) {
    return make(StowbenchCommand.class, args);
  }

  private static CommandLine make(Class<?> command, List<String> args) {
    CommandLine line = new CommandLine(command);
    if (line.getCommand() instanceof CommandGroup group) {
      List<Class<?>> named =
          group.commands().stream().filter(one -> isNamed(one, args)).limit(1).toList();
      if (!named.isEmpty()) {
        line.addSubcommand(make(named.get(0), args.subList(1, args.size())));
      } else if (args.stream().allMatch(arg -> arg.startsWith("-"))) {
        group.commands().forEach(one -> line.addSubcommand(inHelp(one)));
      } else {
        // As command lines of their own: only those are asked for their model transformers.
        group.commands().forEach(one -> line.addSubcommand(make(one, args)));
      }
    }
    return line;
  }

  private static boolean isNamed(Class<?> command, List<String> args) {
    // Completion is about all of them.
    return !args.isEmpty()
        && says(command).name().equals(args.get(0))
        && !command.equals(GenerateCompletion.class);
  }

  private static CommandSpec inHelp(Class<?> command) {
    CommandSpec spec = CommandSpec.create().name(says(command).name());
    spec.usageMessage().header(says(command).header()).description(says(command).description());
    return spec;
  }

  private static Command says(Class<?> command) {
    return command.getAnnotation(Command.class);
  }
}
