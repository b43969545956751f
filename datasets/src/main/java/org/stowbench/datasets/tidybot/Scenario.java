package org.stowbench.datasets.tidybot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * A scenario: one household's way of putting away some things in one room.
 *
 * @param scene the room and its receptacles by name
 * @param seen where the things are that a robot has been shown, by item, in the file's order
 * @param unseen where those belong that it is asked for
 */
record Scenario(Scene scene, Map<String, Integer> seen, Map<String, Integer> unseen) {

  /** The notes give the rule away, and the tags half of it: both are allowed, and left out. */
  static final List<String> FIELDS =
      List.of(
          "annotator_notes",
          "receptacles",
          "room",
          "seen_objects",
          "seen_placements",
          "tags",
          "unseen_objects",
          "unseen_placements");

  /** The id of a scenario's scene and household; its number is all that it is called. */
  static String id(int number) {
    return String.format(Locale.ROOT, "scenario-%02d", number);
  }

  static Scenario read(JsonInput json, int number) {
    List<String> receptacles = names(json.field("receptacles"));
    List<Container> containers =
        IntStream.range(0, receptacles.size())
            .mapToObj(id -> Container.named(id, receptacles.get(id)))
            .toList();
    Scene scene =
        new Scene(
            id(number),
            Optional.of(json.field("room").name()),
            Optional.empty(),
            Optional.empty(),
            containers,
            List.of(),
            Optional.empty());
    return new Scenario(
        scene, placements(json, "seen", receptacles), placements(json, "unseen", receptacles));
  }

  private static List<String> names(JsonInput list) {
    List<String> names = new ArrayList<>();
    for (JsonInput element : list.elements()) {
      String name = element.name();
      if (names.contains(name)) {
        throw element.invalid(
            InvalidInputException.excerpt(name) + " is there twice: must be there once");
      }
      names.add(name);
    }
    if (names.isEmpty()) {
      throw list.unexpected("one or more names");
    }
    return names;
  }

  private static Map<String, Integer> placements(
      JsonInput json, String kind, List<String> receptacles) {
    List<String> objects = names(json.field(kind + "_objects"));
    JsonInput list = json.field(kind + "_placements");
    Map<String, Integer> placements = new LinkedHashMap<>();
    for (JsonInput pair : list.elements()) {
      List<JsonInput> two = pair.elements();
      if (two.size() != 2) {
        throw pair.unexpected("a pair [object, receptacle]");
      }
      int object = oneOf(objects, two.get(0), "one of " + kind + "_objects");
      int receptacle = oneOf(receptacles, two.get(1), "one of receptacles");
      if (placements.putIfAbsent(objects.get(object), receptacle) != null) {
        throw two.get(0)
            .invalid(
                InvalidInputException.excerpt(objects.get(object))
                    + " is placed twice: must be placed once");
      }
    }
    for (String object : objects) {
      if (!placements.containsKey(object)) {
        throw list.invalid(
            "%s is placed nowhere: each of %s_objects must be"
                .formatted(InvalidInputException.excerpt(object), kind));
      }
    }
    return placements;
  }

  private static int oneOf(List<String> names, JsonInput name, String allowed) {
    int place = names.indexOf(name.text());
    if (place < 0) {
      throw name.unexpected(allowed + ": " + String.join(", ", names));
    }
    return place;
  }

  /** The questions about what the robot was not shown; what it was shown is known. */
  List<LabeledQuery> unseenQueries() {
    List<KnownPlacement> known =
        seen.entrySet().stream()
            .map(at -> new KnownPlacement(at.getKey(), Answer.container(at.getValue())))
            .toList();
    return queries(unseen, known);
  }

  /** The questions about what it was shown, as if it had not been. */
  List<LabeledQuery> seenQueries() {
    return queries(seen, List.of());
  }

  private List<LabeledQuery> queries(Map<String, Integer> placements, List<KnownPlacement> known) {
    return placements.entrySet().stream()
        .map(
            at ->
                new LabeledQuery(
                    new Query(scene.id() + "#" + at.getKey(), scene, at.getKey(), known),
                    new Household(scene.id()),
                    Answer.container(at.getValue()),
                    Votes.NONE))
        .toList();
  }
}
