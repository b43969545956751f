package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.stowbench.scorer.SmallRuns.value;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.PerQueryCsv;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.SmallRuns;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.testing.TestKitchens;

/** Searches scored by hand, and random search against all orders. */
class SearchRulesTest {

  /**
   * A photo of 100 x 100 whose robot starts at (50, 100). Container 0 is centred at (50, 60), 1 at
   * (20, 60), 2 at (80, 60), all 10 x 10; 3 is 2 drawn again, 4 has no area.
   */
  private static final Scene SCENE =
      scene(
          box(50, 60, 5),
          box(20, 60, 5),
          box(80, 60, 5),
          Region.box(75, 55, 85, 66),
          Region.of(0, 0, 10, 10));

  private static Region box(double x, double y, double half) {
    return Region.box(x - half, y - half, x + half, y + half);
  }

  private static Scene scene(Region... regions) {
    Scene bare = TestKitchens.scene("s", regions);
    return new Scene(
        "s",
        bare.room(),
        bare.image(),
        Optional.of(new ImageSize(100, 100)),
        bare.containers(),
        bare.anchors(),
        bare.countertop());
  }

  private static LabeledQuery query(String id, Answer truth) {
    return TestKitchens.query(id, SCENE, "whisk", "home of " + id, truth);
  }

  /** Scores one search for something that is in {@code truth}. */
  private static ScoredRun score(Answer truth, Answer... opened) {
    return score(List.of(query("q", truth)), Prediction.of("q", Ranking.of(opened)));
  }

  private static ScoredRun score(List<LabeledQuery> queries, Prediction... predictions) {
    return SmallRuns.run(
        SmallRuns.scoring(Protocol.SEARCH, queries.toArray(LabeledQuery[]::new)), predictions);
  }

  @Test
  void aSearchThatFindsTheItemAtTheSecondOpening() {
    ScoredRun run = score(Answer.container(2), Answer.container(0), Answer.container(3));

    assertThat(value(run, Metrics.SUCCESS)).isEqualTo(1);
    assertThat(value(run, Metrics.FOUND)).isEqualTo(1);
    assertThat(value(run, Metrics.GAVE_UP_RIGHT)).isNaN();
    assertThat(value(run, Metrics.SEARCH_OPENINGS)).isEqualTo(2);
    assertThat(value(run, Metrics.PATH)).isCloseTo(0.4 + 0.3, within(1e-12));
    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isEqualTo(2);
    assertThat(value(run, Metrics.OPENING_RATIO_RANDOM)).isEqualTo(2 / 2.0); // (3 + 1) / 2
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isCloseTo(0.7 / 0.5, within(1e-12));
    // To a first one (0.4 + 0.5 + 0.5) / 3, then one mean way between two: (0.3 + 0.3 + 0.6) / 3.
    assertThat(value(run, Metrics.PATH_RATIO_RANDOM))
        .isCloseTo(0.7 / (1.4 / 3 + 0.4), within(1e-12));
    assertThat(value(run, Metrics.SPL)).isCloseTo(0.5 / 0.7, within(1e-12));
  }

  @Test
  void thePerfectSearchHasRatioOneToTheBest() {
    ScoredRun run = score(Answer.container(1), Answer.container(1), Answer.NOT_HERE);

    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isEqualTo(1);
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isEqualTo(1);
    assertThat(value(run, Metrics.SPL)).isEqualTo(1);
  }

