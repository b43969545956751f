package org.stowbench.datasets.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.inventory.Inventories;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/** Homes of simulators. */
public final class SimulatorImporterProvider implements ImporterProvider {

  private static final String IMPORTER = "simulator";

  /** For {@link java.util.ServiceLoader}. */
  public SimulatorImporterProvider() {}

  @Override
  public String name() {
    return IMPORTER;
  }

  @Override
  public String called() {
    return "scenes of a simulator";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import homes from a simulator: the metadata of AI2-THOR's controller, houses of ProcTHOR,"
            + " or a table with a row an object for any other. What can be opened and holds things"
            + " becomes a container, and each kind of thing that lies in one a query; there is no"
            + " photo, but positions in metres.",
        "JSON has one scene, or a list; JSON Lines (.jsonl) has one a line; both may be packed with"
            + " gzip (.gz). A table needs the columns id, parent (the id of what it lies in) and"
            + " openable, and has what else is known: scene, room, type, name, x, y, z, width,"
            + " depth, height, receptacle, pickupable, landmark.",
        "What lies in the open is not asked for, and counted. The dataset is marked as simulated,"
            + " and everything that is made from it says so.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "FILE|DIR",
        "The scenes, in .json, .jsonl, .csv or .tsv, or in one of these and .gz; or a folder with"
            + " such files.");
  }

  @Override
  public String example() {
    return "--from event.json --to thor-homes";
  }

  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, SceneFile.ENDINGS, SceneFile::isOne);
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelFiles files = LabelFiles.of(request.from(), SceneFile.ENDINGS, SceneFile::mayBeOne);
    ImportTally tally = new ImportTally();
    Map<String, Scene> scenes = new LinkedHashMap<>();
    List<LabeledQuery> queries = new ArrayList<>();
    for (Path file : files.required(request.from(), "file with scenes of a simulator")) {
      SceneFile.read(file, tally, scene -> take(scene, scenes, queries, tally));
    }
    files.count("scenes of a simulator", tally);
    return Inventories.write(
        scenes.values(),
        queries,
        request,
        request
            .labels()
            .description(request.to(), IMPORTER, files.own(), request.labels().split())
            .asSimulated(),
        tally);
  }

  private static void take(
      ObjectScene home, Map<String, Scene> scenes, List<LabeledQuery> queries, ImportTally tally) {
    tally.read("scenes", 1);
    tally.read("objects", home.size());
    if (scenes.containsKey(home.name())) {
      throw new InvalidInputException(
          home.at(),
          "scene %s was there before: must be one state of each"
              .formatted(InvalidInputException.excerpt(home.name())));
    }
    Scene scene = home.scene();
    tally.read("containers", scene.containers().size());
    List<LabeledQuery> asked = home.queries(scene, tally);
    if (asked.isEmpty()) {
      tally.note("scene in which nothing lies in a container: left away", home.at());
      return;
    }
    scenes.put(home.name(), scene);
    queries.addAll(asked);
  }
}
