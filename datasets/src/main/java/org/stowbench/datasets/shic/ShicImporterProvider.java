package org.stowbench.datasets.shic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;

/** The Stored Household Item Challenge, from a checkout of its repository. */
public final class ShicImporterProvider implements ImporterProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ShicImporterProvider() {}

  @Override
  public String name() {
    return ShicImporter.ID;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import the Stored Household Item Challenge from a checkout of its repository,"
            + " https://github.com/michaelalr/thesis. It becomes shic:eval, shic:dev and, where the"
            + " checkout has them, shic:other-rooms.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("DIR", "The checkout that holds the source's files.");
  }

  @Override
  public String example() {
    return "--from thesis";
  }

  @Override
  public Optional<String> dataset() {
    return Optional.of(ShicImporter.ID);
  }

  @Override
  public Optional<PinnedSource> published() {
    return Optional.of(PinnedSource.read(ShicImporterProvider.class, "published.json"));
  }

  @Override
  public boolean recognises(Path from) {
    return ShicImporter.holdsQueries(from);
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    ImportReport report = new ShicImporter(request.from()).importTo(request.to());
    return new ImportResult(report.metadata(), report.lines(), List.of(), 0);
  }
}
