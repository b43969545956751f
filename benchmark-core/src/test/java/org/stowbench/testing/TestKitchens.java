package org.stowbench.testing;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Small kitchens for tests. */
public final class TestKitchens {

  private TestKitchens() {}

  /** A scene with these candidate regions. */
  public static Scene scene(String id, Region... regions) {
    List<Container> containers = new ArrayList<>();
    for (Region region : regions) {
      containers.add(Container.of(containers.size(), region));
    }
    return Scene.of(id, containers);
  }

  /** A scene with {@code count} drawers of 100 x 50 pixels that do not touch, left to right. */
  public static Scene row(String id, int count) {
    Region[] regions = new Region[count];
    for (int i = 0; i < count; i++) {
      regions[i] = Region.box(i * 110, 0, i * 110 + 100, 50);
    }
    return scene(id, regions);
  }

  /**
   * A scene of one drawer that the detector saw twice, as containers 0 and 1, and {@code others},
   * from 2, that stand apart, left to right.
   */
  public static Scene twins(String id, int others) {
    Region[] regions = new Region[2 + others];
    regions[0] = Region.box(0, 0, 100, 50);
    regions[1] = Region.box(0, 0, 100, 60);
    for (int i = 1; i <= others; i++) {
      regions[1 + i] = Region.box(200 * i, 0, 200 * i + 100, 50);
    }
    return scene(id, regions);
  }

  /** A query with its truth; nobody voted. */
  public static LabeledQuery query(
      String id, Scene scene, String item, String household, Answer truth) {
    return query(id, scene, item, household, Truth.of(truth));
  }

  /** A query about an item that may be in several places; nobody voted. */
  public static LabeledQuery query(
      String id, Scene scene, String item, String household, Truth truth) {
    return new LabeledQuery(
        new Query(id, scene, item), new Household(household), truth, Votes.NONE);
  }

  /** A dataset of these queries, held in memory. */
  public static Dataset dataset(String id, List<LabeledQuery> queries) {
    return Dataset.of(new DatasetInfo(id, "sha256:test", queries.size(), false), queries::stream);
  }
}
