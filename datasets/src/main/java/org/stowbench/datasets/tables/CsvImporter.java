package org.stowbench.datasets.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.format.DescriptionJson;
import org.stowbench.datasets.importing.Disagreements;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.importing.Labels;
import org.stowbench.datasets.inventory.HomeInventory;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.AnswerText;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/**
 * Makes a dataset from plain tables, as {@link CsvExporter} or a person with a spreadsheet writes
 * them; {@code scenes.csv}, {@code containers.csv} and {@code queries.csv} must be there, {@code
 * distances.csv}, {@code anchors.csv}, {@code known.csv}, {@code votes.csv} and {@code about.json}
 * may be. A {@link ContentsTable} is enough by itself, in a file of any name, or several of them.
 *
 * <p>What the tables leave out: a query's id is scene and item; its split is the one that the
 * caller names; its household is what {@link HouseholdRule} says. Containers are numbered from 0 in
 * their order.
 */
final class CsvImporter {

  private final Path folder;
  private final HouseholdRule households;
  private final Map<String, TableScene> scenes = new LinkedHashMap<>();
  private final Map<String, List<CsvRow>> votes = new LinkedHashMap<>();
  private final Map<String, List<CsvRow>> known = new LinkedHashMap<>();
  private final ImportTally tally = new ImportTally();

  private CsvImporter(Path folder, HouseholdRule households) {
    this.folder = folder;
    this.households = households;
  }

  /**
   * Imports tables.
   *
   * @param folder theirs; or a file, which is one of containers with what is kept in them, whatever
   *     lies beside it
   * @param labels what the dataset is called
   * @param households of queries that name none
   * @param target the dataset's folder; an older dataset there is replaced
   * @throws InvalidInputException if a row does not fit, with its place; nothing is written then
   */
  static ImportResult importTo(Path folder, Labels labels, HouseholdRule households, Path target)
      throws IOException {
    return new CsvImporter(folder, households).run(labels, target);
  }

