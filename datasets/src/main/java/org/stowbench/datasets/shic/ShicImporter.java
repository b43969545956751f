package org.stowbench.datasets.shic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.catalogue.KnownDataset;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Imports the Stored Household Item Challenge from a checkout of its repository.
 *
 * <p>What becomes of the source:
 *
 * <ul>
 *   <li>Splits {@code eval}, {@code dev} and {@code other-rooms}, each where its file is there.
 *   <li>A scene is a photo with its candidates, which keep their order; its id is the photo's name.
 *       Photos that nobody was asked about become scenes too.
 *   <li>The truth is the first candidate with exactly the chosen vertices. Where there is none, it
 *       is the one that overlaps most, if IoU is at least 0.5; else the query is left out.
 *   <li>Photos of a split with the same set of candidates are of one household.
 *   <li>Labels, anchors, image paths and sizes are joined where their files are there.
 * </ul>
 *
 * <p>Whatever was guessed or left out is in the report. Importing the same files gives the same
 * bytes.
 */
public final class ShicImporter {

  /** The id of the dataset. */
  public static final String ID = "shic";

  private static final String EVAL = "eval";
  private static final String DEV = "dev";
  private static final String OTHER_ROOMS = "other-rooms";

  private static final String EVAL_PAIRS = "data/test_data/test_data_kitchen_origin_filenames.json";
  private static final String EVAL_PAIRS_BY_ADDRESS = "data/test_data/test_data_kitchen.json";
  private static final String DEV_PAIRS = "data/train_data/train_data_origin_filenames.json";
  private static final String OTHER_PAIRS =
      "data/test_data/test_data_no_kitchen_origin_filenames.json";
  private static final List<String> PAIRS =
      List.of(EVAL_PAIRS, EVAL_PAIRS_BY_ADDRESS, DEV_PAIRS, OTHER_PAIRS);
  private static final String DETECTIONS = "image_details/image_details.json";
  private static final String RESPONSES = "cleaned_responses.csv";
  private static final String ANCHORS = "image_details/image_details_test_anchors.json";
  private static final String SIZES = "image_sizes.csv";
  private static final List<String> TABLE_FOLDERS =
      List.of(
          "containers_info_table/test_info_table_versions",
          "containers_info_table/train_info_table_versions");
  private static final String TABLE = "labeled_containers_with_";

  /** The least overlap with which a candidate stands for a truth that equals none. */
  private static final double LEAST_OVERLAP = 0.5;

  private final Path checkout;

  /**
   * An importer.
   *
   * @param checkout the checkout's folder
   */
  public ShicImporter(Path checkout) {
    this.checkout = checkout;
  }

