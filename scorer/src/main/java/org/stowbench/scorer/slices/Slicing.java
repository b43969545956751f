package org.stowbench.scorer.slices;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.predictions.IndexedQuery;
import org.stowbench.scene.Scene;

/**
 * A way to part a split: says of each query which slice it belongs to.
 *
 * @param name what the queries are told apart by
 * @param order the slices in the order in which they are shown; those that it does not name come
 *     after, in text order
 * @param slice the slice of a query
 */
public record Slicing(String name, List<String> order, Function<IndexedQuery, String> slice) {

  private static final int BIN = 5;
  private static final int LAST_BIN = 25;

  public Slicing {
    Objects.requireNonNull(name, "name");
    order = List.copyOf(order);
    Objects.requireNonNull(slice, "slice");
  }

  /** By what is asked for. */
  public static Slicing item() {
    return new Slicing("item", List.of(), IndexedQuery::item);
  }

  /**
   * By what kind of thing is asked for.
   *
   * @param category of an item; empty where it is not known
   */
  public static Slicing category(Function<String, Optional<String>> category) {
    return new Slicing(
        "category", List.of(), query -> category.apply(query.item()).orElse("unknown"));
  }

  /**
   * By whether the item can have been learned about: {@code seen} or {@code unseen}.
   *
   * @param trained items that training queries ask for; case does not matter
   */
  public static Slicing seen(Set<String> trained) {
    Set<String> known =
        trained.stream().map(item -> item.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return new Slicing(
        "seen",
        List.of("seen", "unseen"),
        query -> known.contains(query.item().toLowerCase(Locale.ROOT)) ? "seen" : "unseen");
  }

  /** By how many candidates the scene has, in steps of five. */
  public static Slicing candidates() {
    List<String> bins =
        IntStream.rangeClosed(0, LAST_BIN / BIN)
            .mapToObj(bin -> candidates(bin * BIN + 1))
            .toList();
    return new Slicing("candidates", bins, query -> candidates(scene(query).containers().size()));
  }

  private static String candidates(int count) {
    if (count > LAST_BIN) {
      return "more than " + LAST_BIN;
    }
    int low = Math.max(0, count - 1) / BIN * BIN + 1;
    return low + " to " + (low + BIN - 1);
  }

  /**
   * By how much the scene's candidates crowd each other: which share of them is drawn again by
   * another, as parts of one {@linkplain PhysicalContainers physical container}. {@code none},
   * {@code some} (up to a quarter) or {@code many}.
   */
  public static Slicing crowding() {
    PhysicalScenes scenes = new PhysicalScenes();
    return new Slicing(
        "crowding",
        List.of("none", "some", "many"),
        query -> crowding(scenes.of(scene(query)), scene(query).containers().size()));
  }

  private static Scene scene(IndexedQuery query) {
    return query.labeled().query().scene();
  }

  private static String crowding(PhysicalContainers physical, int candidates) {
    int again = candidates - physical.count();
    return again == 0 ? "none" : 4 * again <= candidates ? "some" : "many";
  }

  /** By whether the item is in the scene: {@code in a container} or {@code not here}. */
  public static Slicing notHere() {
    return new Slicing(
        "not_here",
        List.of("in a container", "not here"),
        query -> query.truth().isNotHere() ? "not here" : "in a container");
  }

  /** By the home. */
  public static Slicing household() {
    return new Slicing("household", List.of(), IndexedQuery::household);
  }

  /** By the kind of room. */
  public static Slicing room() {
    return new Slicing("room", List.of(), query -> scene(query).room().orElse("unknown"));
  }
}
