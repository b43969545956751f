package org.stowbench.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.run.Conversation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The language models' answers that were paid for and are kept. */
@Command(
    name = "cache",
    description = "Look at the kept answers of language models, or clear them.",
    synopsisSubcommandLabel = "(stats | show | clear)",
    footer = {"", "Example:", "  stowbench cache stats"})
final class CacheCommand extends CommandGroup {

  @Override
  List<Class<?>> commands() {
    return List.of(Stats.class, Show.class, Clear.class);
  }

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
      name = "show",
      description = {
        "Show what was said about a query, as far as its answers are kept: prompt, thoughts, reply,"
            + " what was asked again, tokens, latency.",
        "",
        "Replies that are no answer are not kept; find them in journal.jsonl of the run, and in its"
            + " report.",
        "A query's id is in per-query.csv of a run folder, and in the report beside its photo."
      },
      footer = {"", "Example:", "  stowbench cache show 'Bottle_opener_1_a.jpg#Bottle opener'"})
  static final class Show implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TableOption output;

    @Parameters(paramLabel = "QUERY", description = "The id of a query of any dataset.")
    private String query;

    @Option(
        names = "--model",
        paramLabel = "PROVIDER/NAME",
        description = "Only what this model said. Default: every model.")
    private Optional<String> model;

    @Override
    public Integer call() throws IOException {
      List<ReplyCache.Kept> kept = cache().about(query, model);
      if (kept.isEmpty()) {
        throw new InvalidInputException(
            "no kept answer to query %s: expected the id of one that %s was asked"
                .formatted(
                    InvalidInputException.excerpt(query),
                    model.map(InvalidInputException::excerpt).orElse("a language model")));
      }
      if (output.format() == OutputFormat.table) {
        output.print(text(kept));
      } else {
        output.print(table(kept));
      }
      return ExitCode.OK;
    }

    private static Table table(List<ReplyCache.Kept> kept) {
      Table table = new Table("conversation", "model", "url", "speaker", "text", "note");
      for (int c = 0; c < kept.size(); c++) {
        for (Conversation.Turn turn : kept.get(c).said().turns()) {
          table.row(
              Cell.of(c + 1),
              Cell.of(kept.get(c).model()),
              Cell.of(kept.get(c).url()),
              Cell.of(turn.speaker().words()),
              Cell.of(turn.text()),
              Cell.of(turn.note()));
        }
      }
      return table;
    }

    /** For people: a heading a turn, its lines set in, so that none can pass for a heading. */
    private static Printout text(List<ReplyCache.Kept> kept) {
      Printout out =
          Printout.plain()
              .line(
                  "Containers are numbered from 1 in these prompts, from 0 everywhere else: 12 is"
                      + " container 11");
      for (ReplyCache.Kept one : kept) {
        out.blank().line("%s at %s".formatted(one.model(), one.url()));
        one.parameters().ifPresent(with -> out.line("with " + with));
        for (Conversation.Turn turn : one.said().turns()) {
          String note = turn.note().isEmpty() ? "" : " (" + turn.note() + ")";
          out.line("-- " + turn.speaker().words() + note);
          turn.text().strip().lines().forEach(l -> out.line("   " + l));
        }
      }
      return out;
    }
  }

  @Command(
      name = "clear",
      description = "Delete all kept answers. If you ask again, you pay again.",
      footer = {"", "Example:", "  stowbench cache clear"})
  static final class Clear implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TextOutput output;

    @Override
    public Integer call() throws IOException {
      output.print(Printout.plain().line("Deleted %d answers".formatted(cache().clear())));
      return ExitCode.OK;
    }
  }
}