  private ImportResult run(Labels labels, Path target) throws IOException {
    List<Path> contents = contents();
    if (contents.isEmpty() || Files.exists(folder.resolve(CsvFolder.SCENES))) {
      read(CsvFolder.SCENES, CsvFolder.SCENE_COLUMNS, this::scene);
    }
    boolean described = !scenes.isEmpty();
    if (contents.isEmpty()) {
      read(CsvFolder.CONTAINERS, CsvFolder.CONTAINER_COLUMNS, row -> sceneOf(row).container(row));
    }
    contents.forEach(file -> readContents(file, described));
    tally.read("scenes", scenes.size());
    tally.read("containers", scenes.values().stream().mapToLong(TableScene::size).sum());
    if (!contents.isEmpty()) {
      tally.read("items", scenes.values().stream().mapToLong(scene -> scene.kept().size()).sum());
    }
    readIfThere(CsvFolder.DISTANCES, CsvFolder.DISTANCE_COLUMNS, row -> sceneOf(row).distance(row));
    readIfThere(CsvFolder.ANCHORS, CsvFolder.ANCHOR_COLUMNS, row -> sceneOf(row).anchor(row));
    readIfThere(CsvFolder.KNOWN, CsvFolder.KNOWN_COLUMNS, row -> keep(row, known));
    readIfThere(CsvFolder.VOTES, CsvFolder.VOTE_COLUMNS, row -> keep(row, votes));
    Map<String, Scene> built = new LinkedHashMap<>();
    scenes.forEach((id, rows) -> built.put(id, rows.scene()));
    Map<String, List<LabeledQuery>> splits = new LinkedHashMap<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Scene scene : built.values()) {
      for (LabeledQuery query : queries(scene, scenes.get(scene.id()))) {
        ids.add(query.query().id());
        splits.computeIfAbsent(labels.split(), s -> new ArrayList<>()).add(query);
      }
    }
    if (contents.isEmpty() || Files.exists(folder.resolve(CsvFolder.QUERIES))) {
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
                .computeIfAbsent(
                    row.optional("split").orElse(labels.split()), s -> new ArrayList<>())
                .add(query);
          });
    }
    checkNamed(known, ids);
    checkNamed(votes, ids);
    if (splits.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(
              contents.isEmpty() ? folder.resolve(CsvFolder.QUERIES) : contents.get(0)),
          contents.isEmpty()
              ? "no queries: must have at least one"
              : "nothing is kept in any container: must have at least one item");
    }
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      writer.all(built.values(), splits);
      String defaultSplit =
          splits.containsKey(labels.split()) ? labels.split() : splits.keySet().iterator().next();
      return ImportResult.of(
          writer.commit(description(labels, target, defaultSplit, contents)), noted(splits));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(InputLocation.of(folder), e.getMessage(), e);
    }
  }

  private ImportTally noted(Map<String, List<LabeledQuery>> splits) {
    Disagreements.notes(splits).forEach(tally::remark);
    households.notes().forEach(tally::remark);
    long bare = scenes.values().stream().mapToLong(TableScene::bare).sum();
    if (bare > 0) {
      tally.remark(
          bare
              + " containers have no name, type, region or position: nobody can tell which one is meant");
    }
    return tally;
  }

  private DatasetDescription description(
      Labels labels, Path target, String defaultSplit, List<Path> contents) throws IOException {
    InputFile about = InputFile.of(folder.resolve(CsvFolder.ABOUT), FileKind.DOCUMENT);
    return about.exists()
        ? labels.over(DescriptionJson.read(about.json()), target)
        : labels.description(target, "csv", files(contents), defaultSplit);
  }

  /** Tables that say what is kept in containers: the file itself, or those of the folder. */
  private List<Path> contents() {
    if (!Files.isDirectory(folder)) {
      return List.of(folder);
    }
    Path containers = folder.resolve(CsvFolder.CONTAINERS);
    if (ContentsTable.isOne(containers)) {
      return List.of(containers);
    }
    return CsvFolder.FILES.stream().map(folder::resolve).anyMatch(Files::exists)
        ? List.of()
        : ContentsTable.in(folder);
  }

  private void readContents(Path file, boolean described) {
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      if (!ContentsTable.isOne(table)) {
        throw new InvalidInputException(
            table.header().child("items"),
            "missing: a table of containers says there what is kept in each; other tables are read"
                + " as a folder, with "
                + CsvFolder.SCENES
                + " in it");
      }
      Set<String> more = households.field().map(Set::of).orElse(Set.of());
      ContentsTable contents = new ContentsTable(table, more, tally);
      table.forEach(row -> contents.take(row, described ? sceneOf(row) : sceneOf(row, file)));
    }
  }

  /** The scene of a row where no other table describes it, which the first row begins. */
  private TableScene sceneOf(CsvRow row, Path file) {
    String household = households.field().orElse(HouseholdRule.FIELD);
    String id =
        Stream.of(ContentsTable.SCENE, ContentsTable.IMAGE, household)
            .flatMap(column -> row.optional(column).stream())
            .findFirst()
            .orElseGet(() -> HomeInventory.nameOf(file));
    TableScene scene = scenes.computeIfAbsent(id, i -> new TableScene(id, row, false));
    for (String column : List.of(ContentsTable.IMAGE, household)) {
      if (!row.optional(column).equals(scene.cell(column))) {
        throw InvalidInputException.expected(
            row.location().child(column),
            scene.cell(column).map(InvalidInputException::excerpt).orElse("nothing")
                + ", as before in scene "
                + InvalidInputException.excerpt(id),
            row.optional(column).orElse("nothing"));
      }
    }
    return scene;
  }

  private void read(String name, List<String> columns, Consumer<CsvRow> reader) {
    InputFile file = InputFile.of(folder.resolve(name), FileKind.RECORDS);
    if (!file.exists()) {
      throw new InvalidInputException(file.location(), "missing: the tables need it");
    }
    Set<String> allowed = new HashSet<>(columns);
    if (allowed.contains("region")) {
      allowed.addAll(CsvFolder.BOX_COLUMNS);
    }
    households.field().ifPresent(allowed::add);
    try (CsvTable table = CsvTable.open(file).calling(allowed).allow(allowed)) {
      table.forEach(reader);
    }
  }

  private void readIfThere(String name, List<String> columns, Consumer<CsvRow> reader) {
    if (Files.exists(folder.resolve(name))) {
      read(name, columns, reader);
    }
  }

  private void scene(CsvRow row) {
    String id = row.text("scene");
    if (scenes.putIfAbsent(id, new TableScene(id, row, true)) != null) {
      throw new InvalidInputException(
          row.location().child("scene"),
          "scene " + InvalidInputException.excerpt(id) + " is there twice");
    }
  }

  private TableScene sceneOf(CsvRow row) {
    TableScene rows = scenes.get(row.text("scene"));
    if (rows == null) {
      throw InvalidInputException.expected(
          row.location().child("scene"), "a scene of " + CsvFolder.SCENES, row.text("scene"));
    }
    return rows;
  }

  /** Keeps a row until its query comes, which knows the scene. */
  private static void keep(CsvRow row, Map<String, List<CsvRow>> byQuery) {
    byQuery.computeIfAbsent(row.text("query"), query -> new ArrayList<>()).add(row);
  }

  private static Truth truth(CsvRow row, String column, Scene scene) {
    return AnswerText.readTruth(row.text(column).strip(), scene, row.location().child(column));
  }

  private static List<KnownPlacement> known(CsvRow row, Scene scene) {
    return truth(row, "where", scene).answers().stream()
        .map(where -> new KnownPlacement(row.text("item"), where))
        .toList();
  }

  private static Vote vote(CsvRow row, Scene scene) {
    InputLocation location = row.location().child("answer");
    return new Vote(
        row.text("annotator"), AnswerText.read(row.text("answer").strip(), scene, location));
  }

  private LabeledQuery query(CsvRow row, Map<String, Scene> built) {
    sceneOf(row);
    Scene scene = built.get(row.text("scene"));
    String id = row.optional("query").orElse(scene.id() + "#" + row.text("item"));
    Truth truth = truth(row, "truth", scene);
    return row.build(
        r -> labeled(new Query(id, scene, row.text("item")), household(row, scene), truth));
  }

  /** A query with what other tables say of it. */
  private LabeledQuery labeled(Query asked, String household, Truth truth) {
    Scene scene = asked.scene();
    List<KnownPlacement> told = new ArrayList<>();
    for (CsvRow line : known.getOrDefault(asked.id(), List.of())) {
      for (KnownPlacement placement : line.build(r -> asked.knowing(known(r, scene))).known()) {
        told.stream()
            .filter(placement::contradicts)
            .findFirst()
            .ifPresent(
                other -> {
                  throw new InvalidInputException(
                      line.location().child("where"),
                      "of query %s, %s is %s, and in another record, %s is %s: must not be both"
                          .formatted(
                              InvalidInputException.excerpt(asked.id()),
                              InvalidInputException.excerpt(placement.item()),
                              placement.where(),
                              InvalidInputException.excerpt(other.item()),
                              other.where()));
                });
        told.add(placement);
      }
    }
    List<Vote> cast =
        votes.getOrDefault(asked.id(), List.of()).stream().map(vote -> vote(vote, scene)).toList();
    return new LabeledQuery(asked.knowing(told), new Household(household), truth, new Votes(cast));
  }

  /** What rows of containers say is kept in a scene. */
  private List<LabeledQuery> queries(Scene scene, TableScene rows) {
    List<LabeledQuery> queries = new ArrayList<>();
    rows.kept()
        .forEach(
            (item, truth) ->
                queries.add(
                    rows.row()
                        .build(
                            row ->
                                labeled(
                                    new Query(scene.id() + "#" + item, scene, item),
                                    households.of(
                                        scene.image(), scene.id(), rows::cell, row.location()),
                                    truth))));
    return queries;
  }

  /** By its own record first, then by that of its scene. */
  private String household(CsvRow row, Scene scene) {
    return households.of(
        scene.image(),
        scene.id(),
        column -> row.optional(column).or(() -> scenes.get(scene.id()).cell(column)),
        row.location());
  }

  private static void checkNamed(Map<String, List<CsvRow>> byQuery, Set<String> queries) {
    byQuery.forEach(
        (query, rows) -> {
          if (!queries.contains(query)) {
            throw InvalidInputException.expected(
                rows.get(0).location().child("query"), "a query of " + CsvFolder.QUERIES, query);
          }
        });
  }

  /** The tables that are there, those of contents under whatever name they have. */
  private List<Path> files(List<Path> contents) {
    Stream<Path> tables =
        Stream.of(
                CsvFolder.SCENES,
                CsvFolder.CONTAINERS,
                CsvFolder.DISTANCES,
                CsvFolder.ANCHORS,
                CsvFolder.QUERIES,
                CsvFolder.KNOWN,
                CsvFolder.VOTES)
            .map(folder::resolve)
            .filter(Files::exists);
    return Stream.concat(tables, contents.stream()).distinct().toList();
  }
}
