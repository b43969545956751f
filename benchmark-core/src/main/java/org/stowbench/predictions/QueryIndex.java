package org.stowbench.predictions;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.io.IdTable;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;

/**
 * The queries of a split, found by id or by what they ask. They stand in the order of their
 * households' ids and their own, so that nothing that is computed from them depends on the order of
 * rows in the dataset's files; a query's ordinal is its place there, from 0.
 *
 * <p>Holds of each query its ids, its item, its truth and its place in the dataset. All else is
 * read from there when it is asked for: cheapest in the dataset's own order, {@link
 * #inDatasetOrder()}. May be used from several threads.
 */
public final class QueryIndex {

  private static final int NOT_HERE = -1;

  private final DatasetInfo info;
  private final QueryReader reader;
  private final IdTable ids = new IdTable();
  private final IdTable scenes = new IdTable();
  private final IdTable items = new IdTable();
  private final IdTable households = new IdTable();
  private final List<Truth> truthsOfSeveral = new ArrayList<>();

  // By the query's place in the dataset, as the ids are.
  private int[] sceneAt;
  private int[] itemAt;
  private int[] householdAt;
  private int[] truthAt;

  private int[] placeOf; // by ordinal
  private int[] ordinalAt; // by place
  private int[] clusterOf; // by ordinal
  private QueryNames names; // made when it is needed

  private QueryIndex(Dataset dataset) {
    this.info = dataset.info();
    this.reader = new QueryReader(dataset);
    int expected = (int) Math.min(Integer.MAX_VALUE - 8, info.queries());
    this.sceneAt = new int[expected];
    this.itemAt = new int[expected];
    this.householdAt = new int[expected];
    this.truthAt = new int[expected];
  }

