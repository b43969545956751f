package org.stowbench.datasets.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.datasets.inventory.PlaceColumns;
import org.stowbench.io.CsvRow;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Truth;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What the tables say of one scene, row by row, while it grows. */
final class TableScene {

  private final String id;
  private final CsvRow own;
  private final boolean described;
  private final List<Container> containers = new ArrayList<>();

  /** Which container each is that rows speak of, by what they say of it. */
  private final Map<Container, Integer> numbers = new HashMap<>();

  private final List<Anchor> anchors = new ArrayList<>();
  private final Map<List<Integer>, Double> distances = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> kept = new LinkedHashMap<>();

  /**
   * A scene.
   *
   * @param own its row of {@code scenes.csv}, or else the first that is about it
   * @param described whether its row is its own, so that sizes and rooms there are the scene's
   */
  TableScene(String id, CsvRow own, boolean described) {
    this.id = id;
    this.own = own;
    this.described = described;
  }

  /** What its row says in a column; empty where it is not there, or blank. */
  Optional<String> cell(String column) {
    return own.optional(column);
  }

  /** Takes a row of {@code anchors.csv}. */
  void anchor(CsvRow row) {
    anchors.add(
        row.build(
            r -> new Anchor(row.text("type"), region(row), row.optionalNumber("confidence"))));
  }

  /** Takes a row of {@code containers.csv}. */
  void container(CsvRow row) {
    int id = containers.size();
    OptionalInt given = row.optionalInteger("container");
    if (given.isPresent() && given.getAsInt() != id) {
      throw InvalidInputException.expected(
          row.location().child("container"),
          id + ": a scene's containers are numbered from 0 in their order",
          Integer.toString(given.getAsInt()));
    }
    add(container(row, row.optional("name")));
  }

  private int add(Container said) {
    int id = containers.size();
    containers.add(
        new Container(
            id,
            said.name(),
            said.region(),
            said.place(),
            said.room(),
            said.type(),
            said.confidence(),
            said.side(),
            said.promptNumber()));
    numbers.putIfAbsent(said, id);
    return id;
  }

  /**
   * Takes a row that says what is kept in a container. Rows that name one, and say the same of it,
   * are about the same one.
   *
   * @param name what people call it
   * @param items empty where nothing is in it
   */
  void contents(CsvRow row, Optional<String> name, Set<String> items) {
    if (name.filter(ContentsTable.NOT_HERE::equals).isPresent()) {
      items.forEach(item -> keep(item, Optional.empty(), row));
      return;
    }
    Container said = container(row, name);
    Integer before = name.isPresent() ? numbers.get(said) : null;
    int container = before == null ? add(said) : before;
    items.forEach(item -> keep(item, Optional.of(container), row));
  }

  private void keep(String item, Optional<Integer> where, CsvRow row) {
    Set<Integer> before = kept.get(item);
    if (before != null && before.isEmpty() != where.isEmpty()) {
      throw new InvalidInputException(
          row.location(),
          InvalidInputException.excerpt(item)
              + " is in a container, and not here: must not be both");
    }
    where.ifPresentOrElse(
        container -> kept.computeIfAbsent(item, i -> new LinkedHashSet<>()).add(container),
        () -> kept.putIfAbsent(item, Set.of()));
  }

  /** Where each item is that rows of containers name, in the order of naming. */
  Map<String, Truth> kept() {
    Map<String, Truth> truths = new LinkedHashMap<>();
    kept.forEach(
        (item, where) ->
            truths.put(item, where.isEmpty() ? Truth.NOT_HERE : new Truth(List.copyOf(where))));
    return truths;
  }

  /** Its own row, or else the first that is about it. */
  CsvRow row() {
    return own;
  }

  /** How many containers it has so far. */
  int size() {
    return containers.size();
  }

  /** What a row says of a container, as if that had number 0. */
  private static Container container(CsvRow row, Optional<String> name) {
    return row.build(
        r ->
            new Container(
                0,
                name,
                isDrawn(row) ? Optional.of(region(row)) : Optional.empty(),
                PlaceColumns.read(row),
                row.optional("room"),
                row.optional("type"),
                row.optionalNumber("confidence"),
                row.optional("side").map(side -> side(side, row)),
                row.optionalInteger("prompt_number")));
  }

  /** How many of its containers nothing is said of. */
  long bare() {
    return containers.stream().filter(TableScene::isBare).count();
  }

  private static boolean isBare(Container container) {
    return Stream.of(container.name(), container.type(), container.region(), container.place())
        .allMatch(Optional::isEmpty);
  }

  private static boolean isDrawn(CsvRow row) {
    return isAny(row, "region", "left", "top", "right", "bottom");
  }

  private static boolean isAny(CsvRow row, String... columns) {
    return Stream.of(columns).anyMatch(column -> row.optional(column).isPresent());
  }

  /** Takes a row of {@code distances.csv}. */
  void distance(CsvRow row) {
    int from = end(row, "from");
    int to = end(row, "to");
    double metres = row.number("metres");
    if (!(metres >= 0 && metres <= Box3D.FAR) || from == to && metres != 0) {
      throw row.unexpected("metres", "0 to a million, and 0 from a place to itself");
    }
    if (distances.putIfAbsent(List.of(from, to), metres) != null) {
      throw new InvalidInputException(
          row.location(),
          "the distance from %s to %s is there twice".formatted(row.text("from"), row.text("to")));
    }
  }

  /** A container, or -1 for the start. */
  private int end(CsvRow row, String column) {
    String text = row.text(column).strip();
    if (text.equals(CsvFolder.START)) {
      return -1;
    }
    if (!text.matches("[0-9]{1,9}([.]0*)?") || row.integer(column) >= containers.size()) {
      throw row.unexpected(
          column,
          "start, or one of the scene's %d containers, numbered from 0"
              .formatted(containers.size()));
    }
    return row.integer(column);
  }

  /** The scene, once all rows about it are taken. */
  Scene scene() {
    OptionalInt width = described ? own.optionalInteger("width") : OptionalInt.empty();
    OptionalInt height = described ? own.optionalInteger("height") : OptionalInt.empty();
    return own.build(
        r ->
            new Scene(
                id,
                own.optional("room").filter(room -> described),
                own.optional("image"),
                width.isPresent() || height.isPresent()
                    ? Optional.of(new ImageSize(width.orElse(0), height.orElse(0)))
                    : Optional.empty(),
                containers,
                anchors,
                own.optional("countertop").map(o -> outline(own, "countertop")),
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
              .formatted(id, end(from), end(to), CsvFolder.DISTANCES));
    }
    return there == null ? back : there;
  }

  private static String end(int container) {
    return container < 0 ? "the start" : "container " + container;
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
}
