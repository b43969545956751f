package org.stowbench.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.split.HouseholdSplitter;
import org.stowbench.datasets.split.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cuts a dataset into parts. */
@Command(
    name = "split",
    description = {
      "Split a dataset into parts that share no household, each with its share of every"
          + " item. The parts become the splits of a new dataset, whatever splits the old one"
          + " has."
    },
    footer = {
      "",
      "Example:",
      "  stowbench datasets split my-kitchens --to my-parts --parts dev=0.8,eval=0.2"
    })
final class DatasetsSplit implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Mixin private WholeDataset dataset;
  @Mixin private TargetOption target;

  @Option(
      names = "--parts",
      paramLabel = "NAME=SHARE,...",
      defaultValue = "dev=0.8,eval=0.2",
      description =
          "The parts, and which share of the queries each gets; the shares add up to 1."
              + " Default: ${DEFAULT-VALUE}.")
  private String parts;

  @Mixin private SeedOption seed;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The new dataset's id. Default: the old one's, with -split.")
  private Optional<String> id;

  @Override
  public Integer call() throws IOException {
    DatasetFolder whole = dataset.open();
    String newId = id.orElse(whole.metadata().description().id() + "-split");
    HouseholdSplitter splitter = new HouseholdSplitter(Parts.parse(parts), seed.seed());
    DatasetMetadata written;
    try (ProgressLine line = progress.start("splitting " + whole.folder())) {
      written = splitter.split(whole, target.path(), newId);
    }
    Table table = new Table("split", "queries", "not here", "scenes", "households");
    written
        .splits()
        .forEach(
            (name, split) ->
                table.row(
                    Cell.of(name),
                    Cell.of(split.queries()),
                    Cell.of(split.notHere()),
                    Cell.of(split.scenes()),
                    Cell.of(split.households())));
    output.print(table);
    output.say("written to " + target.path());
    return ExitCode.OK;
  }
}
