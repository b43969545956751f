package org.stowbench.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;

/**
 * What can be known of the households of a split. Of a query's household that is what the dataset
 * says with the query, or else, where it says nothing, where the other items are that are asked for
 * in the same scene; never the item itself under another spelling. An item that is kept in several
 * containers is one item, and so is one that is spelt in several ways.
 *
 * <p>Which items are known first depends on the query's id and on what there is to be known, and on
 * nothing else: not on the order of rows, nor on a run's seed. Who knows three items knows the two
 * that are known to who knows two.
 *
 * <p>Holds one small record a query. Immutable.
 */
public final class KnownPool {

  /** Governs which items of a pool are known first. */
  private static final long SEED = 0x6b6e6f776eL;

  private static final Comparator<KnownPlacement> BY_CONTENT =
      Comparator.comparing(KnownPlacement::item)
          .thenComparing(
              placement ->
                  placement.where() instanceof Answer.InContainer in ? in.id() : Integer.MAX_VALUE);

  private final Dataset whole;
  private final Map<HouseholdView, List<List<KnownPlacement>>> byView = new HashMap<>();
  private final NavigableMap<Integer, Long> queriesBySize = new TreeMap<>();
  private final Map<Integer, int[]> places = new ConcurrentHashMap<>(); // made when asked for

  private KnownPool(Dataset whole) {
    this.whole = whole;
  }

  /** Reads a split once. */
  public static KnownPool of(Dataset whole) {
    KnownPool pool = new KnownPool(whole);
    Map<HouseholdView, List<KnownPlacement>> placements = new HashMap<>();
    Map<HouseholdView, Map<String, Long>> asked = new HashMap<>();
    Map<String, String> items = new HashMap<>(); // one text an item, however often it is asked for
    try (Stream<LabeledQuery> queries = whole.queries()) {
      queries.forEach(
          labeled -> {
            HouseholdView view = HouseholdView.of(labeled);
            String item = items.computeIfAbsent(labeled.query().item(), i -> i);
            List<KnownPlacement> here = placements.computeIfAbsent(view, v -> new ArrayList<>());
            labeled.truth().answers().forEach(a -> here.add(new KnownPlacement(item, a)));
            if (labeled.query().known().isEmpty()) {
              asked.computeIfAbsent(view, v -> new HashMap<>()).merge(item, 1L, Long::sum);
            } else {
              pool.count(items(labeled.query().known()).size(), 1);
            }
          });
    }
    placements.forEach((view, all) -> pool.byView.put(view, items(all)));
    asked.forEach(
        (view, counts) ->
            counts.forEach(
                (item, count) -> pool.count(besides(item, pool.byView.get(view)).size(), count)));
    return pool;
  }

  private void count(int size, long queries) {
    queriesBySize.merge(size, queries, Long::sum);
  }

  /** The placements by item, in an order that depends on their content alone. */
  private static List<List<KnownPlacement>> items(Collection<KnownPlacement> placements) {
    List<List<KnownPlacement>> items = new ArrayList<>();
    for (KnownPlacement placement : placements.stream().distinct().sorted(BY_CONTENT).toList()) {
      items.stream()
          .filter(item -> ItemName.same(item.get(0).item(), placement.item()))
          .findFirst()
          .orElseGet(
              () -> {
                List<KnownPlacement> item = new ArrayList<>(1);
                items.add(item);
                return item;
              })
          .add(placement);
    }
    return items;
  }

  /** All items but the one that is asked for. */
  private static List<List<KnownPlacement>> besides(
      String asked, List<List<KnownPlacement>> items) {
    return items.stream()
        .filter(item -> item.stream().noneMatch(p -> ItemName.same(p.item(), asked)))
        .toList();
  }

  /** The split that the queries are of, with those that are left out of a view. */
  public Dataset whole() {
    return whole;
  }

  /** Of how many queries' households so many items can be known. */
  public long queries(int atLeast) {
    return queriesBySize.tailMap(atLeast).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many items can be known at most; 0 where there are no queries. */
  public int most() {
    return queriesBySize.isEmpty() ? 0 : queriesBySize.lastKey();
  }

  /** A query as it is asked when so much is known; empty where it is left out. */
  Optional<LabeledQuery> told(LabeledQuery labeled, Known known) {
    List<KnownPlacement> own = labeled.query().known();
    List<List<KnownPlacement>> pool =
        own.isEmpty()
            ? besides(labeled.query().item(), byView.get(HouseholdView.of(labeled)))
            : items(own);
    if (pool.size() < known.ofAtLeast()) {
      return Optional.empty();
    }
    return Optional.of(
        labeled.knowing(
            shuffled(pool, labeled.query().id()).subList(0, known.placements()).stream()
                .flatMap(List::stream)
                .toList()));
  }

  /** The places in the whole split of the queries that are not left out. */
  int[] places(Known known) {
    return places.computeIfAbsent(
        known.ofAtLeast(),
        size -> {
          IntStream.Builder asked = IntStream.builder();
          try (Stream<LabeledQuery> queries = whole.queries()) {
            int place = 0;
            for (Iterator<LabeledQuery> all = queries.iterator(); all.hasNext(); place++) {
              if (told(all.next(), known).isPresent()) {
                asked.add(place);
              }
            }
          }
          return asked.build().toArray();
        });
  }

  private static List<List<KnownPlacement>> shuffled(List<List<KnownPlacement>> pool, String id) {
    List<List<KnownPlacement>> items = new ArrayList<>(pool);
    SplittableRandom random = new SplittableRandom(Seeds.derive(SEED, id));
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, random.nextInt(i + 1));
    }
    return items;
  }
}
