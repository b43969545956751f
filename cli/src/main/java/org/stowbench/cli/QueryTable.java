package org.stowbench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.Table;
import org.stowbench.datasets.format.DatasetMetadata;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** What {@code datasets show} prints: a dataset in a few lines, a query's containers as a table. */
final class QueryTable {

  private QueryTable() {}

  static Printout heading(DatasetMetadata metadata, Path folder) {
    Printout text = Printout.plain();
    line(text, "dataset", metadata.description().id() + ", " + metadata.description().name());
    line(text, "", metadata.description().description());
    line(text, "households", metadata.description().simulated() ? "simulated" : "real");
    line(text, "licence", metadata.description().licence());
    line(text, "citation", metadata.description().citation());
    line(text, "checksum", metadata.checksums().content());
    line(text, "folder", folder.toString());
    line(
        text,
        "scenes",
        String.format(
            Locale.ROOT,
            "%,d with %,d containers",
            metadata.counts().scenes(),
            metadata.counts().containers()));
    metadata
        .splits()
        .forEach(
            (name, split) ->
                line(
                    text,
                    "split " + name,
                    String.format(
                        Locale.ROOT,
                        "%,d queries (%,d not here) of %,d households in %,d scenes",
                        split.queries(),
                        split.notHere(),
                        split.households(),
                        split.scenes())));
    return text.blank();
  }

  static Printout heading(LabeledQuery labeled) {
    Scene scene = labeled.query().scene();
    Printout text = Printout.plain();
    line(text, "query", labeled.query().id());
    line(text, "item", labeled.query().item());
    line(text, "household", labeled.household().id());
    line(text, "scene", scene.id() + scene.image().map(image -> ", " + image).orElse(""));
    line(
        text,
        "truth",
        labeled.truth().answers().stream()
            .map(QueryTable::words)
            .collect(Collectors.joining(" or ")));
    line(
        text,
        "votes",
        labeled.votes().votes().isEmpty()
            ? "none"
            : labeled.votes().votes().stream()
                .map(vote -> vote.annotator() + ": " + words(vote.answer()))
                .collect(Collectors.joining("; ")));
    line(
        text,
        "known",
        labeled.query().known().stream()
            .map(known -> known.item() + ": " + words(known.where()))
            .collect(Collectors.joining("; ")));
    line(
        text,
        "anchors",
        scene.anchors().isEmpty()
            ? "none"
            : scene.anchors().stream().map(Anchor::type).collect(Collectors.joining(", ")));
    return text.blank();
  }

  /** A property of containers that scenes may do without: then it has no column. */
  private record Property(String name, Function<Container, Optional<Cell>> cell) {}

  private static final List<Property> PROPERTIES =
      List.of(
          new Property("name", container -> container.name().map(Cell::of)),
          new Property("room", container -> container.room().map(Cell::of)),
          new Property("position", container -> container.place().map(QueryTable::position)));

  static Table of(LabeledQuery labeled) {
    Scene scene = labeled.query().scene();
    List<Set<CandidateFlag>> flags = CandidateFlag.of(scene);
    PhysicalContainers physical = PhysicalContainers.of(scene);
    List<Property> properties =
        PROPERTIES.stream()
            .filter(p -> scene.containers().stream().anyMatch(c -> p.cell().apply(c).isPresent()))
            .toList();
    boolean knows = !labeled.query().known().isEmpty();
    List<String> columns = new ArrayList<>(List.of("container"));
    properties.forEach(property -> columns.add(property.name()));
    columns.addAll(List.of("type", "region", "flags", "physical"));
    if (knows) {
      columns.add("known");
    }
    columns.addAll(List.of("votes", "truth"));
    Table table = new Table(columns.toArray(String[]::new));
    for (Container container : scene.containers()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(container.id())));
      properties.forEach(p -> cells.add(p.cell().apply(container).orElse(Cell.none())));
      cells.add(container.type().map(Cell::of).orElse(Cell.none()));
      cells.add(
          container
              .region()
              .map(region -> Cell.of(bounds(region), SceneJson.writeRegion(region)))
              .orElse(Cell.none()));
      cells.add(flags(flags.get(container.id())));
      cells.add(Cell.of(physical.of(container.id())));
      addAnswer(cells, labeled, Answer.container(container.id()));
      table.row(cells.toArray(Cell[]::new));
    }
    List<Cell> cells = new ArrayList<>(List.of(Cell.of("not here")));
    cells.addAll(Collections.nCopies(properties.size() + 4, Cell.none()));
    addAnswer(cells, labeled, Answer.NOT_HERE);
    table.row(cells.toArray(Cell[]::new));
    return table;
  }

  /** What is known, was voted and is true of an answer. */
  private static void addAnswer(List<Cell> cells, LabeledQuery labeled, Answer answer) {
    List<KnownPlacement> known = labeled.query().known();
    if (!known.isEmpty()) {
      cells.add(known(known.stream().filter(k -> k.where().equals(answer)).toList()));
    }
    cells.add(Cell.of(votes(labeled, answer)));
    cells.add(Cell.of(labeled.truth().holds(answer)));
  }

  private static Cell known(List<KnownPlacement> known) {
    ArrayNode items = Json.list();
    known.forEach(placement -> items.add(placement.item()));
    return known.isEmpty()
        ? Cell.of("-", items)
        : Cell.of(
            known.stream().map(KnownPlacement::item).collect(Collectors.joining(", ")), items);
  }

  private static Cell position(Box3D place) {
    ObjectNode json = Json.object();
    SceneJson.write(place, json);
    return Cell.of(
        String.format(Locale.ROOT, "%.2f,%.2f,%.2f m", place.x(), place.y(), place.z()),
        json.get("position"));
  }

  static boolean isNotHere(LabeledQuery labeled) {
    return labeled.truth().isNotHere();
  }

  private static long votes(LabeledQuery labeled, Answer answer) {
    return labeled.votes().votes().stream().map(Vote::answer).filter(answer::equals).count();
  }

  private static String bounds(Region region) {
    Region.Box box = region.bounds();
    return String.format(
        Locale.ROOT, "%.0f,%.0f to %.0f,%.0f", box.left(), box.top(), box.right(), box.bottom());
  }

  private static Cell flags(Set<CandidateFlag> flags) {
    ArrayNode names = Json.list();
    flags.forEach(flag -> names.add(Json.name(flag)));
    String text = flags.stream().map(Json::name).collect(Collectors.joining(" "));
    return Cell.of(text.isEmpty() ? "-" : text, names);
  }

  private static String words(Answer answer) {
    return answer instanceof Answer.InContainer in ? "container " + in.id() : "not here";
  }

  private static void line(Printout text, String name, String value) {
    if (!value.isBlank()) {
      text.line(String.format(Locale.ROOT, "%-11s %s", name, value));
    }
  }
}
