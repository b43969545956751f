package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.exchange.CocoImporter;
import org.stowbench.datasets.exchange.CsvImporter;
import org.stowbench.datasets.exchange.ExchangeReport;
import org.stowbench.datasets.exchange.Labels;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.shic.ImportReport;
import org.stowbench.datasets.shic.ShicImporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes datasets from other people's files. */
@Command(
    name = "import",
    description = "Make a dataset from other files.",
    subcommands = {DatasetsImport.Shic.class, DatasetsImport.Coco.class, DatasetsImport.Csv.class},
    synopsisSubcommandLabel = "(shic | coco | csv)")
final class DatasetsImport extends CommandGroup {

  @Command(
      name = "shic",
      description = {
        "Import the Stored Household Item Challenge from a checkout of its repository,"
            + " https://github.com/michaelalr/thesis. It becomes shic:eval, shic:dev and, where the"
            + " checkout has them, shic:other-rooms.",
        ""
      },
      footer = {"", "Example:", "  stowbench datasets import shic --from thesis"})
  static final class Shic implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TextOutput output;

    @Option(
        names = "--from",
        paramLabel = "DIR",
        required = true,
        description = "The checkout that holds the source's files.")
    private Path from;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        description =
            "Where to write the dataset; an older dataset there is replaced. Default: where"
                + " installed datasets live, so that its id works everywhere.")
    private Optional<Path> to;

    @Override
    public Integer call() throws IOException {
      Catalogue catalogue = StowbenchHome.catalogue();
      Path target = to.orElseGet(() -> catalogue.folder(ShicImporter.ID));
      ImportReport report = new ShicImporter(from).importTo(target);
      if (to.isEmpty()) {
        catalogue.rememberSource(ShicImporter.ID, from);
      }
      report.lines().forEach(line -> output.print(line + "\n"));
      output.print("Written to " + target + "\n");
      return ExitCode.OK;
    }
  }

  /** What somebody says about the dataset that the files become. */
  static final class LabelOptions {

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "The dataset's id. Default: the folder's name.")
    private Optional<String> id;

    @Option(names = "--name", paramLabel = "TEXT", description = "Its title. Default: its id.")
    private Optional<String> name;

    @Option(
        names = "--licence",
        paramLabel = "TEXT",
        description = "Under which terms it may be used. Default: that none are declared.")
    private Optional<String> licence;

    @Option(
        names = "--citation",
        paramLabel = "TEXT",
        description = "What to cite. Default: that none is given.")
    private Optional<String> citation;

    @Option(
        names = "--split",
        paramLabel = "SPLIT",
        defaultValue = "eval",
        description = "The split of queries that name none.")
    private String split;

    private Labels labels() {
      return new Labels(id, name, licence, citation);
    }
  }

  @Command(
      name = "coco",
      description = {
        "Import COCO annotations, as labelling tools export them. Every annotation is a container"
            + " of its category's type, but for anchors (sink, oven, ...) and the countertop. The"
            + " attribute items of a container, such as \"whisk; ladle\", says what is kept in it:"
            + " a query each.",
        ""
      },
      footer = {
        "",
        "Example:",
        "  stowbench datasets import coco --from labels.json --to my-kitchens",
        "",
        "The household of an image is its field household, else the first folder of its file",
        "name, else the image itself."
      })
  static final class Coco implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TextOutput output;
    @Mixin private LabelOptions labels;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        required = true,
        description = "The file of annotations.")
    private Path from;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        required = true,
        description = "Where to write the dataset; an older dataset there is replaced.")
    private Path to;

    @Option(
        names = "--queries",
        paramLabel = "FILE.csv",
        description =
            "Further queries, with the columns image, item, truth, and maybe household and split."
                + " A truth is an annotation's id, or not_here.")
    private Optional<Path> queries;

    @Option(
        names = "--anchors",
        paramLabel = "NAME,...",
        description =
            "Categories that are landmarks and not containers. Default: sink, oven, stove,"
                + " refrigerator and their like.")
    private Optional<String> anchors;

    @Override
    public Integer call() throws IOException {
      Set<String> categories =
          anchors
              .map(
                  list ->
                      Arrays.stream(list.split(","))
                          .map(name -> name.strip().toLowerCase(Locale.ROOT))
                          .collect(Collectors.toUnmodifiableSet()))
              .orElse(CocoImporter.USUAL_ANCHORS);
      CocoImporter.Options options = new CocoImporter.Options(queries, labels.split, categories);
      report(CocoImporter.importTo(from, labels.labels(), options, to), to, output);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "csv",
      description = {
        "Import plain tables: scenes.csv, containers.csv and queries.csv, and anchors.csv and"
            + " votes.csv where they are there. datasets export --as csv writes the same.",
        ""
      },
      footer = {"", "Example:", "  stowbench datasets import csv --from tables --to my-kitchens"})
  static final class Csv implements Callable<Integer> {

    @Mixin private HelpOption help;
    @Mixin private TextOutput output;
    @Mixin private LabelOptions labels;

    @Option(
        names = "--from",
        paramLabel = "DIR",
        required = true,
        description = "The folder of tables.")
    private Path from;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        required = true,
        description = "Where to write the dataset; an older dataset there is replaced.")
    private Path to;

    @Override
    public Integer call() throws IOException {
      report(CsvImporter.importTo(from, labels.labels(), labels.split, to), to, output);
      return ExitCode.OK;
    }
  }

  private static void report(ExchangeReport report, Path to, TextOutput output) {
    DatasetMetadata metadata = report.metadata();
    report.notes().forEach(output::say);
    metadata
        .splits()
        .forEach(
            (name, split) ->
                output.print(
                    String.format(
                        Locale.ROOT,
                        "%s:%s: %,d queries (%,d not here) of %,d households\n",
                        metadata.description().id(),
                        name,
                        split.queries(),
                        split.notHere(),
                        split.households())));
    output.print("Written to " + to + "\n");
  }
}
