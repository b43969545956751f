package org.stowbench.datasets.validate;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Checks {@code scenes.jsonl} line by line and remembers what queries need to know of it. */
final class SceneCheck {

  /**
   * What queries need to know of a scene.
   *
   * @param line where it stands
   * @param candidates how many it has
   * @param noArea which of them have no area
   * @param image its photo
   */
  record Facts(long line, int candidates, BitSet noArea, Optional<String> image) {}

  private static final String FILE = DatasetFolder.SCENES;

  private final Problems problems;
  private final PhotoCheck photos;
  private final Map<String, Facts> scenes = new HashMap<>();
  private final Set<String> unread = new HashSet<>();
  private boolean incomplete;
  private long lines;

  SceneCheck(Problems problems, PhotoCheck photos) {
    this.problems = problems;
    this.photos = photos;
  }

  Map<String, Facts> scenes() {
    return scenes;
  }

  /** Whether a scene that is not there may be on a line that does not fit the format. */
  boolean mayBeUnread(String id) {
    return incomplete || unread.contains(id);
  }

  /** Says that there may be scenes of which not even the id was read. */
  void incomplete() {
    incomplete = true;
  }

  long lines() {
    return lines;
  }

  void check(JsonLines.Line line) {
    lines++;
    try {
      JsonInput json = line.json();
      KnownFields.checkScene(json, FILE, line, problems);
      check(json, SceneJson.read(json), line);
    } catch (InvalidInputException e) {
      problems.add(ProblemKind.STRUCTURE, FILE, line.number(), e);
      remember(line);
    }
  }

  /** A line that is no JSON may be any scene; one with an id that is none is no scene's. */
  private void remember(JsonLines.Line line) {
    JsonInput json;
    try {
      json = line.json();
    } catch (InvalidInputException e) {
      incomplete();
      return;
    }
    if (json.isObject()) {
      json.optional("id").filter(JsonInput::isText).ifPresent(id -> unread.add(id.text()));
    }
  }

  private void check(JsonInput json, Scene scene, JsonLines.Line line) {
    List<Set<CandidateFlag>> flags = CandidateFlag.of(scene);
    List<JsonInput> written = json.field("containers").elements();
    BitSet noArea = new BitSet(0);
    for (Container container : scene.containers()) {
      Set<CandidateFlag> found = flags.get(container.id());
      if (found.contains(CandidateFlag.NO_AREA)) {
        noArea.set(container.id());
      }
      checkFlags(written.get(container.id()), found, line);
      checkShape(container, found, line);
    }
    checkAlike(scene, line);
    checkAllOrNone(ProblemKind.PARTLY_DRAWN, "a region", Container::region, scene, line);
    checkAllOrNone(ProblemKind.PARTLY_PLACED, "a position", Container::place, scene, line);
    photos.check(scene, line);
    Facts facts = new Facts(line.number(), scene.containers().size(), noArea, scene.image());
    Facts first = scenes.putIfAbsent(scene.id(), facts);
    if (first != null) {
      problems.add(
          ProblemKind.REPEATED_ID,
          FILE,
          line,
          "scene %s is already on line %d"
              .formatted(InvalidInputException.excerpt(scene.id()), first.line()));
    }
  }

  /** Flags are for readers in other languages; who writes them must write them right. */
  private void checkFlags(JsonInput container, Set<CandidateFlag> found, JsonLines.Line line) {
    Optional<JsonInput> written = container.optional("flags");
    if (written.isEmpty()) {
      return;
    }
    Set<CandidateFlag> named = EnumSet.noneOf(CandidateFlag.class);
    written.get().elements().forEach(flag -> named.add(flag.constant(CandidateFlag.class)));
    if (!named.equals(found)) {
      problems.add(
          ProblemKind.WRONG_FLAGS,
          FILE,
          line,
          "field %s: expected %s, found %s"
              .formatted(written.get().location().field(), names(found), names(named)));
    }
  }

  private static String names(Set<CandidateFlag> flags) {
    return flags.stream().map(Json::name).collect(Collectors.joining(", ", "[", "]"));
  }

  private void checkShape(Container container, Set<CandidateFlag> flags, JsonLines.Line line) {
    if (flags.contains(CandidateFlag.NO_AREA)) {
      int vertices = container.outline().vertices().size();
      problems.add(
          ProblemKind.NO_AREA,
          FILE,
          line,
          "container %d has no area: %d vertices".formatted(container.id(), vertices));
    } else if (flags.contains(CandidateFlag.INVALID)) {
      problems.add(
          ProblemKind.INVALID_SHAPE,
          FILE,
          line,
          "container " + container.id() + " is no valid polygon: it is repaired for scoring");
    }
    if (flags.contains(CandidateFlag.REPEATED)) {
      problems.add(
          ProblemKind.REPEATED_SHAPE,
          FILE,
          line,
          "container " + container.id() + " has the vertices of one before it");
    }
  }

  /** Who is asked about a container must be able to tell which one is meant. */
  private void checkAlike(Scene scene, JsonLines.Line line) {
    Map<List<Object>, Integer> first = new HashMap<>();
    for (Container container : scene.containers()) {
      boolean bare = container.name().isEmpty() && container.type().isEmpty();
      if (container.region().isPresent() || container.place().isPresent()) {
        continue;
      }
      Integer other =
          first.putIfAbsent(
              List.of(container.name(), container.type(), container.room(), container.side()),
              container.id());
      if (bare || other != null) {
        problems.add(
            ProblemKind.ALIKE,
            FILE,
            line,
            bare
                ? "container %d: expected a name, a type, a region or a position, found none"
                    .formatted(container.id())
                : "container %d is \"%s\" as container %d is, without a region or a position"
                    .formatted(
                        container.id(), InvalidInputException.excerpt(container.called()), other));
      }
    }
  }

  /** What scores and paths need is there for all containers of a scene, or they do without. */
  private void checkAllOrNone(
      ProblemKind kind,
      String what,
      Function<Container, Optional<?>> property,
      Scene scene,
      JsonLines.Line line) {
    long having = scene.containers().stream().filter(c -> property.apply(c).isPresent()).count();
    if (having > 0 && having < scene.containers().size()) {
      problems.add(
          kind,
          FILE,
          line,
          "%d of its %d containers have %s: what needs it is left out for this scene"
              .formatted(having, scene.containers().size(), what));
    }
  }
}