  /**
   * Imports into a dataset's folder, replacing an older dataset there.
   *
   * @throws InvalidInputException if the source holds no queries, a file of it is damaged, or
   *     something else is at the target; the target is then as before
   */
  public ImportReport importTo(Path target) throws IOException {
    Import running = new Import(new Checkout(checkout));
    running.read();
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      return running.write(writer);
    }
  }

  /** Whether a folder has one of the files without which there is nothing to import. */
  static boolean holdsQueries(Path folder) {
    return PAIRS.stream().anyMatch(path -> Files.isRegularFile(folder.resolve(path)));
  }

  /** One import while it runs. */
  private static final class Import {

    private final Checkout source;
    private final Findings findings = new Findings();
    private final ChallengePhotos photos = new ChallengePhotos(findings);
    private final Responses responses = new Responses(findings);
    private final Map<String, List<ChallengePair>> splits = new LinkedHashMap<>();
    private final List<String> absent = new ArrayList<>();

    Import(Checkout source) {
      this.source = source;
    }

    void read() throws IOException {
      readPairs();
      if (there(DETECTIONS)) {
        readDetections();
      }
      if (there(RESPONSES)) {
        responses.read(source, RESPONSES);
      }
      for (String folder : TABLE_FOLDERS) {
        Optional<String> table = table(folder);
        if (table.isPresent()) {
          LabelTable.read(source, table.get(), photos, findings);
        } else {
          absent.add(folder + "/*" + TABLE + "*.csv");
        }
      }
      if (there(ANCHORS)) {
        AnchorFile.read(source, ANCHORS, photos, findings);
        reportWithoutAnchors();
      }
      if (there(SIZES)) {
        ImageSizes.readTable(source, SIZES, photos, findings);
      }
      ImageSizes.readImages(source, photos, findings);
    }

    private boolean there(String path) {
      boolean there = source.has(path);
      if (!there) {
        absent.add(path);
      }
      return there;
    }

    private void readPairs() throws IOException {
      Optional<String> kitchen = Optional.of("kitchen");
      if (there(EVAL_PAIRS)) {
        splits.put(EVAL, ChallengePair.read(source, EVAL_PAIRS, photos, kitchen));
        if (there(EVAL_PAIRS_BY_ADDRESS)) {
          // The same pairs once more; what they add is where the images are.
          source.records(
              EVAL_PAIRS_BY_ADDRESS, json -> check(json, "image_path", "containers_polygons"));
        }
      } else if (there(EVAL_PAIRS_BY_ADDRESS)) {
        splits.put(EVAL, ChallengePair.read(source, EVAL_PAIRS_BY_ADDRESS, photos, kitchen));
      }
      if (there(DEV_PAIRS)) {
        splits.put(DEV, ChallengePair.read(source, DEV_PAIRS, photos, kitchen));
      }
      if (there(OTHER_PAIRS)) {
        splits.put(OTHER_ROOMS, ChallengePair.read(source, OTHER_PAIRS, photos, Optional.empty()));
      }
      splits.values().removeIf(List::isEmpty);
      if (splits.isEmpty()) {
        throw new InvalidInputException(
            InputLocation.of(source.root()),
            "no queries in this folder: expected a checkout of the challenge's repository with at least one of "
                + String.join(", ", PAIRS));
      }
    }

    private void readDetections() throws IOException {
      Set<String> asked = photos.names();
      source.records(
          DETECTIONS,
          json -> {
            String name = ChallengePair.name(json.field("image_path_html"));
            if (asked.contains(name)) {
              check(json, "image_path_html", "containers_mask_polygon");
            } else {
              add(json, name);
            }
          });
    }

    /** A photo that nobody was asked about. */
    private void add(JsonInput json, String name) {
      List<Region> candidates =
          Polygons.list(Polygons.inside(json.field("containers_mask_polygon")));
      ChallengePhoto photo = photos.photo(name, candidates);
      photo.image(ImageReference.of(json.field("image_path_html").text()));
      photo.room(json.optionalText("room_type").filter(room -> !room.isBlank()));
    }

    /**
     * What another file says of photos that are known already: image paths, the same candidates.
     */
    private void check(JsonInput json, String imageField, String candidatesField) {
      JsonInput image = json.field(imageField);
      String name = ChallengePair.name(image);
      List<Region> candidates = Polygons.list(Polygons.inside(json.field(candidatesField)));
      List<ChallengePhoto> named = photos.named(name);
      named.forEach(photo -> photo.image(ImageReference.of(image.text())));
      if (named.stream().noneMatch(photo -> photo.candidates().equals(candidates))) {
        findings.add(ImportReport.Kind.CANDIDATES_DIFFER, name + ": " + json.location().source());
      }
    }

    /** The labelled table of a folder: the full one, else the first by name. */
    private Optional<String> table(String folder) throws IOException {
      Path path = source.root().resolve(folder);
      if (!Files.isDirectory(path)) {
        return Optional.empty();
      }
      try (Stream<Path> files = Files.list(path)) {
        List<String> names =
            files
                .map(file -> file.getFileName().toString())
                .filter(name -> name.contains(TABLE) && name.endsWith(".csv"))
                .sorted()
                .toList();
        return names.stream()
            .filter(name -> name.endsWith(TABLE + "ratio.csv"))
            .findFirst()
            .or(() -> names.stream().findFirst())
            .map(name -> folder + "/" + name);
      }
    }

    private void reportWithoutAnchors() {
      Set<ChallengePhoto> evaluated = new LinkedHashSet<>();
      splits.getOrDefault(EVAL, List.of()).forEach(pair -> evaluated.add(pair.photo()));
      evaluated.stream()
          .filter(photo -> !photo.hasAnchors())
          .forEach(photo -> findings.add(ImportReport.Kind.PHOTO_WITHOUT_ANCHORS, photo.id()));
    }

    ImportReport write(DatasetWriter writer) throws IOException {
      Map<ChallengePhoto, Scene> scenes = new LinkedHashMap<>();
      for (ChallengePhoto photo : photos.all()) {
        Scene scene = photo.scene();
        scenes.put(photo, scene);
        writer.scene(scene);
      }
      Households households = new Households(findings);
      Set<String> ids = new HashSet<>();
      Set<String> written = new LinkedHashSet<>();
      for (Map.Entry<String, List<ChallengePair>> split : splits.entrySet()) {
        boolean dev = split.getKey().equals(DEV);
        Households.InSplit homes = households.in(split.getKey(), dev);
        for (ChallengePair pair : split.getValue()) {
          Optional<Answer> truth = truth(pair);
          if (truth.isPresent()) {
            Query query = query(pair, scenes.get(pair.photo()), ids);
            Votes votes = dev ? responses.votes(pair) : Votes.NONE;
            writer.query(
                new LabeledQuery(query, homes.of(pair.photo()), truth.get(), votes),
                split.getKey());
            written.add(split.getKey());
          }
        }
      }
      responses.reportRest();
      if (written.isEmpty()) {
        throw new InvalidInputException(
            InputLocation.of(source.root()),
            "no query has a truth that fits a candidate: expected at least one in "
                + String.join(", ", splits.keySet()));
      }
      // Splits are written in the order of their worth: eval first, where it is there.
      DatasetMetadata metadata = writer.commit(description(written.iterator().next()));
      return new ImportReport(metadata, source.read(), absent, findings.list());
    }

    private Query query(ChallengePair pair, Scene scene, Set<String> ids) {
      String wish = scene.id() + "#" + pair.item();
      String id = ChallengePhotos.distinct(wish, ids);
      ids.add(id);
      if (!id.equals(wish)) {
        findings.add(ImportReport.Kind.QUERY_REPEATED, id);
      }
      return new Query(id, scene, pair.item());
    }

    private Optional<Answer> truth(ChallengePair pair) {
      if (pair.chosen().isEmpty()) {
        return Optional.of(Answer.NOT_HERE);
      }
      Region chosen = pair.chosen().get();
      String example = pair.photo().id() + "#" + pair.item();
      Optional<ChallengePhoto.Match> match =
          pair.photo().equal(chosen).or(() -> pair.photo().overlapping(chosen, LEAST_OVERLAP));
      if (match.isEmpty()) {
        findings.add(ImportReport.Kind.TRUTH_UNMATCHED, example);
        return Optional.empty();
      }
      int candidate = match.get().candidate();
      switch (match.get().fit()) {
        case ONE -> {}
        case SEVERAL ->
            findings.add(ImportReport.Kind.TRUTH_OF_SEVERAL, example + ": candidate " + candidate);
        case OVERLAP ->
            findings.add(
                ImportReport.Kind.TRUTH_BY_OVERLAP,
                example + ": candidate " + candidate + ", IoU " + match.get().iou());
      }
      return Optional.of(Answer.container(candidate));
    }

    private DatasetDescription description(String defaultSplit) {
      ObjectNode provenance = Json.object();
      provenance.put("importer", ID);
      provenance.put("url", "https://github.com/michaelalr/thesis");
      provenance.put("creator", "The authors of arXiv:2512.23739");
      // The month of the paper: the repository itself names no date.
      provenance.put("published", "2025-12");
      ArrayNode files = provenance.putArray("files");
      for (SourceFile file : source.read()) {
        files
            .addObject()
            .put("path", file.path())
            .put("checksum", file.checksum())
            .put("records", file.records());
      }
      return KnownDataset.named(ID).installed(provenance, defaultSplit);
    }
  }
}