  /**
   * Reads a split once.
   *
   * @throws InvalidInputException if the dataset cannot be read, or has a query id twice
   */
  public static QueryIndex of(Dataset dataset) {
    Builder builder = new Builder(dataset);
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      queries.forEachOrdered(builder::add);
    }
    return builder.build();
  }

  /** Makes the index of a split whose queries somebody reads for another purpose. */
  public static final class Builder {

    private final QueryIndex index;

    /** Of a split of which nothing was read yet. */
    public Builder(Dataset dataset) {
      index = new QueryIndex(dataset);
    }

    /**
     * Takes the next query of the split.
     *
     * @throws InvalidInputException if there was one of its id
     */
    public void add(LabeledQuery query) {
      index.add(query);
    }

    /** The index; once, and after all queries of the split. */
    public QueryIndex build() {
      index.order();
      return index;
    }
  }

  private void add(LabeledQuery labeled) {
    Query query = labeled.query();
    int place = ids.size();
    if (!ids.addNew(query.id())) {
      throw new InvalidInputException(
          "dataset %s has query %s twice: ids must be unique"
              .formatted(info.id(), InvalidInputException.excerpt(query.id())));
    }
    if (place == sceneAt.length) {
      int length = Math.max(16, place * 2);
      sceneAt = Arrays.copyOf(sceneAt, length);
      itemAt = Arrays.copyOf(itemAt, length);
      householdAt = Arrays.copyOf(householdAt, length);
      truthAt = Arrays.copyOf(truthAt, length);
    }
    sceneAt[place] = scenes.add(query.scene().id());
    itemAt[place] = items.add(query.item());
    householdAt[place] = households.add(labeled.household().id());
    truthAt[place] = write(labeled.truth());
    reader.see(labeled);
  }

  /** A container's number; below those, "not here" and then the truths of several containers. */
  private int write(Truth truth) {
    if (truth.containers().size() > 1) {
      truthsOfSeveral.add(truth);
      return NOT_HERE - truthsOfSeveral.size();
    }
    return truth.isNotHere() ? NOT_HERE : truth.containers().get(0);
  }

  private void order() {
    int[] rank = new int[households.size()];
    int[] byName = sorted(rank.length, households::compare);
    for (int number = 0; number < rank.length; number++) {
      rank[byName[number]] = number;
    }
    placeOf =
        sorted(
            ids.size(),
            (one, other) ->
                householdAt[one] == householdAt[other]
                    ? ids.compare(one, other)
                    : Integer.compare(rank[householdAt[one]], rank[householdAt[other]]));
    ordinalAt = new int[placeOf.length];
    clusterOf = new int[placeOf.length];
    for (int ordinal = 0; ordinal < placeOf.length; ordinal++) {
      ordinalAt[placeOf[ordinal]] = ordinal;
      clusterOf[ordinal] = rank[householdAt[placeOf[ordinal]]];
    }
  }

  private static int[] sorted(int size, Comparator<Integer> order) {
    boolean already =
        IntStream.range(1, size).allMatch(number -> order.compare(number - 1, number) <= 0);
    IntStream numbers = IntStream.range(0, size);
    return (already ? numbers : numbers.boxed().sorted(order).mapToInt(Integer::intValue))
        .toArray();
  }

  /** The split that these queries are of. */
  public DatasetInfo info() {
    return info;
  }

  /** How many queries there are. */
  public int size() {
    return placeOf.length;
  }

  /** The queries by household and id, each read from the dataset when it is asked for. */
  public List<LabeledQuery> queries() {
    return view(this::query);
  }

  /** The same without their scenes. */
  public List<IndexedQuery> entries() {
    return view(ordinal -> new IndexedQuery(this, ordinal));
  }

  /** The ids of the queries' households, a query each. */
  public List<String> households() {
    return view(this::household);
  }

  /** Something of each query, by ordinal. */
  private <T> List<T> view(IntFunction<T> of) {
    final class View extends AbstractList<T> implements RandomAccess {
      @Override
      public T get(int ordinal) {
        return of.apply(ordinal);
      }

      @Override
      public int size() {
        return QueryIndex.this.size();
      }
    }

    return new View();
  }

  /** A query's place in the dataset, from 0. */
  public int place(int ordinal) {
    return placeOf[ordinal];
  }

  /** The ordinals in the order in which the dataset has the queries. */
  public IntStream inDatasetOrder() {
    return IntStream.of(ordinalAt);
  }

  /**
   * Reads a query from the dataset.
   *
   * @throws InvalidInputException if the dataset is no longer what it was
   */
  public LabeledQuery query(int ordinal) {
    LabeledQuery query = reader.at(placeOf[ordinal]);
    if (!query.query().id().equals(id(ordinal))) {
      throw new InvalidInputException(
          InputLocation.of(info.id()), "changed while it was read: its queries moved");
    }
    return query;
  }

  /** Whether memory holds all queries, so that {@link #query} is cheap in any order. */
  public boolean holdsAll() {
    return reader.holdsAll();
  }

  String id(int ordinal) {
    return ids.get(placeOf[ordinal]);
  }

  String scene(int ordinal) {
    return scenes.get(sceneAt[placeOf[ordinal]]);
  }

  String item(int ordinal) {
    return items.get(itemAt[placeOf[ordinal]]);
  }

  String household(int ordinal) {
    return households.get(householdAt[placeOf[ordinal]]);
  }

  Truth truth(int ordinal) {
    int truth = truthAt[placeOf[ordinal]];
    return truth >= 0
        ? Truth.in(truth)
        : truth == NOT_HERE ? Truth.NOT_HERE : truthsOfSeveral.get(NOT_HERE - 1 - truth);
  }

  /** What is asked for, each item once. */
  public IdTable items() {
    return items;
  }

  /** The number, among {@link #items()}, of what a query asks for. */
  public int itemNumber(int ordinal) {
    return itemAt[placeOf[ordinal]];
  }

  /** The ids of the households, each once. */
  public List<String> householdIds() {
    return IntStream.range(0, households.size()).mapToObj(households::get).toList();
  }

  /** The number of a query's household, from 0 in the order of their ids. */
  public int cluster(int ordinal) {
    return clusterOf[ordinal];
  }

  /** How many households there are. */
  public int clusters() {
    return households.size();
  }

  /** The ordinal of the query with this id; a number that became 7.0 is 7, if nothing is "7.0". */
  public OptionalInt find(String id) {
    OptionalInt place = ids.find(id);
    if (place.isEmpty() && id.matches("[0-9]+[.]0+")) {
      place = ids.find(id.replaceFirst("[.]0+$", ""));
    }
    return place.isPresent() ? OptionalInt.of(ordinalAt[place.getAsInt()]) : place;
  }

  /**
   * The ordinal of the query that asks for an item in a scene: the scene by its id or by any
   * spelling of its name (see {@link SceneNames}), exactly if that fits, else whatever the case,
   * the spaces and the underscores. Empty where nothing fits, or a name fits more than one query.
   *
   * @param reference a scene's id, or the path or address of a photo
   * @param item what is asked for
   */
  public OptionalInt find(String reference, String item) {
    return names().find(reference, item);
  }

  private synchronized QueryNames names() {
    if (names == null) {
      names = new QueryNames(this);
    }
    return names;
  }
}