  @Test
  void givingUpIsRightWhereTheItemIsInNoContainer() {
    ScoredRun run = score(Answer.NOT_HERE, Answer.container(0), Answer.NOT_HERE);

    assertThat(value(run, Metrics.SUCCESS)).isEqualTo(1);
    assertThat(value(run, Metrics.FOUND)).isNaN();
    assertThat(value(run, Metrics.GAVE_UP_RIGHT)).isEqualTo(1);
    assertThat(value(run, Metrics.SEARCH_OPENINGS)).isEqualTo(1);
    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isNaN();
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isNaN();
    assertThat(value(run, Metrics.OPENING_RATIO_RANDOM)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(value(run, Metrics.PATH_RATIO_RANDOM))
        .isCloseTo(0.4 / (1.4 / 3 + 0.8), within(1e-12));
  }

  @Test
  void openingEverythingIsASuccessButNotGivingUpWhateverIsSaidThen() {
    Answer[] all = {Answer.container(0), Answer.container(1), Answer.container(2)};
    Answer[] more = {all[0], all[1], all[2], Answer.NOT_HERE};
    for (Answer[] opened : List.of(all, more)) {
      ScoredRun run = score(Answer.NOT_HERE, opened);

      assertThat(value(run, Metrics.SUCCESS)).isEqualTo(1);
      assertThat(value(run, Metrics.GAVE_UP_RIGHT)).isZero();
      assertThat(value(run, Metrics.SEARCH_OPENINGS)).isEqualTo(3);
      assertThat(value(run, Metrics.OPENING_RATIO_RANDOM)).isEqualTo(1);
    }
  }

  @Test
  void givingUpAtOnceWalksNothingAndIsChargedWithEverything() {
    ScoredRun run = score(Answer.container(2), Answer.NOT_HERE);

    assertThat(value(run, Metrics.SUCCESS)).isZero();
    assertThat(value(run, Metrics.SEARCH_OPENINGS)).isZero();
    assertThat(value(run, Metrics.PATH)).isZero();
    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isEqualTo(3);
    assertThat(value(run, Metrics.OPENING_RATIO_RANDOM)).isEqualTo(3 / 2.0);
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isCloseTo((1.4 / 3 + 0.8) / 0.5, within(1e-12));
  }

  @Test
  void aSearchThatEndsTooEarlyIsChargedWithGoingOnAtRandom() {
    ScoredRun run = score(Answer.container(2), Answer.container(0));

    assertThat(value(run, Metrics.SEARCH_OPENINGS)).isEqualTo(1);
    assertThat(value(run, Metrics.PATH)).isCloseTo(0.4, within(1e-12));
    // Of the three candidates left two show the item's container: 1 is opened in vain with 1/3.
    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isCloseTo(2 + 1 / 3.0, within(1e-12));
    assertThat(value(run, Metrics.PATH_RATIO_BEST))
        .isCloseTo((0.4 + 0.3 + 0.6 / 3) / 0.5, within(1e-12));
  }

  @Test
  void aWrongGivingUpIsChargedWithWhatItLeftClosed() {
    ScoredRun run = score(Answer.container(2), Answer.container(0), Answer.NOT_HERE);

    assertThat(value(run, Metrics.OPENING_RATIO_BEST)).isEqualTo(3);
    // From 0 to 1 or 2, then between these.
    assertThat(value(run, Metrics.PATH_RATIO_BEST))
        .isCloseTo((0.4 + 0.3 + 0.6) / 0.5, within(1e-12));
  }

  @Test
  void aMissingPredictionIsASearchThatOpenedNothing() {
    List<LabeledQuery> both = List.of(query("a", Answer.container(0)), query("b", Answer.NOT_HERE));
    ScoredRun missing = score(both);

    assertThat(value(missing, Metrics.SUCCESS)).isZero();
    assertThat(value(missing, Metrics.SEARCH_OPENINGS)).isZero();
    assertThat(value(missing, Metrics.OPENING_RATIO_RANDOM)).isCloseTo(6 / 5.0, within(1e-12));
    assertThat(missing.scorecard().answered()).isZero();
  }

  @Test
  void aCandidateWithoutAreaIsNoOpeningUnlessItHoldsTheItem() {
    assertThat(
            value(
                score(Answer.container(0), Answer.container(4), Answer.container(0)), Metrics.PATH))
        .isCloseTo(0.4, within(1e-12));
    assertThat(value(score(Answer.container(4), Answer.container(4)), Metrics.FOUND)).isEqualTo(1);
    assertThat(value(score(Answer.container(4), Answer.container(4)), Metrics.OPENING_RATIO_RANDOM))
        .isEqualTo(1 / 2.5); // it counts among four then
  }

  @Test
  void anItemWhereTheRobotStartsIsNoDivisionByZero() {
    Scene scene = scene(box(50, 100, 5));
    ScoredRun run =
        score(
            List.of(TestKitchens.query("q", scene, "whisk", "home", Answer.container(0))),
            Prediction.of("q", Ranking.of(Answer.container(0))));

    assertThat(value(run, Metrics.SPL)).isEqualTo(1);
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isNaN();
  }

  @Test
  void ratiosAreOfTotalsAndTwoHouseholdsAreTooFewForAnInterval() {
    List<LabeledQuery> queries =
        List.of(query("a", Answer.container(0)), query("b", Answer.container(2)));
    ScoredRun run =
        score(
            queries,
            Prediction.of("a", Ranking.of(Answer.container(0))),
            Prediction.of("b", Ranking.of(Answer.container(0), Answer.container(2))));

    Figure ratio = run.scorecard().figure(Metrics.PATH_RATIO_BEST);
    assertThat(ratio.value().getAsDouble()).isCloseTo((0.4 + 0.7) / (0.4 + 0.5), within(1e-12));
    assertThat(ratio.method()).isEqualTo("too few households");
  }

  @Test
  void theRowsOfSearchesTellThePath() throws Exception {
    StringWriter csv = new StringWriter();
    PerQueryCsv.write(List.of(score(Answer.container(2), Answer.container(2))), csv);

    assertThat(csv.toString().lines())
        .containsExactly(
            "query,scene,item,household,truth,answer,iou,correct,rank,openings,path",
            "q,s,whisk,home of q,2,2,1,1,1,1,0.5");
  }

  /** Against the mean over all orders of up to six containers in random places. */
  @Test
  void randomSearchIsTheMeanOverAllOrders() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 1; n <= 6; n++) {
      List<Container> containers = new ArrayList<>();
      while (containers.size() < n) {
        Region region = box(random.nextInt(5, 400), random.nextInt(5, 300), 0.5);
        containers.add(Container.of(containers.size(), region));
      }
      Scene scene = Scene.of("random", containers); // of unknown size
      List<Truth> truths = new ArrayList<>(List.of(Truth.NOT_HERE));
      for (int m = 1; m <= 3; m++) {
        truths.add(Truth.in(random.ints(m, 0, n).toArray()));
      }
      for (Truth truth : truths) {
        LabeledQuery query = query(scene, truth);
        List<List<Answer>> orders =
            SmallRuns.orders(IntStream.range(0, n).<Answer>mapToObj(Answer::container).toList());
        double opened = 0;
        double path = 0;
        ScoredRun last = null;
        for (List<Answer> order : orders) {
          last = score(List.of(query), Prediction.of("q", Ranking.of(order)));
          opened += value(last, Metrics.SEARCH_OPENINGS) / orders.size();
          path += value(last, Metrics.PATH) / orders.size();
        }
        assertThat(last.perQuery().denominators(Metrics.OPENING_RATIO_RANDOM)[0])
            .isCloseTo(opened, within(1e-9));
        assertThat(last.perQuery().denominators(Metrics.PATH_RATIO_RANDOM)[0])
            .isCloseTo(path, within(1e-9));
      }
    }
  }

  /** Homes in metres, there and back not as far, against the mean over all orders. */
  @Test
  void randomSearchThroughAHomeIsTheMeanOverAllOrders() {
    SplittableRandom random = new SplittableRandom(11);
    int n = 5;
    List<List<Double>> metres = new ArrayList<>();
    for (int row = 0; row <= n; row++) {
      int from = row;
      metres.add(
          IntStream.rangeClosed(0, n)
              .mapToObj(to -> to == from ? 0.0 : 1 + random.nextInt(9))
              .toList());
    }
    for (Scene home : List.of(walked(named(n), new Distances(metres)), standing(n, random))) {
      for (Truth truth : List.of(Truth.NOT_HERE, Truth.in(2), Truth.in(0, 4), Truth.in(1, 2, 3))) {
        LabeledQuery query = query(home, truth);
        List<List<Answer>> orders =
            SmallRuns.orders(IntStream.range(0, n).<Answer>mapToObj(Answer::container).toList());
        double path = 0;
        ScoredRun last = null;
        for (List<Answer> order : orders) {
          last = score(List.of(query), Prediction.of("q", Ranking.of(order)));
          path += value(last, Metrics.PATH) / orders.size();
        }
        assertThat(last.perQuery().denominators(Metrics.PATH_RATIO_RANDOM)[0])
            .isCloseTo(path, within(1e-9));
      }
    }
  }

  private static List<Container> named(int count) {
    return IntStream.range(0, count).mapToObj(id -> Container.named(id, "drawer " + id)).toList();
  }

  private static Scene walked(List<Container> containers, Distances distances) {
    return new Scene(
        "home",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        containers,
        List.of(),
        Optional.empty(),
        Optional.of(distances));
  }

  private static Scene standing(int count, SplittableRandom random) {
    return Scene.of(
        "home",
        named(count).stream()
            .map(c -> c.at(Box3D.at(random.nextInt(9), random.nextInt(9), random.nextInt(9))))
            .toList());
  }

  private static LabeledQuery query(Scene scene, Truth truth) {
    return TestKitchens.query("q", scene, "whisk", "home", truth);
  }

  /** From the start 3 m to 0, 4 m to 1; 2 m between these, 6 m back. */
  private static final Scene HOME =
      walked(
          named(2),
          new Distances(
              List.of(List.of(0.0, 3.0, 4.0), List.of(3.0, 0.0, 2.0), List.of(4.0, 6.0, 0.0))));

  @Test
  void walkingDistancesMakeThePathOneOfMetresFromTheStart() throws Exception {
    ScoredRun run =
        score(
            List.of(query(HOME, Truth.in(1))),
            Prediction.of("q", Ranking.of(Answer.container(0), Answer.container(1))));

    assertThat(value(run, Metrics.PATH)).isEqualTo(5);
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isEqualTo(5 / 4.0);
    assertThat(value(run, Metrics.PATH_RATIO_RANDOM)).isEqualTo(5 / (7 / 2.0 + 2 / 2.0));
    assertThat(run.scorecard().unit(Metrics.PATH)).isEqualTo(Unit.METRES);
    assertThat(ScorecardJson.write(List.of(run.scorecard())).at("/scorecards/0/metrics/path/unit"))
        .hasToString("\"metres\"");
    StringWriter csv = new StringWriter();
    PerQueryCsv.write(List.of(run), csv);
    assertThat(csv.toString().lines())
        .containsExactly(
            "query,scene,item,household,truth,answer,iou,correct,rank,openings,path_metres",
            "q,home,whisk,home,1,0,,1,2,2,5");
  }

  /** What 0 and 1 stand apart in metres over the floor: 3 to the side, 4 ahead. */
  private static final Scene PLACED =
      Scene.of(
          "placed",
          List.of(
              Container.named(0, "low").at(Box3D.at(0, 0, 0)),
              Container.named(1, "high").at(Box3D.at(3, 4, 2))));

  @Test
  void betweenPositionsTheWayBeginsAtTheFirstOpeningAndThereIsNoBestOne() {
    ScoredRun run =
        score(
            List.of(query(PLACED, Truth.in(1))),
            Prediction.of("q", Ranking.of(Answer.container(0), Answer.container(1))));

    assertThat(value(run, Metrics.PATH)).isEqualTo(5);
    assertThat(value(run, Metrics.PATH_RATIO_RANDOM)).isEqualTo(5 / 2.5);
    assertThat(run.scorecard().unit(Metrics.PATH)).isEqualTo(Unit.METRES);
    assertThat(run.scorecard().metrics()).doesNotContainKeys("path_ratio_best", "spl");
  }

  @Test
  void metresAndPhotoWidthsDoNotAddUpAndWithoutEitherThereIsNoPath() {
    for (List<Scene> scenes :
        List.of(List.of(SCENE, PLACED), List.of(Scene.of("named", named(2))))) {
      List<LabeledQuery> queries = new ArrayList<>();
      scenes.forEach(
          scene ->
              queries.add(
                  TestKitchens.query(scene.id(), scene, "whisk", "home", Answer.container(0))));
      ScoredRun run = score(queries);

      assertThat(run.scorecard().metrics())
          .containsKeys("success", "search_openings", "opening_ratio_best", "opening_ratio_random")
          .doesNotContainKeys("path", "path_ratio_best", "path_ratio_random", "spl");
    }
  }

  @Test
  void ofSeveralPlacesTheNearestIsTheBestAndTheFirstFoundEndsTheSearch() {
    ScoredRun run =
        score(
            List.of(query(SCENE, Truth.in(0, 1))),
            Prediction.of("q", Ranking.of(Answer.container(2), Answer.container(1))));

    assertThat(value(run, Metrics.FOUND)).isEqualTo(1);
    assertThat(value(run, Metrics.OPENING_RATIO_RANDOM)).isEqualTo(2 / (4 / 3.0));
    assertThat(value(run, Metrics.PATH_RATIO_BEST)).isCloseTo((0.5 + 0.6) / 0.4, within(1e-12));
  }

  /** The openings and the path that are charged, against all ways to go on. */
  @Test
  void aSearchThatEndsGoesOnInTheMeanOverAllOrders() {
    SplittableRandom random = new SplittableRandom(7);
    for (int opened = 1; opened <= 4; opened++) {
      List<Container> containers = new ArrayList<>();
      while (containers.size() < 6) {
        Region region = box(random.nextInt(5, 400), random.nextInt(5, 300), 0.5);
        containers.add(Container.of(containers.size(), region));
      }
      List<Answer> all = IntStream.range(0, 6).<Answer>mapToObj(Answer::container).toList();
      List<Answer> done = all.subList(0, opened);
      for (Answer truth : List.of(all.get(5), all.get(0), Answer.NOT_HERE)) {
        LabeledQuery query =
            TestKitchens.query("q", Scene.of("random", containers), "whisk", "home", truth);
        List<List<Answer>> rests = SmallRuns.orders(all.subList(opened, 6));
        double openings = 0;
        double path = 0;
        for (List<Answer> rest : rests) {
          List<Answer> whole = new ArrayList<>(done);
          whole.addAll(rest);
          ScoredRun run = score(List.of(query), Prediction.of("q", Ranking.of(whole)));
          openings += value(run, Metrics.SEARCH_OPENINGS) / rests.size();
          path += value(run, Metrics.PATH) / rests.size();
        }
        ScoredRun run = score(List.of(query), Prediction.of("q", Ranking.of(done)));

        assertThat(run.queries().get(0).openings()).hasValueCloseTo(openings, within(1e-9));
        assertThat(run.perQuery().numerators(Metrics.PATH_RATIO_RANDOM)[0])
            .isCloseTo(path, within(1e-9));
      }
    }
  }
}
