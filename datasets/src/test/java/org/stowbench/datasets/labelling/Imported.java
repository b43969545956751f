package org.stowbench.datasets.labelling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * What came of an import, for tests of importers.
 *
 * @param result what it said
 * @param scenes all scenes
 * @param queries those of {@code eval}
 */
public record Imported(ImportResult result, List<Scene> scenes, List<LabeledQuery> queries) {

  /** Where the examples of the docs lie. */
  public static Path example(String name) {
    return Path.of("..", "examples", "homes").resolve(name);
  }

  /** Imports files as the command line does. */
  public static Imported by(String importer, Path from, Map<String, String> options, Path to)
      throws IOException {
    ImportResult result =
        Importers.run(
            Importers.installed().stream()
                .filter(one -> one.name().equals(importer))
                .findFirst()
                .orElseThrow(),
            new ImportRequest(from, to, Labels.NONE, options));
    DatasetFolder folder = DatasetFolder.open(to);
    try (Stream<Scene> scenes = folder.scenes();
        Stream<LabeledQuery> queries = folder.split("eval").queries()) {
      return new Imported(result, scenes.toList(), queries.toList());
    }
  }

  /** Imports a text as a file of that name. */
  public static Imported by(String importer, String name, String text, Path temp)
      throws IOException {
    return by(
        importer, Files.writeString(temp.resolve(name), text), Map.of(), temp.resolve("mine"));
  }

  /** Such as {@code whisk in container 0 of home1}. */
  public List<String> said() {
    return queries.stream()
        .map(q -> "%s in %s of %s".formatted(q.query().item(), q.truth(), q.household().id()))
        .toList();
  }
}
