package org.stowbench.predictors.external.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** The questions that planners are tried on. */
final class Situations {

  private static final int LONG_NAME = 10_000;

  private static final List<String> ITEMS =
      List.of("whisk", "bottle opener", "tea towel", "frying pan", "corkscrew", "ladle", "plate");

  private static final List<String> ODD_NAMES =
      List.of(
          "Käsereibe \ud83e\uddc0 \u5200",
          "the \"good\" knife \\ fork",
          "first line\nsecond line\r\n\ttab",
          "<script>alert('whisk')</script>",
          "$(echo whisk); `whisk` | cat > whisk",
          "'; DROP TABLE items; --",
          "{\"type\":\"bye\"}",
          "\u202eksihw\u202c \u0000\u0007\u001b[31m",
          "null",
          " 7 ");

  private Situations() {}

  /** An ordinary item in an ordinary kitchen. */
  static Query normal() {
    return new Query("normal", kitchen("kitchen", 8), ITEMS.get(0));
  }

  /** So many ordinary questions, no two alike. */
  static List<Query> many(int count) {
    List<Query> queries = new ArrayList<>();
    List<Scene> scenes = List.of(kitchen("left", 6), kitchen("right", 9), kitchen("middle", 12));
    for (int i = 0; i < count; i++) {
      queries.add(
          new Query(
              "many-" + i,
              scenes.get(i % scenes.size()),
              ITEMS.get(i / scenes.size() % ITEMS.size())
                  + (i < scenes.size() * ITEMS.size() ? "" : " " + i)));
    }
    return queries;
  }

  /** A kitchen with so many containers that do not touch. */
  static Query containers(int count) {
    return new Query("containers-" + count, kitchen("kitchen-" + count, count), ITEMS.get(1));
  }

  /** Points, lines, slivers, regions that cross themselves, candidates that are there twice. */
  static Query oddRegions() {
    Region box = Region.box(10, 10, 110, 60);
    return new Query(
        "odd-regions",
        scene(
            "odd-regions",
            List.of(
                Region.of(5, 5),
                Region.of(0, 0, 50, 50),
                Region.of(0, 0, 50, 0, 25, 0),
                Region.of(200, 10, 300, 60, 300, 10, 200, 60),
                Region.of(400, 0, 400, 0, 400, 0),
                box,
                box,
                Region.box(11, 10, 111, 60),
                Region.of(-20.5, -20.5, 10, -20.5, 10, 5))),
        ITEMS.get(2));
  }

  /** Nothing is known but the regions. */
  static Query bare() {
    return new Query(
        "bare",
        Scene.of(
            "bare",
            List.of(
                Container.of(0, Region.box(0, 0, 10, 10)),
                Container.of(1, Region.box(20, 0, 50, 10)))),
        ITEMS.get(3));
  }

  /** A home as a list of places: nobody drew anything, and some of what else may be known is. */
  static Query places() {
    Container shelf =
        new Container(
            2,
            Optional.of("shelf \"A\" \u68da"),
            Optional.empty(),
            Optional.of(new Box3D(1.5, -2, 0.4, 0.6, 0.5, 0)),
            Optional.of("hall"),
            Optional.of("shelf"),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty());
    return new Query(
        "places",
        new Scene(
            "home",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(
                Container.named(0, "top drawer"),
                Container.named(1, "top drawer").at(Box3D.at(0, 0, 1)),
                shelf),
            List.of(),
            Optional.empty(),
            Optional.of(
                new Distances(
                    List.of(
                        List.of(0.0, 1.5, 2.0, 7.25),
                        List.of(1.5, 0.0, 0.5, 6.0),
                        List.of(2.0, 0.5, 0.0, 6.5),
                        List.of(7.25, 6.0, 6.5, 0.0))))),
        ITEMS.get(5));
  }

  /** An ordinary question of a household of which much is known. */
  static Query known() {
    List<KnownPlacement> known = new ArrayList<>();
    for (String item : ITEMS.subList(1, ITEMS.size())) {
      known.add(
          new KnownPlacement(
              item, known.size() % 3 == 2 ? Answer.NOT_HERE : Answer.container(known.size())));
    }
    for (String name : ODD_NAMES) {
      known.add(new KnownPlacement(name, Answer.container(7)));
    }
    return normal().knowing(known);
  }

  /** Names of items as nobody would type them. */
  static List<Query> oddNames() {
    List<Query> queries = new ArrayList<>();
    for (String name : ODD_NAMES) {
      queries.add(new Query("odd-name-" + queries.size(), kitchen("kitchen", 4), name));
    }
    return queries;
  }

  /** A name of many characters. */
  static Query longName() {
    return new Query("long-name", kitchen("kitchen", 4), "long ".repeat(LONG_NAME / 5).strip());
  }

  /** Coordinates from tiny to huge; their areas are finite still. */
  static Query hugeNumbers() {
    Scene scene =
        new Scene(
            "huge",
            Optional.of("kitchen"),
            Optional.empty(),
            Optional.of(new ImageSize(Integer.MAX_VALUE, Integer.MAX_VALUE)),
            List.of(
                Container.of(0, Region.box(0, 0, 1e-9, 1e-9)),
                Container.of(1, Region.box(-1e15, -1e15, -1, -1)),
                Container.of(2, Region.box(1, 1, 1e100, 1e100)),
                Container.of(3, Region.box(0.1, 0.2, 0.30000000000000004, 123456.78901234567))),
            List.of(),
            Optional.empty());
    return new Query("huge", scene, ITEMS.get(4));
  }

  private static Scene kitchen(String id, int containers) {
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < containers; i++) {
      double left = i % 25 * 60;
      double top = 150 + i / 25 * 50;
      regions.add(Region.box(left, top, left + 50 - i % 3 * 5, top + 40 - i % 4 * 2.5));
    }
    return scene(id, regions);
  }

  private static Scene scene(String id, List<Region> regions) {
    List<Container> containers = new ArrayList<>();
    for (Region region : regions) {
      int i = containers.size();
      containers.add(
          new Container(
              i,
              region,
              Optional.of(i % 2 == 0 ? "drawer" : "cabinet door"),
              OptionalDouble.of(1 - i % 10 / 10.0),
              Optional.of(i % 3 == 0 ? CountertopSide.ABOVE : CountertopSide.BELOW),
              OptionalInt.empty()));
    }
    return new Scene(
        id,
        Optional.of("kitchen"),
        Optional.empty(),
        Optional.of(new ImageSize(1600, 1200)),
        containers,
        List.of(
            new Anchor("sink", Region.box(200, 100, 320, 140), OptionalDouble.of(0.8)),
            new Anchor("oven", Region.box(600, 150, 800, 400), OptionalDouble.empty())),
        Optional.of(Region.box(0, 130, 1600, 145)));
  }
}
