package org.stowbench.predictions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * The queries of a split, held in memory and found by id or by what they ask. They stand in the
 * order of their households' ids and their own, so that nothing that is computed from them depends
 * on the order of rows in the dataset's files; a query's ordinal is its place there, from 0.
 *
 * <p>Queries of one scene share one {@link Scene}, however often the dataset reads it again.
 */
public final class QueryIndex {

  private static final int AMBIGUOUS = -1;

  private final List<SceneNames> spellings =
      ServiceLoader.load(SceneNames.class, SceneNames.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
  private final DatasetInfo info;
  private final List<LabeledQuery> queries;
  private final Map<String, Integer> byId = new HashMap<>();
  private final Map<Asked, Integer> byScene = new HashMap<>();
  private final Map<Asked, Integer> byName = new HashMap<>();
  private final Map<Asked, Integer> byLooseName = new HashMap<>();

  private record Asked(String reference, String item) {

    /** The same without regard to upper and lower case and to spaces. */
    Asked loose() {
      return new Asked(loose(reference), loose(item));
    }

    private static String loose(String text) {
      return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }
  }

  private QueryIndex(DatasetInfo info, List<LabeledQuery> queries) {
    this.info = info;
    this.queries = List.copyOf(queries);
    for (int ordinal = 0; ordinal < queries.size(); ordinal++) {
      Query query = queries.get(ordinal).query();
      if (byId.put(query.id(), ordinal) != null) {
        throw new InvalidInputException(
            "dataset %s has query %s twice: ids must be unique"
                .formatted(info.id(), InvalidInputException.excerpt(query.id())));
      }
      Scene scene = query.scene();
      put(byScene, new Asked(scene.id(), query.item()), ordinal);
      putNames(scene.id(), query.item(), ordinal);
      if (scene.image().isPresent()) {
        putNames(scene.image().get(), query.item(), ordinal);
      }
    }
  }

  private void putNames(String reference, String item, int ordinal) {
    for (SceneNames spelling : spellings) {
      Asked asked = new Asked(spelling.common(reference), item);
      put(byName, asked, ordinal);
      put(byLooseName, asked.loose(), ordinal);
    }
  }

  /** A name that fits two queries joins neither: a wrong join is worse than none. */
  private static void put(Map<Asked, Integer> map, Asked asked, int ordinal) {
    map.merge(asked, ordinal, (a, b) -> a.equals(b) ? a : AMBIGUOUS);
  }

  /**
   * Reads all queries of a split.
   *
   * @throws InvalidInputException if the dataset cannot be read, or has a query id twice
   */
  public static QueryIndex of(Dataset dataset) {
    Map<String, Scene> scenes = new HashMap<>();
    List<LabeledQuery> queries = new ArrayList<>();
    try (Stream<LabeledQuery> stream = dataset.queries()) {
      stream.forEach(labeled -> queries.add(sharingScene(labeled, scenes)));
    }
    queries.sort(
        Comparator.comparing((LabeledQuery labeled) -> labeled.household().id())
            .thenComparing(labeled -> labeled.query().id()));
    return new QueryIndex(dataset.info(), queries);
  }

  private static LabeledQuery sharingScene(LabeledQuery labeled, Map<String, Scene> scenes) {
    Query query = labeled.query();
    Scene shared = scenes.computeIfAbsent(query.scene().id(), id -> query.scene());
    return shared == query.scene()
        ? labeled
        : new LabeledQuery(
            new Query(query.id(), shared, query.item(), query.known()),
            labeled.household(),
            labeled.truth(),
            labeled.votes());
  }

  /** The split that these queries are of. */
  public DatasetInfo info() {
    return info;
  }

  /** The queries by household and id; a query's place is its ordinal. */
  public List<LabeledQuery> queries() {
    return queries;
  }

  /** The ordinal of the query with this id; a number that became 7.0 is 7, if nothing is "7.0". */
  public OptionalInt find(String id) {
    Integer ordinal = byId.get(id);
    return ordinal(
        ordinal == null && id.matches("[0-9]+[.]0+")
            ? byId.get(id.replaceFirst("[.]0+$", ""))
            : ordinal);
  }

  /**
   * The ordinal of the query that asks for an item in a scene: the scene by its id or by any
   * spelling of its name (see {@link SceneNames}), exactly if that fits, else whatever the case and
   * the spaces. Empty where nothing fits, or a name fits more than one query.
   *
   * @param reference a scene's id, or the path or address of a photo
   * @param item what is asked for
   */
  public OptionalInt find(String reference, String item) {
    OptionalInt found = ordinal(byScene.get(new Asked(reference, item)));
    if (found.isEmpty()) {
      found = findNamed(byName, reference, item, false);
    }
    return found.isEmpty() ? findNamed(byLooseName, reference, item, true) : found;
  }

  private OptionalInt findNamed(
      Map<Asked, Integer> ordinals, String reference, String item, boolean loose) {
    return spellings.stream()
        .map(spelling -> new Asked(spelling.common(reference), item))
        .map(asked -> ordinal(ordinals.get(loose ? asked.loose() : asked)))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private static OptionalInt ordinal(Integer found) {
    return found == null || found == AMBIGUOUS ? OptionalInt.empty() : OptionalInt.of(found);
  }
}
