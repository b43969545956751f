package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.FetchProgress;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.fetch.FetchSettings;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.fetch.ShicFetcher;
import org.stowbench.datasets.shic.ImportReport;
import org.stowbench.datasets.shic.ShicImporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets a dataset from where it is published. */
@Command(
    name = "fetch",
    description = {
      "Download a dataset from where it is published, and install it. A download that broke off goes"
          + " on where it broke. Proxies: HTTPS_PROXY, HTTP_PROXY, NO_PROXY.",
      "",
      "shic: the Stored Household Item Challenge, at one fixed commit of its repository. The files"
          + " whose content is known are checked before anything is unpacked.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets fetch shic",
      "  stowbench datasets fetch shic --from thesis.zip"
    })
final class DatasetsFetch implements Callable<Integer> {

  /** What can be fetched. */
  enum Source {
    shic
  }

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;

  @Parameters(paramLabel = "DATASET", description = "What to fetch: ${COMPLETION-CANDIDATES}.")
  private Source source;

  @Option(
      names = "--from",
      paramLabel = "URL|DIR|ARCHIVE",
      description =
          "A mirror's archive, an archive (.tar.gz or .zip) or a checkout that is here already."
              + " Default: where the dataset is published.")
  private Optional<String> from;

  @Option(
      names = "--no-keep",
      description =
          "Delete the unpacked files after the import. They hold the photos, and the recorded"
              + " answers that reproduce reads.")
  private boolean discard;

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = StowbenchHome.catalogue();
    boolean terminal = Boolean.getBoolean("stowbench.terminal");
    try (FetchProgress progress = new FetchProgress(System.err, terminal)) {
      ShicFetcher fetcher =
          new ShicFetcher(
              catalogue, PinnedSource.shic(), FetchSettings.defaults(System.getenv()), progress);
      ImportReport report = fetcher.fetch(from, !discard);
      progress.close();
      report.lines().forEach(line -> output.print(line + "\n"));
    }
    output.print("Written to " + catalogue.folder(ShicImporter.ID) + "\n");
    Optional<Path> kept = catalogue.source(ShicImporter.ID);
    kept.ifPresent(path -> output.print("Its source is in " + path + "\n"));
    return ExitCode.OK;
  }
}
