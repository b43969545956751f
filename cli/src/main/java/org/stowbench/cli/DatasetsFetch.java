package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.fetch.FetchSettings;
import org.stowbench.datasets.fetch.Fetcher;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Gets a dataset from where it is published. */
@Command(
    name = "fetch",
    description = {
      "Download a dataset from where it is published, and install it. If a download"
          + " breaks off, the next one goes on from there. Proxies: HTTPS_PROXY, HTTP_PROXY,"
          + " NO_PROXY."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets fetch shic",
      "  stowbench datasets fetch shic --from thesis.zip"
    },
    modelTransformer = DatasetsFetch.Described.class)
final class DatasetsFetch implements Callable<Integer> {

  /** Says in the help what can be fetched. */
  static final class Described implements IModelTransformer {

    @Override
    public CommandSpec transform(CommandSpec spec) {
      List<String> description = new ArrayList<>(Arrays.asList(spec.usageMessage().description()));
      for (ImporterProvider importer : published()) {
        description.add("");
        description.add(importer.name() + ": " + importer.published().orElseThrow().summary());
      }
      spec.usageMessage().description(description.toArray(String[]::new));
      return spec;
    }
  }

  /** The importers whose files are published, by name. */
  static final class Source implements ITypeConverter<ImporterProvider>, Iterable<String> {

    @Override
    public ImporterProvider convert(String name) {
      return published().stream()
          .filter(importer -> importer.name().equals(name.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of [%s] (case-insensitive) but was '%s'"
                          .formatted(String.join(", ", this), name)));
    }

    @Override
    public Iterator<String> iterator() {
      return published().stream().map(ImporterProvider::name).iterator();
    }
  }

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;

  @Parameters(
      paramLabel = "DATASET",
      description = "What to fetch: ${COMPLETION-CANDIDATES}.",
      converter = Source.class,
      completionCandidates = Source.class)
  private ImporterProvider importer;

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
    PinnedSource published = importer.published().orElseThrow();
    ImportResult result;
    try (ProgressLine line = progress.start("fetching " + importer.name())) {
      Fetcher<ImportResult> fetcher =
          new Fetcher<>(
              catalogue,
              published,
              FetchSettings.defaults(System.getenv()),
              line::bytes,
              (files, to) -> {
                line.step("importing " + importer.name());
                return importer.importTo(ImportRequest.of(files, to));
              });
      result = fetcher.fetch(from, !discard);
    }
    result.notes().forEach(output::say);
    Printout text = Printout.plain();
    result.lines().forEach(text::line);
    text.line("Written to " + catalogue.folder(published.dataset()));
    Optional<Path> kept = catalogue.source(published.dataset());
    kept.ifPresent(path -> text.line("Its source is in " + path));
    output.print(text);
    return ExitCode.OK;
  }

  private static List<ImporterProvider> published() {
    return Importers.installed().stream().filter(one -> one.published().isPresent()).toList();
  }
}
