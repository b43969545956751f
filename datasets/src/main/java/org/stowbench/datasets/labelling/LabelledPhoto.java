package org.stowbench.datasets.labelling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stowbench.datasets.importing.HouseholdRule;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.TextForm;
import org.stowbench.query.Truth;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** A photo with what is drawn into it: a scene while it grows. */
public final class LabelledPhoto {

  private final String fileName;
  private final InputLocation where;
  private final LabelRules rules;
  private final ImportTally tally;

  private final List<Container> containers = new ArrayList<>();
  private final List<Anchor> anchors = new ArrayList<>();
  private final Map<String, List<Integer>> containersById = new HashMap<>();
  private final Map<String, List<Integer>> containersOfItem = new LinkedHashMap<>();
  private Optional<Region> countertop = Optional.empty();

  private String sceneId;
  private boolean photo = true;
  private Optional<ImageSize> size = Optional.empty();
  private Optional<String> room = Optional.empty();
  private Optional<String> household = Optional.empty();
  private Function<String, Optional<String>> record = field -> Optional.empty();
  private Optional<Distances> distances = Optional.empty();

  LabelledPhoto(String fileName, InputLocation where, LabelRules rules, ImportTally tally) {
    this.fileName = fileName;
    this.sceneId = fileName;
    this.where = where;
    this.rules = rules;
    this.tally = tally;
  }

  /** The photo's name, as the tool has it. */
  public String fileName() {
    return fileName;
  }

  /** Where it stands in its file. */
  public InputLocation where() {
    return where;
  }

  /** The scene's id, where that is not the photo's name. */
  public void sceneId(String id) {
    sceneId = id;
  }

  String sceneId() {
    return sceneId;
  }

  /** That there is no photo of that name: it is a scene only. */
  public void withoutPhoto() {
    photo = false;
  }

  /**
   * Its size in pixels.
   *
   * @param width as its file has it: what is no whole number above 0 is noted, and unknown
   */
  public void size(double width, double height) {
    if (width >= 1
        && height >= 1
        && width <= Integer.MAX_VALUE
        && height <= Integer.MAX_VALUE
        && width == Math.rint(width)
        && height == Math.rint(height)) {
      size = Optional.of(new ImageSize((int) width, (int) height));
    } else {
      tally.note("photo whose size is no whole number of pixels: its size is unknown", where);
    }
  }

  /** The room that it shows. */
  public void room(String name) {
    room = Optional.of(name).filter(text -> !TextForm.isBlank(text));
  }

  /** What is said of the whole photo: its room, and whose home it shows. Items are left out. */
  public void about(LabelFields fields, InputLocation place) {
    household = fields.household().or(() -> household);
    fields.room().ifPresent(this::room);
    fields
        .items()
        .forEach(item -> tally.leaveOut("item said of a whole photo: say it of a region", place));
  }

  /** How far it is between its containers. */
  public void distances(Distances metres) {
    distances = Optional.of(metres);
  }

  /**
   * What else its file says of it.
   *
   * @param fields texts by name; empty where there is none
   */
  public void record(Function<String, Optional<String>> fields) {
    record = fields;
  }

  /** As {@link #record(Function)}, of an object with texts or numbers. */
  public void record(JsonInput fields) {
    record =
        field ->
            fields
                .optional(field)
                .filter(value -> value.isNumber() || value.isText() && !value.isBlank())
                .map(JsonInput::key);
  }

  /** Whose home it shows. */
  String household(HouseholdRule rule) {
    return rule.of(
        photo ? Optional.of(fileName) : Optional.empty(),
        sceneId,
        field ->
            field.equals(HouseholdRule.FIELD)
                ? household.or(() -> record.apply(field))
                : record.apply(field),
        where);
  }

  /**
   * Takes a label: as an anchor or the countertop, where its class or its role says so; else as a
   * container. What has items is a container in any case, and beside that what its class says. What
   * has no area is left out, unless the file itself says what it is.
   */
  public void add(DrawnLabel label) {
    if (label.role().isEmpty() && !hasArea(label)) {
      tally.leaveOut("label without area", label.where());
      label.items().forEach(i -> tally.leaveOut(LabelFields.ITEM_LEFT_OUT, label.where()));
      return;
    }
    String category = label.drawn().type().orElse("");
    DrawnLabel.Role role = label.role().orElseGet(() -> rules.role(category));
    switch (role) {
      case CONTAINER -> container(label);
      case ANCHOR ->
          anchors.add(
              built(
                  label.where(),
                  () -> new Anchor(category, label.drawn().outline(), label.drawn().confidence())));
      case COUNTERTOP -> {
        if (countertop.isPresent()) {
          tally.leaveOut("second countertop of a photo: a scene has one", label.where());
        } else {
          countertop = label.drawn().region();
        }
      }
    }
    if (role != DrawnLabel.Role.CONTAINER && !label.items().isEmpty()) {
      tally.note(
          "%s with items: a container beside that"
              .formatted(InvalidInputException.excerpt(category)),
          label.where());
      container(label);
    }
  }

  private static boolean hasArea(DrawnLabel label) {
    return label.drawn().region().filter(region -> !Outlines.hasArea(region)).isEmpty();
  }

  private void container(DrawnLabel label) {
    int id = containers.size();
    Container drawn = label.drawn();
    containers.add(
        built(
            label.where(),
            () ->
                new Container(
                    id,
                    drawn.name(),
                    drawn.region(),
                    drawn.place(),
                    drawn.room(),
                    drawn.type(),
                    drawn.confidence(),
                    drawn.side(),
                    drawn.promptNumber())));
    label.id().ifPresent(i -> containersById.computeIfAbsent(i, k -> new ArrayList<>()).add(id));
    for (String item : label.items()) {
      containersOfItem.computeIfAbsent(item, i -> new ArrayList<>()).add(id);
    }
  }

  private static <T> T built(InputLocation where, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(where, e.getMessage(), e);
    }
  }

  /** The containers of each item that a label names. */
  Map<String, Truth> items() {
    Map<String, Truth> truths = new LinkedHashMap<>();
    containersOfItem.forEach((item, in) -> truths.put(item, new Truth(in)));
    return truths;
  }

  /** The containers that an id, or else a name, stands for; none, one, or too many to tell. */
  List<Integer> containers(String idOrName) {
    List<Integer> numbered = containersById.getOrDefault(idOrName, List.of());
    return numbered.isEmpty()
        ? containers.stream()
            .filter(one -> one.name().equals(Optional.of(idOrName)))
            .map(Container::id)
            .toList()
        : numbered;
  }

  Scene scene() {
    return built(
        where,
        () ->
            new Scene(
                sceneId,
                room,
                photo ? Optional.of(fileName) : Optional.empty(),
                size,
                containers,
                anchors,
                countertop,
                distances));
  }
}
