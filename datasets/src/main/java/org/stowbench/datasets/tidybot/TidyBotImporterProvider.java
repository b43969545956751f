package org.stowbench.datasets.tidybot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;

/** TidyBot's benchmark, from a checkout of its repository. */
public final class TidyBotImporterProvider implements ImporterProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TidyBotImporterProvider() {}

  @Override
  public String name() {
    return TidyBotImporter.ID;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import TidyBot's benchmark from a checkout of its repository,"
            + " https://github.com/jimmyyhwu/tidybot. It becomes tidybot:unseen, whose questions"
            + " come with what is known of their household, and tidybot:seen, which asks for that.",
        "A scenario is a household. Its annotator's notes and tags are left out, since they give"
            + " its rule away.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from("DIR", "The checkout that holds benchmark/scenarios.yml.");
  }

  @Override
  public String example() {
    return "--from tidybot";
  }

  @Override
  public Optional<String> dataset() {
    return Optional.of(TidyBotImporter.ID);
  }

  @Override
  public Optional<PinnedSource> published() {
    return Optional.of(PinnedSource.read(TidyBotImporterProvider.class, "published.json"));
  }

  @Override
  public boolean recognises(Path from) {
    return TidyBotImporter.holdsScenarios(from);
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    return TidyBotImporter.importTo(request.from(), request.to());
  }
}
