package org.stowbench.datasets.housekeep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.stowbench.datasets.catalogue.KnownDataset;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * Imports Housekeep's answers of people. A room is a scene with named receptacles and no photo. A
 * query asks for an object in a room; its truth are the receptacles in which at least 6 of the 10
 * people who were asked would put it, and any of them is right. Pairs of an object and a room
 * without any are left out, and counted.
 *
 * <p>The ten answered about rooms in general, and the third of one object is not the third of
 * another: there are neither households nor annotators in it. The queries of one object stand for a
 * household, since they are the ones that hang together, and the source's splits are of objects.
 */
final class HousekeepImporter {

  /** The id of the dataset. */
  static final String ID = "housekeep";

  private static final String FOLDER = "cos_eor/scripts/orm/amt_data/";
  private static final String ANSWERS = FOLDER + "data.npy";
  private static final String OBJECTS = FOLDER + "splits.yaml";

  /** So many of the people must agree. */
  private static final int ENOUGH = 6;

  /** Its own evaluation leaves it out. */
  private static final Set<String> LEFT_OUT = Set.of("guitar");

  private final PeoplesAnswers answers;
  private final Map<String, Scene> scenes = new LinkedHashMap<>();
  private int without;

  private HousekeepImporter(PeoplesAnswers answers) {
    this.answers = answers;
    answers.rooms().forEach((room, receptacles) -> scenes.put(room, scene(room, receptacles)));
  }

  /** Whether a folder has the file of answers. */
  static boolean holdsAnswers(Path folder) {
    return Files.isRegularFile(folder.resolve(ANSWERS));
  }

  /**
   * Imports a checkout.
   *
   * @param target the dataset's folder; an older dataset there is replaced
   * @throws InvalidInputException if a file does not fit; nothing is written then
   */
  static ImportResult importTo(Path checkout, Path target) throws IOException {
    MessageDigest ofAnswers = Sha256.digest();
    MessageDigest ofObjects = Sha256.digest();
    InputFile file = InputFile.of(checkout.resolve(ANSWERS), FileKind.DOCUMENT).digested(ofAnswers);
    PeoplesAnswers answers = PeoplesAnswers.read(file);
    ObjectSplits splits =
        ObjectSplits.read(
            InputFile.of(checkout.resolve(OBJECTS), FileKind.SETTINGS).digested(ofObjects),
            answers.objects());
    HousekeepImporter importer = new HousekeepImporter(answers);
    Map<String, List<LabeledQuery>> queries = importer.queries(splits);
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.all(List.copyOf(importer.scenes.values()), queries);
      return ImportResult.of(
          writer.commit(
              importer.description(Sha256.checksum(ofAnswers), Sha256.checksum(ofObjects))),
          List.of(importer.leftOut()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file.location(), e.getMessage(), e);
    }
  }

  private static Scene scene(String room, List<PeoplesAnswers.Receptacle> receptacles) {
    return new Scene(
        room,
        Optional.of(room),
        Optional.empty(),
        Optional.empty(),
        IntStream.range(0, receptacles.size())
            .mapToObj(id -> Container.named(id, receptacles.get(id).name()))
            .toList(),
        List.of(),
        Optional.empty());
  }

  private Map<String, List<LabeledQuery>> queries(ObjectSplits splits) {
    Map<String, List<LabeledQuery>> queries = new LinkedHashMap<>();
    splits
        .places()
        .forEach(
            (split, objects) -> {
              List<LabeledQuery> asked = new ArrayList<>();
              objects.forEach(object -> ask(object, asked));
              queries.put(split, asked);
            });
    if (queries.values().stream().allMatch(List::isEmpty)) {
      throw new InvalidInputException(
          answers.file().location("ranks"),
          "no object has a place that %d of %d people agree on: must be one or more"
              .formatted(ENOUGH, PeoplesAnswers.PEOPLE));
    }
    return queries;
  }

  private void ask(int object, List<LabeledQuery> asked) {
    String name = HousekeepNames.shown(answers.objects().get(object));
    if (LEFT_OUT.contains(HousekeepNames.common(name))) {
      return;
    }
    answers
        .rooms()
        .forEach(
            (room, receptacles) -> {
              List<Integer> right =
                  IntStream.range(0, receptacles.size())
                      .filter(id -> answers.choosing(receptacles.get(id), object) >= ENOUGH)
                      .boxed()
                      .toList();
              if (right.isEmpty()) {
                without++;
              } else {
                asked.add(
                    new LabeledQuery(
                        new Query(room + "#" + name, scenes.get(room), name),
                        new Household(name),
                        new Truth(right),
                        Votes.NONE));
              }
            });
  }

  private String leftOut() {
    return String.format(
        Locale.ROOT,
        "%,d pairs of an object and a room are left out, for which no receptacle has %d of %d people;"
            + " so is guitar, as in the source's own evaluation",
        without,
        ENOUGH,
        PeoplesAnswers.PEOPLE);
  }

  private DatasetDescription description(String ofAnswers, String ofObjects) {
    ObjectNode provenance = Json.object();
    provenance.put("importer", ID);
    provenance.put("url", "https://github.com/yashkant/housekeep");
    provenance.put("creator", "The authors of arXiv:2205.10712");
    provenance.put("published", "2022-05");
    int records = answers.objects().size();
    ArrayNode files = provenance.putArray("files");
    files.addObject().put("path", ANSWERS).put("checksum", ofAnswers).put("records", records);
    files.addObject().put("path", OBJECTS).put("checksum", ofObjects).put("records", records);
    return KnownDataset.named(ID).installed(provenance, ObjectSplits.TEST);
  }
}
