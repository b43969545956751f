package org.stowbench.datasets.simulator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * One home while its objects are read. What can be opened and holds things becomes a container, and
 * each kind of thing that can be carried and lies in one a query; the innermost container counts,
 * and where several hold one of the kind, each is right. The order of the objects does not matter.
 */
final class ObjectScene {

  /** No simulated home has as many; it bounds the work for each. */
  private static final int MOST = 10_000;

  /** So many objects one lies in or on at most. */
  private static final int DEEPEST = 64;

  private final String name;
  private final Optional<String> room;
  private final InputLocation at;
  private final Map<String, SceneObject> objects = new TreeMap<>();
  private final Map<String, Set<String>> parents = new HashMap<>();
  private final Map<String, Set<String>> above = new HashMap<>();
  private final Set<String> holders = new HashSet<>();

  /**
   * A home of which nothing is known yet.
   *
   * @param name what its scene and its household are called
   * @param room what it is, where it is one room
   * @param at where it stands
   */
  ObjectScene(String name, Optional<String> room, InputLocation at) {
    this.name = name;
    this.room = room;
    this.at = at;
  }

  String name() {
    return name;
  }

  InputLocation at() {
    return at;
  }

  int size() {
    return objects.size();
  }

  /**
   * Takes an object.
   *
   * @throws InvalidInputException if there is one of its id, or there are too many
   */
  void add(SceneObject object) {
    if (objects.size() == MOST) {
      throw new InvalidInputException(
          object.at(),
          "more than %,d objects in scene %s: must be fewer"
              .formatted(MOST, InvalidInputException.excerpt(name)));
    }
    if (objects.putIfAbsent(object.id(), object) != null) {
      throw new InvalidInputException(
          object.at(),
          "object %s is there twice in scene %s"
              .formatted(
                  InvalidInputException.excerpt(object.id()), InvalidInputException.excerpt(name)));
    }
    object.parents().forEach(parent -> lies(object.id(), parent));
  }

  /** Takes that one object lies in or on another, be they there already or not. */
  void lies(String child, String parent) {
    parents.computeIfAbsent(child, c -> new TreeSet<>()).add(parent);
    holders.add(parent);
  }

  /**
   * Refuses objects that lie in themselves, which only people write.
   *
   * @throws InvalidInputException if there is one
   */
  void requireNoCircle() {
    for (SceneObject object : objects.values()) {
      for (String parent : object.parents()) {
        if (parent.equals(object.id())
            || objects.containsKey(parent) && above(parent).contains(object.id())) {
          throw new InvalidInputException(
              object.at().child("parent"),
              InvalidInputException.excerpt(parent) + " leads back to itself");
        }
      }
    }
  }

  /** Its containers, as a list of places. */
  Scene scene() {
    List<SceneObject> all = containers();
    Map<Kind, Long> alike = all.stream().collect(groupingBy(Kind::of, counting()));
    List<SceneObject> landmarks =
        objects.values().stream().filter(one -> one.landmark() && one.place().isPresent()).toList();
    List<Container> containers = new ArrayList<>();
    for (SceneObject object : all) {
      boolean alone = alike.get(Kind.of(object)) == 1;
      containers.add(
          new Container(
              containers.size(),
              Optional.of(
                  object.name().orElseGet(() -> alone ? object.type() : called(object, landmarks))),
              Optional.empty(),
              object.place(),
              object.room(),
              Optional.of(object.type()),
              OptionalDouble.empty(),
              Optional.empty(),
              OptionalInt.empty()));
    }
    return new Scene(
        name, room, Optional.empty(), Optional.empty(), containers, List.of(), Optional.empty());
  }

  private List<SceneObject> containers() {
    return objects.values().stream().filter(SceneObject::container).toList();
  }

  /** What people would say to tell apart. */
  private record Kind(String type, Optional<String> room) {

    static Kind of(SceneObject object) {
      return new Kind(object.type(), object.room());
    }
  }

  /**
   * What it is, where several of its room are that: with the landmark that it is nearest to. A
   * photo's landmarks are outlines in it, and there is no photo.
   */
  private static String called(SceneObject container, List<SceneObject> landmarks) {
    if (container.place().isEmpty()) {
      return container.type();
    }
    return landmarks.stream()
        .filter(one -> one != container && one.room().equals(container.room()))
        .min(
            Comparator.comparingDouble(
                    (SceneObject one) -> one.place().get().walkTo(container.place().get()))
                .thenComparing(SceneObject::type))
        .map(landmark -> container.type() + " near the " + landmark.type())
        .orElse(container.type());
  }

