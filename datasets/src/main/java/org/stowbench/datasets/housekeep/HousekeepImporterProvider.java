package org.stowbench.datasets.housekeep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;

/** Housekeep's answers of people, from a checkout of its repository. */
public final class HousekeepImporterProvider implements ImporterProvider {

  /** For {@link java.util.ServiceLoader}. */
  public HousekeepImporterProvider() {}

  @Override
  public String name() {
    return HousekeepImporter.ID;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import Housekeep's answers of people from a checkout of its repository,"
            + " https://github.com/yashkant/housekeep. They become housekeep:test, housekeep:val and"
            + " housekeep:train: an object in a room, whose receptacles are named.",
        "Right are the receptacles that at least 6 of 10 people chose. The files hold Python"
            + " pickles; nothing but numbers and names is read from them.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("DIR", "The checkout that holds cos_eor/scripts/orm/amt_data.");
  }

  @Override
  public String example() {
    return "--from housekeep";
  }

  @Override
  public Optional<String> dataset() {
    return Optional.of(HousekeepImporter.ID);
  }

  @Override
  public Optional<PinnedSource> published() {
    return Optional.of(PinnedSource.read(HousekeepImporterProvider.class, "published.json"));
  }

  @Override
  public boolean recognises(Path from) {
    return HousekeepImporter.holdsAnswers(from);
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    return HousekeepImporter.importTo(request.from(), request.to());
  }
}
