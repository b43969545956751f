package org.stowbench.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.stowbench.ask.Inquiry;
import org.stowbench.ask.Within;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.search.NextStep;
import org.stowbench.search.Opened;
import org.stowbench.search.SearchJson;

/**
 * The body of {@code POST /v1/rank}, and most of that of {@code POST /v1/next}.
 *
 * @param inquiry what is asked for, in the scene that was sent or the one of the library that was
 *     named, with what is known: what is said, or else what the library tells
 * @param predictor who is asked; empty for the first that is served
 */
record RankRequest(Inquiry inquiry, Optional<String> predictor) {

  private static final List<String> FIELDS =
      List.of(
          "scene",
          "scene_id",
          "item",
          "known",
          "exclude",
          "reachable",
          "predictor",
          "top",
          "reasons");

  private static final String OPENED = "opened";
  private static final String BUDGET = "budget";
  private static final List<String> FIELDS_OF_A_STEP =
      Stream.concat(FIELDS.stream(), Stream.of(OPENED, BUDGET)).toList();

  static final int DEFAULT_TOP = 5;
  static final int MOST_TOP = 1000;
  static final int LONGEST_ITEM = 200;
  static final int MOST_KNOWN = 300;

  /** The largest scenes of real photos have some 60; geometry costs their square. */
  static final int MOST_CONTAINERS = 300;

  static final int MOST_ANCHORS = 300;
  static final int MOST_VERTICES = 20_000;

  /** Beyond any photo, and far from where doubles lose pixels. */
  static final double FURTHEST = 1_000_000;

  /**
   * Reads the body of a question.
   *
   * @throws InvalidInputException if it does not fit
   */
  static RankRequest read(String body, SceneLibrary library) {
    return read(fields(body, FIELDS), library);
  }

  /**
   * The body of {@code POST /v1/next}.
   *
   * @param question all that it has in common with a question
   * @param next the step that is asked for
   */
  record Next(RankRequest question, NextStep next) {

    /**
     * Reads the body of a step.
     *
     * @throws InvalidInputException if it does not fit
     */
    static Next read(String body, SceneLibrary library) {
      JsonInput json = fields(body, FIELDS_OF_A_STEP);
      RankRequest question = RankRequest.read(json, library);
      Scene scene = question.inquiry().query().scene();
      Optional<JsonInput> list = json.optional(OPENED);
      list.ifPresent(RankRequest::checkOpened);
      List<Opened> opened =
          list.map(given -> SearchJson.read(given, container -> container(container, scene)))
              .orElse(List.of());
      OptionalInt budget = json.optionalInteger(BUDGET);
      if (budget.orElse(1) < 1) {
        throw json.field(BUDGET).unexpected("1 or more");
      }
      return new Next(
          question, list.orElse(json).build(o -> new NextStep(question.inquiry(), opened, budget)));
    }
  }

  private static JsonInput fields(String body, List<String> allowed) {
    JsonInput json = JsonInput.parse(body, InputLocation.of("body"));
    for (String name : json.names()) {
      if (!allowed.contains(name)) {
        throw new InvalidInputException(
            json.location().child(InvalidInputException.excerpt(name)),
            "is not a field; allowed: " + String.join(", ", allowed));
      }
    }
    return json;
  }

  private static RankRequest read(JsonInput json, SceneLibrary library) {
    int top = json.optionalInteger("top").orElse(DEFAULT_TOP);
    if (top < 1 || top > MOST_TOP) {
      throw json.field("top").unexpected("1 to " + MOST_TOP);
    }
    Scene scene = scene(json, library);
    String item = item(json);
    List<KnownPlacement> known = known(json, scene, item, library);
    Query query =
        json.optional("known").orElse(json).build(o -> new Query(scene.id(), scene, item, known));
    Within within =
        new Within(
            Set.of(),
            json.optional("exclude").map(list -> containers(list, scene)).orElse(Set.of()),
            json.optional("reachable").map(list -> containers(list, scene)));
    return new RankRequest(
        new Inquiry(
            query, within, top, json.optional("reasons").map(JsonInput::bool).orElse(false)),
        json.optional("predictor").map(JsonInput::name));
  }

