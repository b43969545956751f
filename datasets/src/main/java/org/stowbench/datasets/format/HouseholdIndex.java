package org.stowbench.datasets.format;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.io.IdTable;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.QueryJson;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Where the queries of a split and their scenes stand, by household: who has this reads those of
 * some households and nothing else. It may go to another machine that sees the folder; there are
 * some 32 bytes of it a query. Immutable.
 */
public final class HouseholdIndex implements Serializable {

  private final String folder;
  private final int[] ends; // of each household, the place after its last query
  private final LinePlaces queries;
  private final LinePlaces scenes; // what each query asks about

  private HouseholdIndex(String folder, int[] ends, LinePlaces queries, LinePlaces scenes) {
    this.folder = folder;
    this.ends = ends;
    this.queries = queries;
    this.scenes = scenes;
  }

  /** Passes over the queries once; scenes are not read. */
  static HouseholdIndex of(Path folder, String split, ContentIndex content) {
    IdTable households = new IdTable();
    IntStream.Builder whose = IntStream.builder();
    LinePlaces queries = new LinePlaces();
    LinePlaces scenes = new LinePlaces();
    try (JsonLines lines = JsonLines.open(DatasetFolder.file(folder, DatasetFolder.QUERIES))) {
      for (var line = lines.nextEnded(); line.isPresent(); line = lines.nextEnded()) {
        JsonInput head = ContentIndex.head(line.get(), "split", "scene", "household");
        if (head.field("split").text().equals(split)) {
          whose.add(households.add(head.field("household").name()));
          queries.add(place(line.get()));
          scenes.add(content.place(head.field("scene")));
        }
      }
    }
    int[] household = whose.build().toArray();
    int[] order =
        IntStream.range(0, household.length)
            .boxed()
            .sorted((one, other) -> households.compare(household[one], household[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ends =
        IntStream.rangeClosed(1, order.length)
            .filter(i -> i == order.length || household[order[i]] != household[order[i - 1]])
            .toArray();
    return new HouseholdIndex(
        folder.toAbsolutePath().toString(), ends, queries.picked(order), scenes.picked(order));
  }

  private static ContentIndex.Place place(JsonLines.Line line) {
    return new ContentIndex.Place(line.offset(), line.bytes().length, line.number());
  }

  /** How many households there are. */
  public int size() {
    return ends.length;
  }

  /**
   * The queries to some households, in the order of the households' ids, then of the dataset.
   *
   * @param first of the households in the order of their ids, from 0
   * @param count how many of them, 1 or more
   * @throws org.stowbench.io.InvalidInputException if the files have changed
   */
  public List<LabeledQuery> queries(int first, int count) {
    List<LabeledQuery> asked = new ArrayList<>();
    try (PlacedLines lines = new PlacedLines(Path.of(folder), DatasetFolder.QUERIES);
        SceneReader reader = new SceneReader(Path.of(folder))) {
      for (int i = first == 0 ? 0 : ends[first - 1]; i < ends[first + count - 1]; i++) {
        ContentIndex.Place scene = scenes.get(i);
        JsonInput query = lines.read(queries.get(i)).json();
        asked.add(QueryJson.read(query, id -> named(id, reader.scene(scene))));
      }
    }
    return asked;
  }

  private static Scene named(JsonInput id, Scene scene) {
    if (!scene.id().equals(id.name())) {
      throw id.invalid("is not the scene that stood there: the dataset has changed since");
    }
    return scene;
  }
}
