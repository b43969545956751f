package org.stowbench.datasets.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class SceneStatisticsTest {

  private static Scene photo(Region... regions) {
    List<Container> containers =
        java.util.stream.IntStream.range(0, regions.length)
            .mapToObj(i -> Container.of(i, regions[i]))
            .toList();
    return new Scene(
        "s",
        Optional.empty(),
        Optional.empty(),
        Optional.of(new ImageSize(100, 100)),
        containers,
        List.of(),
        Optional.empty());
  }

  private static final Scene SCENE =
      photo(
          Region.box(0, 0, 40, 20),
          Region.box(0, 0, 40, 22),
          Region.box(5, 5, 10, 10),
          Region.of(90, 90),
          Region.of(90, 90, 95, 90),
          Region.of(50, 50, 60, 60, 60, 50, 50, 60),
          Region.of(90, 90));

  @Test
  void countsShapesRepeatsAndPairs() {
    SceneStatistics stats = SceneStatistics.ofScenes(Stream.of(SCENE));
    assertThat(stats.categorical().get("shape").counts())
        .isEqualTo(Map.of("point", 2L, "line", 1L, "invalid", 1L, "polygon", 3L));
    assertThat(stats.categorical().get("repeated").counts()).isEqualTo(Map.of("yes", 1L, "no", 6L));
    assertThat(stats.numeric().get("candidates").mean()).isEqualTo(7);
    assertThat(stats.numeric().get("overlap_pairs").mean()).isEqualTo(1);
    assertThat(stats.numeric().get("contained_pairs").mean()).isEqualTo(2);
    assertThat(stats.numeric().get("covered").mean()).isCloseTo(0.1755, within(0.006));
  }

  @Test
  void aSceneCountsOnceAndItsQueriesEach() {
    Votes votes =
        new Votes(
            List.of(
                new Vote("a", Answer.container(0)),
                new Vote("b", Answer.container(0)),
                new Vote("c", Answer.NOT_HERE)));
    LabeledQuery here =
        new LabeledQuery(
            new Query("1", SCENE, "Spoon"), new Household("h"), Answer.container(1), votes);
    LabeledQuery gone = TestKitchens.query("2", SCENE, "spoon", "h", Answer.NOT_HERE);
    SceneStatistics stats = SceneStatistics.of(Stream.of(here, gone));
    assertThat(stats.scenes()).isEqualTo(1);
    assertThat(stats.queries()).isEqualTo(2);
    assertThat(stats.categorical().get("truth").share("not_here")).isEqualTo(0.5);
    assertThat(stats.categorical().get("agreement").counts())
        .isEqualTo(Map.of("same", 1L, "different", 2L));
    assertThat(stats.categorical().get("place:spoon").counts())
        .isEqualTo(Map.of("top_large", 1L, "not_here", 1L));
  }

  @Test
  void measuresOfShapesAreAbsentWhereNothingIsDrawn() {
    Scene named =
        Scene.of("n", List.of(Container.named(0, "top drawer"), Container.named(1, "shelf")));
    LabeledQuery query = TestKitchens.query("1", named, "spoon", "h", Truth.in(0, 1));
    SceneStatistics stats = SceneStatistics.of(Stream.of(query));
    assertThat(stats.numeric()).containsOnlyKeys("candidates");
    assertThat(stats.categorical()).containsOnlyKeys("truth");
    assertThat(stats.categorical().get("truth").counts()).isEqualTo(Map.of("containers", 1L));
    assertThat(stats.distances(SceneStatistics.ofScenes(Stream.of(SCENE))))
        .extracting(Distance::measure)
        .containsExactly("candidates");
  }

  @Test
  void aDatasetIsAtNoDistanceFromItself() {
    SceneStatistics stats = SceneStatistics.ofScenes(Stream.of(SCENE));
    assertThat(stats.distances(stats)).allMatch(d -> d.distance() == 0);
  }

  @Test
  void distancesAreInDeviationsAndShares() {
    Histogram.Collector low = new Histogram.Collector(0, 10, 1);
    Histogram.Collector high = new Histogram.Collector(0, 10, 1);
    for (double value : new double[] {1, 3}) {
      low.add(value);
      high.add(value + 2);
    }
    assertThat(low.finish().distance(high.finish())).isCloseTo(2, within(1e-12));
    assertThat(low.finish().quantile(0.5)).isEqualTo(1);
    assertThat(low.finish().quantile(0.51)).isEqualTo(3);
    assertThat(new Shares(Map.of("a", 3L, "b", 1L)).distance(new Shares(Map.of("a", 1L, "c", 1L))))
        .isCloseTo(0.5, within(1e-12));
  }
}
