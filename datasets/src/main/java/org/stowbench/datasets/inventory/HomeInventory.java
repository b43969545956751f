package org.stowbench.datasets.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.stowbench.io.TextForm;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/**
 * One home while its inventory is read. It becomes a scene without a photo, whose containers are
 * the places that hold something, in the order in which they came, and a query an item. What is
 * kept in several places is right in any of them.
 *
 * <p>The first part of a place's path is the room, the rest its name: {@code Kitchen / Pantry / Top
 * shelf} is {@code Pantry / Top shelf} in the room {@code Kitchen}. A first part that all paths
 * share and that rooms follow, such as {@code Home}, is the scene's room instead.
 */
public final class HomeInventory {

  private static final String BETWEEN = " / ";

  private final String name;
  private final Map<List<String>, Integer> places = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> kept = new LinkedHashMap<>();

  /**
   * A home of which nothing is known yet.
   *
   * @param name what its scene and its household are called; not blank
   */
  public HomeInventory(String name) {
    this.name = name;
  }

  /** What a home in a file or a folder of its own is called: as that, without the ending. */
  public static String nameOf(Path file) {
    Path last = file.toAbsolutePath().normalize().getFileName();
    String plain = last == null ? "" : last.toString().replaceFirst("(?<=.)[.][A-Za-z]{1,5}$", "");
    return TextForm.isBlank(plain) ? "home" : plain;
  }

  /** The names on the way to a place, from the room on; empty where there are none. */
  public static List<String> path(String text, Pattern separator) {
    return Arrays.stream(separator.split(text))
        .map(TextForm::strip)
        .filter(part -> !TextForm.isBlank(part))
        .toList();
  }

  /**
   * Takes a place, be anything in it or not.
   *
   * @param path the names on the way to it; at least one
   */
  public void place(List<String> path) {
    places.putIfAbsent(List.copyOf(path), places.size());
  }

  /**
   * Takes an item, and its place.
   *
   * @param path the names on the way to the place; at least one
   * @return whether it was not noted there before
   */
  public boolean item(String item, List<String> path) {
    place(path);
    return kept.computeIfAbsent(item, i -> new TreeSet<>()).add(places.get(path));
  }

  /** How many items are kept somewhere. */
  public int items() {
    return kept.size();
  }

  /** The home as a list of places. */
  public Scene scene() {
    Optional<String> shared = shared(places.keySet());
    List<Container> containers = new ArrayList<>();
    for (List<String> path : places.keySet()) {
      List<String> own = shared.isPresent() ? path.subList(1, path.size()) : path;
      boolean room = own.size() > 1;
      containers.add(
          new Container(
              containers.size(),
              Optional.of(String.join(BETWEEN, own.subList(room ? 1 : 0, own.size()))),
              Optional.empty(),
              Optional.empty(),
              Optional.of(own.get(0)).filter(first -> room),
              Optional.empty(),
              OptionalDouble.empty(),
              Optional.empty(),
              OptionalInt.empty()));
    }
    return new Scene(
        name, shared, Optional.empty(), Optional.empty(), containers, List.of(), Optional.empty());
  }

  /** What all paths begin with, where it holds several places that hold others: rooms. */
  private static Optional<String> shared(Collection<List<String>> paths) {
    Set<String> firsts = new TreeSet<>();
    Set<String> rooms = new TreeSet<>();
    for (List<String> path : paths) {
      firsts.add(path.get(0));
      if (path.size() > 2) {
        rooms.add(path.get(1));
      } else if (path.size() < 2) {
        return Optional.empty();
      }
    }
    return firsts.size() == 1 && rooms.size() > 1 ? firsts.stream().findFirst() : Optional.empty();
  }

  /**
   * A query an item.
   *
   * @param scene what {@link #scene} gave
   */
  public List<LabeledQuery> queries(Scene scene) {
    List<LabeledQuery> queries = new ArrayList<>();
    kept.forEach(
        (item, where) ->
            queries.add(
                new LabeledQuery(
                    new Query(scene.id() + "#" + item, scene, item),
                    new Household(name),
                    new Truth(List.copyOf(where)),
                    Votes.NONE)));
    return queries;
  }
}
