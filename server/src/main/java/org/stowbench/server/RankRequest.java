package org.stowbench.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.io.SceneJson;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * The body of {@code POST /v1/rank}.
 *
 * @param query what is asked for, in the scene that was sent or the one of the library that was
 *     named, and what is known
 * @param predictor who is asked; empty for the first that is served
 * @param top answers at most
 * @param reasons whether to say why
 */
record RankRequest(Query query, Optional<String> predictor, int top, boolean reasons) {

  private static final List<String> FIELDS =
      List.of("scene", "scene_id", "item", "known", "predictor", "top", "reasons");

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
   * Reads a body.
   *
   * @param library finds the scene that a client names
   * @throws InvalidInputException if it does not fit
   */
  static RankRequest read(String body, Function<String, Optional<Scene>> library) {
    JsonInput json = JsonInput.parse(body, InputLocation.of("body"));
    for (String name : json.names()) {
      if (!FIELDS.contains(name)) {
        throw new InvalidInputException(
            json.location().child(InvalidInputException.excerpt(name)),
            "is not a field; allowed: " + String.join(", ", FIELDS));
      }
    }
    int top = json.optionalInteger("top").orElse(DEFAULT_TOP);
    if (top < 1 || top > MOST_TOP) {
      throw json.field("top").unexpected("1 to " + MOST_TOP);
    }
    Scene scene = scene(json, library);
    String item = item(json);
    List<KnownPlacement> known = known(json, scene);
    return new RankRequest(
        json.optional("known").orElse(json).build(o -> new Query(scene.id(), scene, item, known)),
        json.optional("predictor").map(JsonInput::name),
        top,
        json.optional("reasons").map(JsonInput::bool).orElse(false));
  }

  private static String item(JsonInput json) {
    String item = json.field("item").name();
    if (item.length() > LONGEST_ITEM) {
      throw json.field("item").invalid("expected at most " + LONGEST_ITEM + " characters");
    }
    return item;
  }

  private static List<KnownPlacement> known(JsonInput json, Scene scene) {
    Optional<JsonInput> known = json.optional("known");
    if (known.isPresent()) {
      check(known.get(), MOST_KNOWN);
      known.get().elements().forEach(RankRequest::item);
    }
    return QueryJson.readKnown(json, container -> container(container, scene));
  }

  /** A container by its number, or by its name where no other is called so. */
  private static int container(JsonInput json, Scene scene) {
    if (!json.isText()) {
      return json.integer();
    }
    List<Container> named = scene.named(json.text());
    if (named.size() != 1) {
      throw json.unexpected("a container's number, or the name of one container of the scene");
    }
    return named.get(0).id();
  }

  private static Scene scene(JsonInput json, Function<String, Optional<Scene>> library) {
    Optional<JsonInput> given = json.optional("scene");
    Optional<JsonInput> named = json.optional("scene_id");
    if (given.isPresent() == named.isPresent()) {
      throw json.invalid(
          "expected exactly one of scene and scene_id, found "
              + (given.isPresent() ? "both" : "neither"));
    }
    if (named.isPresent()) {
      return library
          .apply(named.get().text())
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
