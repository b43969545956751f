package org.stowbench.predictors.llm.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/**
 * A scene as a list of its containers in words, one line each, as the NOAM method (arXiv
 * 2512.23739) describes scenes to language models; the words are this project's own:
 *
 * <pre>{@code
 * Container 3: drawer, low and wide, below the counter; below the sink, to the left of the oven
 * }</pre>
 *
 * What the dataset does not know is left out. Where people call a container by a name, that comes
 * first: "top drawer, in the pantry". Where name and type are unknown the words follow the shape: a
 * "tall and narrow container". Containers that these words do not tell apart are counted, from the
 * top and from the left, or in their order where there is no photo, so that no two descriptions in
 * a scene are the same.
 */
public final class SceneText {

  /** Beyond the nearest few, landmarks say nothing that these do not. */
  private static final int NEAREST = 3;

  /** In characters; whatever is longer is no name of a thing. */
  private static final int LONGEST_WORD = 80;

  /** What parts words, and what cannot be seen. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}_]+");

  private SceneText() {}

  /** The scene of a query, and what is known of the household, if anything is. */
  public static String of(Query query, Numbering numbering) {
    String known = KnownText.of(query, numbering);
    return of(query.scene(), numbering) + (known.isEmpty() ? "" : "\n" + known);
  }

  /** The description; without containers, a line that says so. */
  public static String of(Scene scene, Numbering numbering) {
    StringBuilder text = new StringBuilder();
    each(scene, numbering)
        .forEach(
            (number, words) ->
                text.append("Container ").append(number).append(": ").append(words).append('\n'));
    return text.isEmpty() ? "(no containers in view)\n" : text.toString();
  }

  /** Every numbered container's description, in the scene's order, no two the same. */
  public static Map<Integer, String> each(Scene scene, Numbering numbering) {
    // By id: the hash of a container itself is one of its whole outline.
    Map<Integer, String> lines = new HashMap<>();
    Map<String, List<Container>> alike = new HashMap<>();
    List<Landmark> landmarks =
        scene.anchors().stream()
            .map(anchor -> new Landmark(word(anchor.type()), anchor.region().bounds()))
            .toList();
    for (Container container : scene.containers()) {
      if (numbering.number(container.id()).isPresent()) {
        String line = line(container, landmarks);
        lines.put(container.id(), line);
        alike.computeIfAbsent(line, same -> new ArrayList<>()).add(container);
      }
    }
    Map<Integer, String> positions = new HashMap<>();
    alike.values().stream()
        .filter(some -> some.size() > 1)
        .forEach(some -> positions.putAll(Positions.of(some)));
    Map<Integer, String> words = new LinkedHashMap<>();
    for (Container container : scene.containers()) {
      String line = lines.get(container.id());
      String position = positions.get(container.id());
      numbering
          .number(container.id())
          .ifPresent(number -> words.put(number, position == null ? line : line + "; " + position));
    }
    return words;
  }

  private static String line(Container container, List<Landmark> landmarks) {
    Optional<String> shape = container.region().flatMap(ShapeWords::of);
    List<String> words = new ArrayList<>();
    Optional<String> name = container.name().map(SceneText::name);
    Optional<String> type = container.type().map(SceneText::word);
    if (name.isPresent() || type.isPresent()) {
      name.ifPresent(words::add);
      type.filter(word -> !name.orElse("").contains(word)).ifPresent(words::add);
      shape.ifPresent(words::add);
    } else {
      words.add(shape.map(s -> s + " container").orElse("container"));
    }
    container
        .side()
        .ifPresent(
            side ->
                words.add(
                    side == CountertopSide.ABOVE ? "above the counter" : "below the counter"));
    container.room().ifPresent(room -> words.add("in the " + name(room)));
    String line = String.join(", ", words);
    List<String> near =
        container.region().map(region -> near(landmarks, region.bounds())).orElse(List.of());
    return near.isEmpty() ? line : line + "; " + String.join(", ", near);
  }

  private record Landmark(String type, Region.Box box) {}

  private static List<String> near(List<Landmark> landmarks, Region.Box container) {
    // Of two sinks the nearer one: "the sink" on two sides would only confuse.
    Set<String> types = new HashSet<>();
    return landmarks.stream()
        // Stable: of two as near as each other the source's first stays first.
        .sorted(Comparator.comparingDouble(landmark -> gap(container, landmark.box())))
        .filter(landmark -> types.add(landmark.type()))
        .limit(NEAREST)
        .map(landmark -> direction(landmark.box(), container) + " the " + landmark.type())
        .toList();
  }

  private static String direction(Region.Box from, Region.Box to) {
    return Bearing.of(from.center(), to.center()).words();
  }

  /** The gap between two boxes; less than 0 for boxes that overlap, by how deep. */
  private static double gap(Region.Box a, Region.Box b) {
    double dx = Math.max(a.left() - b.right(), b.left() - a.right());
    double dy = Math.max(a.top() - b.bottom(), b.top() - a.bottom());
    return dx > 0 && dy > 0 ? Math.sqrt(dx * dx + dy * dy) : Math.max(dx, dy);
  }

  /** A name that people give, fit for a part of such a line: semicolons part what is said there. */
  static String name(String text) {
    return word(text).replace(';', ',');
  }

  /** A dataset's word, fit for one line of a prompt. */
  public static String word(String text) {
    String line = BETWEEN_WORDS.matcher(text).replaceAll(" ").strip();
    int[] kept = line.codePoints().limit(LONGEST_WORD).toArray();
    return new String(kept, 0, kept.length).toLowerCase(Locale.ROOT);
  }
}
