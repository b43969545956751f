package org.stowbench.datasets.tidybot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.datasets.catalogue.KnownDataset;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.Sha256;
import org.stowbench.io.YamlInput;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Imports TidyBot's benchmark. A scenario is a household and its one scene: a room with named
 * receptacles and no photo. What it says of the things that its robot was shown is known in every
 * question of the split {@code unseen}; the split {@code seen} asks for those things themselves,
 * with nothing known, so that {@code run --known} can tell some of them.
 *
 * <p>The annotators' notes say each scenario's rule in words, and its tags what kind of rule it is.
 * Neither is taken over: no predictor can see them. Nothing else is left out, so nothing is
 * counted: a placement that does not fit ends the import.
 */
final class TidyBotImporter {

  /** The id of the dataset. */
  static final String ID = "tidybot";

  /** The split whose questions come with all that the robot was shown. */
  static final String UNSEEN = "unseen";

  private static final String SEEN = "seen";
  private static final String SCENARIOS = "benchmark/scenarios.yml";

  private TidyBotImporter() {}

  /** Whether a folder has the file of scenarios. */
  static boolean holdsScenarios(Path folder) {
    return Files.isRegularFile(folder.resolve(SCENARIOS));
  }

  /**
   * Imports a checkout.
   *
   * @param target the dataset's folder; an older dataset there is replaced
   * @throws InvalidInputException if the file of scenarios does not fit; nothing is written then
   */
  static ImportResult importTo(Path checkout, Path target) throws IOException {
    MessageDigest digest = Sha256.digest();
    InputFile file = InputFile.of(checkout.resolve(SCENARIOS), FileKind.SETTINGS).digested(digest);
    List<JsonInput> listed = YamlInput.readList(file, "scenario", Scenario.FIELDS);
    if (listed.isEmpty()) {
      throw new InvalidInputException(file.location(), "no scenarios: must have at least one");
    }
    List<Scene> scenes = new ArrayList<>();
    List<LabeledQuery> unseen = new ArrayList<>();
    List<LabeledQuery> seen = new ArrayList<>();
    for (int number = 0; number < listed.size(); number++) {
      Scenario scenario = Scenario.read(listed.get(number), number);
      scenes.add(scenario.scene());
      unseen.addAll(listed.get(number).build(json -> scenario.unseenQueries()));
      seen.addAll(scenario.seenQueries());
    }
    Map<String, List<LabeledQuery>> splits = new LinkedHashMap<>();
    splits.put(UNSEEN, unseen);
    splits.put(SEEN, seen);
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.all(scenes, splits);
      return ImportResult.of(
          writer.commit(description(Sha256.checksum(digest), scenes.size())), List.of());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file.location(), e.getMessage(), e);
    }
  }

  private static DatasetDescription description(String checksum, int scenarios) {
    ObjectNode provenance = Json.object();
    provenance.put("importer", ID);
    provenance.put("url", "https://github.com/jimmyyhwu/tidybot");
    provenance.put("creator", "The authors of arXiv:2305.05658");
    provenance.put("published", "2023-05");
    provenance
        .putArray("files")
        .addObject()
        .put("path", SCENARIOS)
        .put("checksum", checksum)
        .put("records", scenarios);
    return KnownDataset.named(ID).installed(provenance, UNSEEN);
  }
}