  private static String item(JsonInput json) {
    return bounded(json.field("item"));
  }

  private static String bounded(JsonInput item) {
    String name = item.name();
    if (name.length() > LONGEST_ITEM) {
      throw item.invalid("expected at most " + LONGEST_ITEM + " characters");
    }
    return name;
  }

  /**
   * What is said to be known, nothing at all too; else what is told with the scene that is named.
   */
  private static List<KnownPlacement> known(
      JsonInput json, Scene scene, String item, SceneLibrary library) {
    Optional<JsonInput> known = json.optional("known");
    if (known.isEmpty() && json.optional("scene_id").isPresent()) {
      return library.known(scene).stream()
          .filter(told -> !ItemName.same(told.item(), item))
          .toList();
    }
    if (known.isPresent()) {
      check(known.get(), MOST_KNOWN);
      known.get().elements().forEach(RankRequest::item);
    }
    return QueryJson.readKnown(json, container -> container(container, scene));
  }

  private static void checkOpened(JsonInput opened) {
    check(opened, MOST_CONTAINERS);
    int items = 0;
    for (JsonInput each : opened.elements()) {
      for (JsonInput item : each.optional("items").map(JsonInput::elements).orElse(List.of())) {
        bounded(item);
        items++;
      }
    }
    if (items > MOST_KNOWN) {
      throw opened.invalid("expected at most %d items, found %d".formatted(MOST_KNOWN, items));
    }
  }

  private static Set<Integer> containers(JsonInput list, Scene scene) {
    check(list, MOST_CONTAINERS);
    Set<Integer> containers = new TreeSet<>();
    list.elements().forEach(each -> containers.add(container(each, scene)));
    return containers;
  }

  /** A container by its number, or by its name where no other is called so. */
  private static int container(JsonInput json, Scene scene) {
    if (!json.isText()) {
      int id = json.integer();
      if (id < 0 || id >= scene.containers().size()) {
        throw json.unexpected(
            "a container of the scene, which has %d, numbered from 0"
                .formatted(scene.containers().size()));
      }
      return id;
    }
    List<Container> named = scene.named(json.text());
    if (named.size() != 1) {
      throw json.unexpected("a container's number, or the name of one container of the scene");
    }
    return named.get(0).id();
  }

  private static Scene scene(JsonInput json, SceneLibrary library) {
    Optional<JsonInput> given = json.optional("scene");
    Optional<JsonInput> named = json.optional("scene_id");
    if (given.isPresent() == named.isPresent()) {
      throw json.invalid(
          "expected exactly one of scene and scene_id, found "
              + (given.isPresent() ? "both" : "neither"));
    }
    if (named.isPresent()) {
      return library
          .scene(named.get().text())
          .orElseThrow(() -> named.get().unexpected("the id of a scene in /v1/scenes"));
    }
    JsonInput input = given.get();
    check(input.field("containers"), MOST_CONTAINERS);
    input.optional("anchors").ifPresent(anchors -> check(anchors, MOST_ANCHORS));
    Scene scene = SceneJson.read(input);
    check(scene, input);
    return scene;
  }

  private static void check(JsonInput list, int most) {
    int count = list.elements().size();
    if (count > most) {
      throw list.invalid("expected at most %d, found %d".formatted(most, count));
    }
  }

  private static void check(Scene scene, JsonInput input) {
    int vertices = 0;
    for (Container container : scene.containers()) {
      vertices += container.region().map(region -> check(region, input)).orElse(0);
    }
    for (Anchor anchor : scene.anchors()) {
      vertices += check(anchor.region(), input);
    }
    vertices += scene.countertop().map(region -> check(region, input)).orElse(0);
    if (vertices > MOST_VERTICES) {
      throw input.invalid(
          "expected at most %d vertices, found %d".formatted(MOST_VERTICES, vertices));
    }
  }

  private static int check(Region region, JsonInput input) {
    for (Point p : region.vertices()) {
      if (Math.abs(p.x()) > FURTHEST || Math.abs(p.y()) > FURTHEST) {
        throw input.invalid(
            "expected coordinates within %.0f pixels, found [%s, %s]"
                .formatted(FURTHEST, p.x(), p.y()));
      }
    }
    return region.vertices().size();
  }
}
