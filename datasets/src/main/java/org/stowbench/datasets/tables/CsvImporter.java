package org.stowbench.datasets.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.io.Sha256;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * Makes a dataset from plain tables, as {@link CsvExporter} or a person with a spreadsheet writes
 * them; {@code scenes.csv}, {@code containers.csv} and {@code queries.csv} must be there, {@code
 * distances.csv}, {@code anchors.csv}, {@code known.csv}, {@code votes.csv} and {@code about.json}
 * may be.
 *
 * <p>What the tables leave out: a query's id is scene and item; its split is the one that the
 * caller names; its household is its scene. Containers are numbered from 0 in their order.
 */
final class CsvImporter {

  private final Path folder;
  private final Map<String, SceneRows> scenes = new LinkedHashMap<>();
  private final Map<String, List<Vote>> votes = new LinkedHashMap<>();
  private final Map<String, List<KnownRow>> known = new LinkedHashMap<>();
  private long bare;

  /** A row of what is known, which may be several containers. */
  private record KnownRow(CsvRow row, List<KnownPlacement> placements) {}

  private static final class SceneRows {

    private final CsvRow row;
    private final List<Container> containers = new ArrayList<>();
    private final List<Anchor> anchors = new ArrayList<>();
    private final Map<List<Integer>, Double> distances = new LinkedHashMap<>();

    SceneRows(CsvRow row) {
      this.row = row;
    }

    Scene scene() {
      OptionalInt width = row.optionalInteger("width");
      OptionalInt height = row.optionalInteger("height");
      return row.build(
          r ->
              new Scene(
                  row.text("scene"),
                  row.optional("room"),
                  row.optional("image"),
                  width.isPresent() || height.isPresent()
                      ? Optional.of(new ImageSize(width.orElse(0), height.orElse(0)))
                      : Optional.empty(),
                  containers,
                  anchors,
                  row.optional("countertop").map(o -> outline(row, "countertop")),
                  distances.isEmpty() ? Optional.empty() : Optional.of(distances())));
    }

    private Distances distances() {
      List<List<Double>> metres = new ArrayList<>();
      for (int from = -1; from < containers.size(); from++) {
        List<Double> line = new ArrayList<>();
        for (int to = -1; to < containers.size(); to++) {
          line.add(from == to ? Double.valueOf(0) : distance(from, to));
        }
        metres.add(line);
      }
      return new Distances(metres);
    }

    private Double distance(int from, int to) {
      Double there = distances.get(List.of(from, to));
      Double back = distances.get(List.of(to, from));
      if (there == null && back == null) {
        throw new IllegalArgumentException(
            "scene %s has no distance from %s to %s in %s: must have all, or none"
                .formatted(row.text("scene"), end(from), end(to), CsvFolder.DISTANCES));
      }
      return there == null ? back : there;
    }

    private static String end(int container) {
      return container < 0 ? "the start" : "container " + container;
    }
  }

  private CsvImporter(Path folder) {
    this.folder = folder;
  }

  /**
   * Imports a folder of tables.
   *
   * @param labels what the dataset is called
   * @param target the dataset's folder; an older dataset there is replaced
   * @throws InvalidInputException if a row does not fit, with its place; nothing is written then
   */
  static ImportResult importTo(Path folder, Labels labels, Path target) throws IOException {
    return new CsvImporter(folder).run(labels, target);
  }