  /**
   * A query a kind of thing, in the order of their names; what is not asked for is counted.
   *
   * @param scene what {@link #scene} gave
   */
  List<LabeledQuery> queries(Scene scene, ImportTally tally) {
    Map<String, Integer> places = new HashMap<>();
    containers().forEach(container -> places.put(container.id(), places.size()));
    Map<String, Set<Integer>> kept = new TreeMap<>();
    for (SceneObject object : objects.values()) {
      countUnlikely(object, tally);
      for (String container : where(object, tally)) {
        kept.computeIfAbsent(object.type(), type -> new TreeSet<>()).add(places.get(container));
      }
    }
    List<LabeledQuery> queries = new ArrayList<>();
    kept.forEach(
        (item, where) ->
            queries.add(
                new LabeledQuery(
                    new Query(name + "#" + item, scene, item),
                    new Household(name),
                    new Truth(List.copyOf(where)),
                    Votes.NONE)));
    return queries;
  }

  /**
   * The ids of the containers that hold an object; none where it is not asked for, with a count.
   */
  private Set<String> where(SceneObject object, ImportTally tally) {
    Set<String> holding = innermost(object);
    if (object.container()) {
      if (object.carried().orElse(false)) {
        tally.note("thing that is carried and opened: a container, not asked for", object.at());
      }
      return Set.of();
    }
    if (!object.carried().orElseGet(() -> isLeaf(object))) {
      if (!holding.isEmpty()) {
        tally.note("part of a container, or furniture in it: not asked for", object.at());
      }
      return Set.of();
    }
    if (holding.isEmpty()) {
      countOpen(object, tally);
    } else if (holding.size() > 1) {
      tally.note("thing in several containers at once: each is right", object.at());
    }
    return holding;
  }

  /** Whether it lies in or on something, and nothing in or on it. */
  private boolean isLeaf(SceneObject object) {
    return parents.containsKey(object.id()) && !holders.contains(object.id());
  }

  private void countUnlikely(SceneObject object, ImportTally tally) {
    parents.getOrDefault(object.id(), Set.of()).stream()
        .flatMap(parent -> Optional.ofNullable(objects.get(parent)).stream())
        .filter(parent -> isUnlikely(object, parent))
        .forEach(
            parent ->
                tally.note(
                    "thing that nobody carries in one that is carried: not believed", object.at()));
  }

  private void countOpen(SceneObject object, ImportTally tally) {
    Set<String> around = parents.getOrDefault(object.id(), Set.of());
    if (around.stream().anyMatch(parent -> !objects.containsKey(parent))) {
      tally.leaveOut("thing that lies in an object that is not there", object.at());
    } else if (around.isEmpty()) {
      tally.note(
          "thing that lies in nothing, such as one on the floor: not asked for", object.at());
    } else {
      tally.note("thing in the open, on what nobody opens: not asked for", object.at());
    }
  }

  /** The containers around an object that no other of them lies in. */
  private Set<String> innermost(SceneObject object) {
    Set<String> around = new LinkedHashSet<>();
    for (String id : above(object.id())) {
      SceneObject one = objects.get(id);
      if (one.container() && !object.isOnTopOf(one)) {
        around.add(id);
      }
    }
    Set<String> inner = new TreeSet<>(around);
    inner.removeIf(
        outer ->
            around.stream()
                .anyMatch(
                    other ->
                        !other.equals(outer)
                            && above(other).contains(outer)
                            && !above(outer).contains(other)));
    return inner;
  }

  /**
   * All that an object lies in or on, by whatever way. Simulators tell that by boxes that meet, so
   * that two objects may lie in each other; a counter in a cup is not believed.
   */
  private Set<String> above(String id) {
    Set<String> known = above.get(id);
    if (known != null) {
      return known;
    }
    Set<String> found = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(id));
    Set<String> seen = new HashSet<>(next);
    while (!next.isEmpty()) {
      SceneObject child = objects.get(next.removeFirst());
      for (String parent : parents.getOrDefault(child.id(), Set.of())) {
        SceneObject one = objects.get(parent);
        if (one != null && !isUnlikely(child, one) && seen.add(parent)) {
          found.add(parent);
          next.add(parent);
        }
      }
      if (found.size() > DEEPEST) {
        throw new InvalidInputException(
            objects.get(id).at(),
            "lies in or on more than %d objects: must be fewer".formatted(DEEPEST));
      }
    }
    above.put(id, found);
    return found;
  }

  private static boolean isUnlikely(SceneObject child, SceneObject parent) {
    return parent.carried().orElse(false) && !child.carried().orElse(true);
  }
}
