package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.shic.ImportReport;
import org.stowbench.datasets.shic.ShicImporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes datasets from other people's files. */
@Command(
    name = "import",
    description = "Make a dataset from other files: a checkout of the challenge.",
    subcommands = {DatasetsImport.Shic.class},
    synopsisSubcommandLabel = "(shic)")
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
}