  private ImportResult run(Labels labels, Path target) throws IOException {
    read(CsvFolder.SCENES, CsvFolder.SCENE_COLUMNS, this::scene);
    read(CsvFolder.CONTAINERS, CsvFolder.CONTAINER_COLUMNS, this::container);
    readIfThere(CsvFolder.DISTANCES, CsvFolder.DISTANCE_COLUMNS, this::distance);
    readIfThere(CsvFolder.ANCHORS, CsvFolder.ANCHOR_COLUMNS, this::anchor);
    readIfThere(CsvFolder.KNOWN, CsvFolder.KNOWN_COLUMNS, this::known);
    readIfThere(CsvFolder.VOTES, CsvFolder.VOTE_COLUMNS, this::vote);
    Map<String, Scene> built = new LinkedHashMap<>();
    scenes.forEach((id, rows) -> built.put(id, rows.scene()));
    Map<String, List<LabeledQuery>> splits = new LinkedHashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    read(
        CsvFolder.QUERIES,
        CsvFolder.QUERY_COLUMNS,
        row -> {
          LabeledQuery query = query(row, built);
          if (!ids.add(query.query().id())) {
            throw new InvalidInputException(
                row.location(),
                "query " + InvalidInputException.excerpt(query.query().id()) + " is there twice");
          }
          splits
              .computeIfAbsent(row.optional("split").orElse(labels.split()), s -> new ArrayList<>())
              .add(query);
        });
    checkNamed(CsvFolder.KNOWN, known.keySet(), ids);
    checkNamed(CsvFolder.VOTES, votes.keySet(), ids);
    if (splits.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(folder.resolve(CsvFolder.QUERIES)),
          "no queries: must have at least one");
    }
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.all(built.values(), splits);
      String defaultSplit =
          splits.containsKey(labels.split()) ? labels.split() : splits.keySet().iterator().next();
      return ImportResult.of(writer.commit(description(labels, target, defaultSplit)), notes());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(InputLocation.of(folder), e.getMessage(), e);
    }
  }

  private List<String> notes() {
    return bare == 0
        ? List.of()
        : List.of(
            bare
                + " containers have no name, type, region or position: nobody can tell which one is meant");
  }

  private DatasetDescription description(Labels labels, Path target, String defaultSplit)
      throws IOException {
    InputFile about = InputFile.of(folder.resolve(CsvFolder.ABOUT), FileKind.DOCUMENT);
    return about.exists()
        ? labels.over(DescriptionJson.read(about.json()))
        : labels.description(target, source(), defaultSplit);
  }

  private void read(String name, Set<String> columns, Consumer<CsvRow> reader) {
    InputFile file = InputFile.of(folder.resolve(name), FileKind.RECORDS);
    if (!file.exists()) {
      throw new InvalidInputException(file.location(), "missing: the tables need it");
    }
    try (CsvTable table = CsvTable.open(file).allow(columns)) {
      table.forEach(reader);
    }
  }

  private void readIfThere(String name, Set<String> columns, Consumer<CsvRow> reader) {
    if (Files.exists(folder.resolve(name))) {
      read(name, columns, reader);
    }
  }

  private void scene(CsvRow row) {
    if (scenes.putIfAbsent(row.text("scene"), new SceneRows(row)) != null) {
      throw new InvalidInputException(
          row.location().child("scene"),
          "scene " + InvalidInputException.excerpt(row.text("scene")) + " is there twice");
    }
  }

  private SceneRows sceneOf(CsvRow row) {
    SceneRows rows = scenes.get(row.text("scene"));
    if (rows == null) {
      throw InvalidInputException.expected(
          row.location().child("scene"), "a scene of " + CsvFolder.SCENES, row.text("scene"));
    }
    return rows;
  }

  private void container(CsvRow row) {
    List<Container> containers = sceneOf(row).containers;
    int id = containers.size();
    OptionalInt given = row.optionalInteger("container");
    if (given.isPresent() && given.getAsInt() != id) {
      throw InvalidInputException.expected(
          row.location().child("container"),
          id + ": a scene's containers are numbered from 0 in their order",
          Integer.toString(given.getAsInt()));
    }
    Container container =
        row.build(
            r ->
                new Container(
                    id,
                    row.optional("name"),
                    isDrawn(row) ? Optional.of(region(row)) : Optional.empty(),
                    place(row),
                    row.optional("room"),
                    row.optional("type"),
                    row.optionalNumber("confidence"),
                    row.optional("side").map(side -> side(side, row)),
                    row.optionalInteger("prompt_number")));
    containers.add(container);
    bare += isBare(container) ? 1 : 0;
  }

  private static boolean isBare(Container container) {
    return Stream.of(container.name(), container.type(), container.region(), container.place())
        .allMatch(Optional::isEmpty);
  }

  private static boolean isDrawn(CsvRow row) {
    return isAny(row, "region", "left", "top", "right", "bottom");
  }

  /** The position, and the size where it is known. */
  private static Optional<Box3D> place(CsvRow row) {
    boolean sized = isAny(row, "width", "depth", "height");
    if (!sized && !isAny(row, "x", "y", "z")) {
      return Optional.empty();
    }
    return Optional.of(
        row.build(
            r ->
                new Box3D(
                    r.number("x"),
                    r.number("y"),
                    r.number("z"),
                    sized ? r.number("width") : 0,
                    sized ? r.number("depth") : 0,
                    sized ? r.number("height") : 0)));
  }

  private static boolean isAny(CsvRow row, String... columns) {
    return Stream.of(columns).anyMatch(column -> row.optional(column).isPresent());
  }

  private void distance(CsvRow row) {
    SceneRows scene = sceneOf(row);
    int from = end(row, "from", scene);
    int to = end(row, "to", scene);
    double metres = row.number("metres");
    if (!(metres >= 0 && metres <= Box3D.FAR) || from == to && metres != 0) {
      throw row.unexpected("metres", "0 to a million, and 0 from a place to itself");
    }
    if (scene.distances.putIfAbsent(List.of(from, to), metres) != null) {
      throw new InvalidInputException(
          row.location(),
          "the distance from %s to %s is there twice".formatted(row.text("from"), row.text("to")));
    }
  }

  /** A container, or -1 for the start. */
  private static int end(CsvRow row, String column, SceneRows scene) {
    String text = row.text(column).strip();
    if (text.equals(CsvFolder.START)) {
      return -1;
    }
    int containers = scene.containers.size();
    if (!text.matches("[0-9]{1,9}([.]0*)?") || row.integer(column) >= containers) {
      throw row.unexpected(
          column,
          "start, or one of the scene's %d containers, numbered from 0".formatted(containers));
    }
    return row.integer(column);
  }

  private static CountertopSide side(String text, CsvRow row) {
    for (CountertopSide side : CountertopSide.values()) {
      if (Json.name(side).equals(text)) {
        return side;
      }
    }
    throw InvalidInputException.expected(row.location().child("side"), "above or below", text);
  }

  /** The outline, or the box in four columns. */
  private static Region region(CsvRow row) {
    if (row.optional("region").isPresent()) {
      return outline(row, "region");
    }
    if (!isDrawn(row)) {
      throw new InvalidInputException(
          row.location(), "no region: must have region, or left, top, right, bottom");
    }
    Region.Box box =
        row.build(
            r ->
                new Region.Box(
                    r.number("left"), r.number("top"), r.number("right"), r.number("bottom")));
    return Region.box(box.left(), box.top(), box.right(), box.bottom());
  }

  private static Region outline(CsvRow row, String column) {
    return SceneJson.readRegion(row.json(column));
  }

  private void anchor(CsvRow row) {
    sceneOf(row)
        .anchors
        .add(
            row.build(
                r -> new Anchor(row.text("type"), region(row), row.optionalNumber("confidence"))));
  }

  private void known(CsvRow row) {
    Truth where = AnswerText.readTruth(row.text("where").strip(), row.location().child("where"));
    List<KnownPlacement> placements =
        where.answers().stream().map(a -> new KnownPlacement(row.text("item"), a)).toList();
    known
        .computeIfAbsent(row.text("query"), query -> new ArrayList<>())
        .add(new KnownRow(row, placements));
  }

  private void vote(CsvRow row) {
    Answer answer = AnswerText.read(row.text("answer").strip(), row.location().child("answer"));
    votes
        .computeIfAbsent(row.text("query"), query -> new ArrayList<>())
        .add(new Vote(row.text("annotator"), answer));
  }

  private LabeledQuery query(CsvRow row, Map<String, Scene> built) {
    sceneOf(row);
    Scene scene = built.get(row.text("scene"));
    String id = row.optional("query").orElse(scene.id() + "#" + row.text("item"));
    Truth truth = AnswerText.readTruth(row.text("truth").strip(), row.location().child("truth"));
    Query asked = row.build(r -> new Query(id, scene, row.text("item")));
    List<KnownPlacement> told = new ArrayList<>();
    for (KnownRow line : known.getOrDefault(id, List.of())) {
      told.addAll(line.row().build(r -> asked.knowing(line.placements())).known());
    }
    return row.build(
        r ->
            new LabeledQuery(
                asked.knowing(told),
                new Household(row.optional("household").orElse(scene.id())),
                truth,
                new Votes(votes.getOrDefault(id, List.of()))));
  }

  private void checkNamed(String file, Set<String> named, Set<String> queries) {
    for (String query : named) {
      if (!queries.contains(query)) {
        throw InvalidInputException.expected(
            InputLocation.of(folder.resolve(file)).child("query"),
            "a query of " + CsvFolder.QUERIES,
            query);
      }
    }
  }

  private ObjectNode source() throws IOException {
    ObjectNode source = Json.object().put("importer", "csv");
    ObjectNode files = source.putObject("files");
    for (String file :
        List.of(
            CsvFolder.SCENES,
            CsvFolder.CONTAINERS,
            CsvFolder.DISTANCES,
            CsvFolder.ANCHORS,
            CsvFolder.QUERIES,
            CsvFolder.KNOWN,
            CsvFolder.VOTES)) {
      if (Files.exists(folder.resolve(file))) {
        files.put(file, Sha256.checksum(folder.resolve(file)));
      }
    }
    return source;
  }
}
