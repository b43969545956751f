package org.stowbench.datasets.labelling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/** The queries over labelled photos, by split. */
final class LabelQueries {

  static final ImportOption QUERIES =
      new ImportOption(
          "queries",
          "FILE.csv",
          "Further queries, with the columns image, item, truth, and maybe household and split. A"
              + " truth is a container's name, or a label's id, several of these with spaces"
              + " between, or not_here. With container for truth, an item may have several rows.");

  private static final String NOT_HERE = "not_here";
  private static final String TRUTH = "truth";
  private static final String CONTAINER = "container";
  private static final Set<String> COLUMNS = Set.of("image", "item", TRUTH, "household", "split");
  private static final Set<String> CONTENTS =
      Set.of("image", "item", CONTAINER, "household", "split");

  private final String defaultSplit;
  private final HouseholdRule households;
  private final Map<String, List<LabeledQuery>> splits = new LinkedHashMap<>();
  private final Map<String, InputLocation> places = new HashMap<>();
  private final Map<String, Integer> joined = new HashMap<>();

  LabelQueries(String defaultSplit, HouseholdRule households) {
    this.defaultSplit = defaultSplit;
    this.households = households;
  }

  /** All queries by split; a split without queries has no entry. */
  Map<String, List<LabeledQuery>> splits() {
    return splits;
  }

  /** The queries that the items of a photo's labels make. */
  void addItems(LabelledPhoto photo, Scene scene) {
    photo
        .items()
        .forEach(
            (item, truth) ->
                add(
                    query(scene, item, photo.household(households), truth),
                    defaultSplit,
                    photo.where()));
  }

  /** The queries of a table. */
  void addTable(Path file, Map<String, LabelledPhoto> photos, Map<String, Scene> scenes) {
    try (CsvTable table = CsvTable.open(InputFile.of(file, FileKind.RECORDS))) {
      table.calling(COLUMNS).calling(CONTENTS);
      boolean contents = table.columns().contains(CONTAINER);
      String column = contents ? CONTAINER : TRUTH;
      table.allow(contents ? CONTENTS : COLUMNS);
      table.forEach(
          row -> {
            LabelledPhoto photo = photos.get(row.text("image"));
            if (photo == null) {
              throw InvalidInputException.expected(
                  row.location().child("image"), "the file_name of an image", row.text("image"));
            }
            String household =
                row.optional(HouseholdRule.FIELD).orElseGet(() -> photo.household(households));
            LabeledQuery labeled =
                row.build(
                    r ->
                        query(
                            scenes.get(photo.sceneId()),
                            row.text("item"),
                            household,
                            truth(row, column, photo)));
            if (contents) {
              addOrJoin(labeled, row.optional("split").orElse(defaultSplit), row.location());
            } else {
              add(labeled, row.optional("split").orElse(defaultSplit), row.location());
            }
          });
    }
  }

  /** Adds a query, or the containers of one more row to the query that is there. */
  private void addOrJoin(LabeledQuery labeled, String split, InputLocation place) {
    List<LabeledQuery> there = splits.getOrDefault(split, List.of());
    int last = joined.getOrDefault(labeled.query().id(), -1);
    if (last < 0) {
      joined.put(labeled.query().id(), there.size());
      add(labeled, split, place);
      return;
    }
    LabeledQuery first = last < there.size() ? there.get(last) : labeled;
    if (!first.query().id().equals(labeled.query().id())
        || first.truth().isNotHere()
        || labeled.truth().isNotHere()) {
      throw new InvalidInputException(
          place,
          "%s is elsewhere, not here, or of another split in %s"
              .formatted(
                  InvalidInputException.excerpt(labeled.query().item()),
                  places.get(labeled.query().id())));
    }
    List<Integer> all = new ArrayList<>(first.truth().containers());
    all.addAll(labeled.truth().containers());
    there.set(
        last, new LabeledQuery(first.query(), first.household(), new Truth(all), first.votes()));
  }

  private static Truth truth(CsvRow row, String column, LabelledPhoto photo) {
    String text = row.text(column).strip();
    if (text.equals(NOT_HERE)) {
      return Truth.NOT_HERE;
    }
    List<Integer> whole = photo.containers(text);
    if (!whole.isEmpty()) {
      return new Truth(List.of(one(whole, text, row, column)));
    }
    List<Integer> containers =
        Stream.of(text.split(" +")).map(id -> one(photo.containers(id), id, row, column)).toList();
    if (Set.copyOf(containers).size() < containers.size()) {
      throw InvalidInputException.expected(
          row.location().child(column), "each container once", text);
    }
    return new Truth(containers);
  }

  private static int one(List<Integer> containers, String id, CsvRow row, String column) {
    if (containers.isEmpty()) {
      throw InvalidInputException.expected(
          row.location().child(column),
          "not_here, or the id of a container's annotation in this image, or several with"
              + " spaces between, or a container's name",
          id);
    }
    if (containers.size() > 1) {
      throw InvalidInputException.expected(
          row.location().child(column), "what only one of this image's containers is called", id);
    }
    return containers.get(0);
  }

  private static LabeledQuery query(Scene scene, String item, String household, Truth truth) {
    return new LabeledQuery(
        new Query(scene.id() + "#" + item, scene, item),
        new Household(household),
        truth,
        Votes.NONE);
  }

  void add(LabeledQuery labeled, String split, InputLocation place) {
    String id = labeled.query().id();
    InputLocation first = places.putIfAbsent(id, place);
    if (first != null) {
      throw new InvalidInputException(
          place,
          "query %s is there already: %s".formatted(InvalidInputException.excerpt(id), first));
    }
    splits.computeIfAbsent(split, s -> new ArrayList<>()).add(labeled);
  }
}
