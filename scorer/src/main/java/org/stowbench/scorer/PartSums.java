package org.stowbench.scorer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Ways;

/**
 * What a part of a split came to: all that figures without intervals need. Parts add up, and are
 * small, however many queries they have.
 *
 * @param answered how many queries have a prediction that did not fail
 * @param households how many there are
 * @param seen how many of them the predictor has learned from
 * @param probabilities whether all rankings give probabilities; true where there is none
 * @param measurable what there was to be measured
 * @param all of all queries
 * @param byItem of the queries of each item
 */
public record PartSums(
    long answered,
    long households,
    long seen,
    boolean probabilities,
    Measurable measurable,
    Group all,
    SortedMap<String, Group> byItem)
    implements Serializable {

  /**
   * Some queries.
   *
   * @param queries how many
   * @param sums of each column over them; not to be changed
   */
  public record Group(long queries, double[] sums) implements Serializable {

    Group plus(Group other) {
      double[] both = sums.clone();
      Arrays.setAll(both, column -> both[column] + other.sums[column]);
      return new Group(queries + other.queries, both);
    }
  }

  public PartSums {
    byItem = new TreeMap<>(byItem);
  }

  /** Both together. */
  public PartSums plus(PartSums other) {
    SortedMap<String, Group> items = new TreeMap<>(byItem);
    other.byItem.forEach((item, group) -> items.merge(item, group, Group::plus));
    return new PartSums(
        answered + other.answered,
        households + other.households,
        seen + other.seen,
        probabilities && other.probabilities,
        measurable.and(other.measurable),
        all.plus(other.all),
        items);
  }

  /** As JSON; numbers keep all their digits. */
  public ObjectNode json() {
    return Json.object(this);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws org.stowbench.io.InvalidInputException if it does not fit
   */
  public static PartSums read(JsonInput json) {
    SortedMap<String, Group> items = new TreeMap<>();
    Group all = group(json.field("all"));
    JsonInput byItem = json.field("by_item");
    byItem.names().forEach(item -> items.put(item, group(byItem.field(item), all.sums.length)));
    JsonInput measurable = json.field("measurable");
    return new PartSums(
        json.field("answered").longInteger(),
        json.field("households").longInteger(),
        json.field("seen").longInteger(),
        json.field("probabilities").bool(),
        measurable.build(
            m ->
                new Measurable(
                    m.field("drawn").bool(),
                    m.field("several_places").bool(),
                    told(m.field("told")))),
        all,
        items);
  }

  private static Set<Ways> told(JsonInput json) {
    Set<Ways> ways = EnumSet.noneOf(Ways.class);
    for (JsonInput way : json.elements()) {
      String name = way.text();
      ways.add(
          Stream.of(Ways.values())
              .filter(known -> known.name().equals(name))
              .findFirst()
              .orElseThrow(() -> way.unexpected("a kind of way")));
    }
    return ways;
  }

  /** Of an item: the same columns as of all. */
  private static Group group(JsonInput json, int columns) {
    Group group = group(json);
    if (group.sums.length != columns) {
      throw json.field("sums").unexpected("a list of " + columns);
    }
    return group;
  }

  private static Group group(JsonInput json) {
    List<Double> sums = new ArrayList<>();
    json.field("sums").elements().forEach(sum -> sums.add(sum.number()));
    return new Group(
        json.field("queries").longInteger(),
        sums.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
