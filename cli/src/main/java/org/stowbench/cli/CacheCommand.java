package org.stowbench.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Table;
import org.stowbench.predictors.llm.cache.ReplyCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The language models' answers that were paid for and are kept. */
@Command(
    name = "cache",
    description = "Look at, or clear, the kept answers of language models.",
    subcommands = {CacheCommand.Stats.class, CacheCommand.Clear.class},
    synopsisSubcommandLabel = "(stats | clear)",
    footer = {"", "Example:", "  stowbench cache stats"})
final class CacheCommand extends CommandGroup {

  private static ReplyCache cache() {
    return new ReplyCache(StowbenchHome.path());
  }

  @Command(
      name = "stats",
      description = "Say how many answers are kept, and where.",
      footer = {"", "Example:", "  stowbench cache stats"})
  static final class Stats implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TableOption output;

    @Override
    public Integer call() throws IOException {
      ReplyCache.Stats stats = cache().stats();
      Table table = new Table("answers", "bytes", "folder");
      table.row(
          Cell.of(stats.replies()), Cell.of(stats.bytes()), Cell.of(cache().folder().toString()));
      output.print(table);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "clear",
      description = "Delete all kept answers; whoever asks again pays again.",
      footer = {"", "Example:", "  stowbench cache clear"})
  static final class Clear implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TextOutput output;

    @Override
    public Integer call() throws IOException {
      output.print("Deleted %d answers\n".formatted(cache().clear()));
      return ExitCode.OK;
    }
  }
}
