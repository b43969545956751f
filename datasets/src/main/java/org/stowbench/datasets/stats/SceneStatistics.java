package org.stowbench.datasets.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.io.IdTable;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * What the scenes and truths of a dataset look like. Numeric measures ({@link #numeric()}):
 *
 * <table>
 *   <caption>Numeric measures</caption>
 *   <tr><th>name</th><th>of each</th><th>what</th></tr>
 *   <tr><td>candidates</td><td>scene</td><td>how many</td></tr>
 *   <tr><td>overlap_pairs</td><td>scene</td><td>pairs of candidates with IoU 0.5 or more</td></tr>
 *   <tr><td>contained_pairs</td><td>scene</td><td>other pairs that share 90 % of the smaller</td></tr>
 *   <tr><td>covered</td><td>scene</td><td>areas of all candidates over that of the photo</td></tr>
 *   <tr><td>vertices</td><td>candidate</td><td>how many</td></tr>
 *   <tr><td>log_area_share</td><td>candidate with area</td><td>log10 of area over photo</td></tr>
 *   <tr><td>log_aspect</td><td>large candidate</td><td>log2 of width over height of its box</td></tr>
 *   <tr><td>centre_height</td><td>large candidate</td><td>0 at the top edge, 1 at the bottom</td></tr>
 * </table>
 *
 * A large candidate covers 0.2 % of the photo or more: what is smaller is mostly a speck. Where a
 * scene has no size, the box around its candidates stands for the photo. A scene with a candidate
 * without a region counts for {@code candidates}, {@code truth} and {@code agreement} alone; a
 * measure without any value is absent.
 *
 * <p>Categorical measures ({@link #categorical()}): {@code shape} of candidates (point, line,
 * invalid, polygon), {@code repeated} candidates, {@code truth} (container, containers where it is
 * several, or not_here), {@code agreement} of pairs of annotators (same or different), and for each
 * item {@code place:ITEM}: the third of the photo's height that the truth's centre is in, and the
 * third of the scene's large candidates by area, or not_here. Item names are compared in lower
 * case.
 *
 * <p>Memory does not grow with the number of queries, but for the scenes' ids. Immutable.
 */
public final class SceneStatistics {

  private static final Map<String, String> NAMED_FOR =
      Map.of("shape", "polygon", "repeated", "yes", "truth", "not_here", "agreement", "same");
  private static final String PLACE = "place:";

  private final long scenes;
  private final long queries;
  private final Map<String, Histogram> numeric;
  private final Map<String, Shares> categorical;

  private SceneStatistics(
      long scenes, long queries, Map<String, Histogram> numeric, Map<String, Shares> categorical) {
    this.scenes = scenes;
    this.queries = queries;
    this.numeric = Collections.unmodifiableMap(numeric);
    this.categorical = Collections.unmodifiableMap(categorical);
  }

  /** Measures a dataset; closes the stream. Each scene counts once, however many queries it has. */
  public static SceneStatistics of(Stream<LabeledQuery> queries) {
    SceneTally tally = new SceneTally();
    IdTable seen = new IdTable();
    long count = 0;
    try (queries) {
      for (Iterator<LabeledQuery> all = queries.iterator(); all.hasNext(); count++) {
        LabeledQuery query = all.next();
        if (seen.addNew(query.query().scene().id())) {
          tally.add(query.query().scene());
        }
        tally.add(query);
      }
    }
    return new SceneStatistics(seen.size(), count, tally.numeric(), tally.categorical());
  }

  /** Measures scenes that nobody asked anything about; closes the stream. */
  public static SceneStatistics ofScenes(Stream<Scene> scenes) {
    SceneTally tally = new SceneTally();
    long count = 0;
    try (scenes) {
      for (Iterator<Scene> all = scenes.iterator(); all.hasNext(); count++) {
        tally.add(all.next());
      }
    }
    return new SceneStatistics(count, 0, tally.numeric(), tally.categorical());
  }

  /** How many scenes were measured. */
  public long scenes() {
    return scenes;
  }

  /** How many queries were measured. */
  public long queries() {
    return queries;
  }

  /** The numeric measures by name, in the order of the table above. */
  public Map<String, Histogram> numeric() {
    return numeric;
  }

  /** The categorical measures by name; places by item after the others. */
  public Map<String, Shares> categorical() {
    return categorical;
  }

  /** Every measure that both datasets have; of items, those that both ask for. */
  public List<Distance> distances(SceneStatistics other) {
    List<Distance> distances = new ArrayList<>();
    Map<String, Histogram> both = new LinkedHashMap<>(numeric);
    both.keySet().retainAll(other.numeric.keySet());
    both.forEach(
        (name, here) -> {
          Histogram there = other.numeric.get(name);
          distances.add(new Distance(name, here.mean(), there.mean(), here.distance(there), true));
        });
    Map<String, Shares> shared = new LinkedHashMap<>(categorical);
    shared.keySet().retainAll(other.categorical.keySet());
    shared.forEach(
        (name, here) -> {
          Shares there = other.categorical.get(name);
          String category = name.startsWith(PLACE) ? "not_here" : NAMED_FOR.get(name);
          distances.add(
              new Distance(
                  name, here.share(category), there.share(category), here.distance(there), false));
        });
    return distances;
  }

  static Map<String, Shares> inOrder(
      Map<String, Map<String, Long>> general, Map<String, Map<String, Long>> places) {
    Map<String, Shares> all = new LinkedHashMap<>();
    new TreeMap<>(general).forEach((name, counts) -> all.put(name, new Shares(counts)));
    new TreeMap<>(places).forEach((item, counts) -> all.put(PLACE + item, new Shares(counts)));
    return all;
  }
}
