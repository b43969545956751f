package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.geometry.Shapes;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Box3D;
import org.stowbench.scene.Container;
import org.stowbench.scene.Distances;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.metrics.Direction;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.metrics.Presence;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Ways;
import org.stowbench.testing.TestKitchens;

/**
 * What must hold of every metric, over whole runs. Metrics are taken from the catalogue, so a new
 * one is tried without a line here. Every build tries the same few; {@code -Dwhole.runs=50} tries
 * fifty times as many.
 */
public abstract class WholeRunProperties {

  private static final int TRIES = 6;
  private static final String SEED = "17";
  private static final int RUNS = Integer.getInteger("whole.runs", 1);
  private static final double EXACT = 1e-9;

  /** As one of TidyBot's, since these have every metric. */
  private static final String SPLIT = "tidybot:made-up";

  /** What was done, not what it is worth: who gives up at once does nothing. */
  private static final Set<Metric> DEEDS = Set.of(Metrics.SEARCH_OPENINGS, Metrics.PATH);

  private static final Set<Metric> CHARGED_WAYS =
      Set.of(Metrics.PATH_RATIO_BEST, Metrics.PATH_RATIO_RANDOM);

  /** A query, and what was answered; nothing where the prediction failed. */
  private record Asked(LabeledQuery labeled, Optional<Ranking> ranking) {

    @Override
    public String toString() {
      return "%s of %s: %s%n".formatted(labeled.query().id(), labeled.household().id(), ranking);
    }

    Scene scene() {
      return labeled.query().scene();
    }

    Prediction prediction() {
      String id = labeled.query().id();
      return ranking
          .map(given -> Prediction.of(id, given))
          .orElseGet(() -> Prediction.failed(id, "no answer"));
    }

    Asked answering(Optional<Ranking> other) {
      return new Asked(labeled, other);
    }

    /** The same in another scene, whose answers are called otherwise. */
    Asked in(Scene scene, UnaryOperator<Answer> renamed) {
      return new Asked(
          new LabeledQuery(
              new Query(labeled.query().id(), scene, labeled.query().item()),
              labeled.household(),
              new Truth(
                  labeled.truth().isNotHere()
                      ? List.of()
                      : labeled.truth().answers().stream()
                          .map(answer -> ((Answer.InContainer) renamed.apply(answer)).id())
                          .toList()),
              new Votes(
                  labeled.votes().votes().stream()
                      .map(vote -> new Vote(vote.annotator(), renamed.apply(vote.answer())))
                      .toList())),
          ranking.map(
              given ->
                  new Ranking(
                      given.answers().stream()
                          .map(one -> new RankedAnswer(renamed.apply(one.answer()), one.score()))
                          .toList(),
                      given.scores(),
                      given.order())));
    }

    boolean isForThePaper() {
      return labeled.truth().answers().size() == 1
          && labeled.truth().containers().stream()
              .allMatch(id -> Shapes.asDrawn(scene().container(id).outline()).isValid());
    }

    /** What has no area cannot be opened; a ranking is read as if it were not there. */
    boolean counts(Answer answer) {
      return !(answer instanceof Answer.InContainer in)
          || PhysicalContainers.of(scene()).canOpen(in.id())
          || isRight(answer);
    }

    boolean isRight(Answer answer) {
      if (!(answer instanceof Answer.InContainer in)) {
        return answer.equals(Answer.NOT_HERE) && labeled.truth().isNotHere();
      }
      PhysicalContainers physical = PhysicalContainers.of(scene());
      return labeled.truth().containers().stream()
          .anyMatch(truth -> physical.of(truth) == physical.of(in.id()));
    }
  }

  @Provide
  Arbitrary<List<List<Asked>>> runs() {
    return Arbitraries.randomValue(this::run).list().ofSize(RUNS);
  }

  // What is asked and answered.

  private enum Told {
    PHOTO,
    PHOTO_OF_KNOWN_SIZE,
    POSITIONS,
    DISTANCES
  }

  /** What is asked in a run: a few queries of a few households. */
  protected abstract List<LabeledQuery> queries(Random random);

  private List<Asked> run(Random random) {
    boolean probabilities = random.nextBoolean();
    List<Asked> run = new ArrayList<>();
    for (LabeledQuery query : queries(random)) {
      run.add(new Asked(query, answered(query.query().scene(), probabilities, random)));
    }
    return run;
  }

  /** Queries of kitchens that are made up. */
  static List<LabeledQuery> madeUp(Random random) {
    Told told = Told.values()[random.nextInt(Told.values().length)];
    List<LabeledQuery> queries = new ArrayList<>();
    int households = 2 + random.nextInt(4);
    int places = 1 + random.nextInt(2);
    for (int household = 0; household < households; household++) {
      Scene scene = scene("scene " + household, told, random);
      for (int i = random.nextInt(3); i >= 0; i--) {
        List<Integer> truths = new ArrayList<>();
        for (int most = random.nextInt(4); most > 0 && truths.size() < places; most--) {
          truths.add(random.nextInt(scene.containers().size()));
        }
        queries.add(
            new LabeledQuery(
                new Query("query " + household + "." + i, scene, "item " + i),
                new Household("home " + household),
                new Truth(truths),
                votes(scene, random)));
      }
    }
    return queries;
  }

  private static Votes votes(Scene scene, Random random) {
    return new Votes(
        IntStream.range(0, random.nextInt(4))
            .mapToObj(person -> new Vote("person " + person, candidate(scene, random)))
            .toList());
  }

  private static Answer candidate(Scene scene, Random random) {
    int id = random.nextInt(scene.containers().size() + 1) - 1;
    return id < 0 ? Answer.NOT_HERE : Answer.container(id);
  }

  /** Up to six drawings of up to six containers, which lie a little apart. */
  private static Scene scene(String id, Told told, Random random) {
    List<Container> containers = new ArrayList<>();
    List<Point> floor = new ArrayList<>(List.of(new Point(0, 0)));
    int shown = 0;
    int candidates = 1 + random.nextInt(6);
    for (int candidate = 0; candidate < candidates; candidate++) {
      shown = candidate == 0 || random.nextInt(3) == 0 ? shown : shown + 1;
      double left = 130 * shown + random.nextInt(10);
      double top = 60 * (shown % 3) + random.nextInt(10);
      Region box = Region.box(left, top, left + 80 + random.nextInt(20), top + 50);
      Point place = new Point(random.nextInt(50) / 8.0, random.nextInt(50) / 8.0);
      floor.add(place);
      Container container = Container.of(candidate, box);
      containers.add(
          told == Told.POSITIONS ? container.at(Box3D.at(place.x(), place.y(), 1)) : container);
    }
    return new Scene(
        id,
        Optional.empty(),
        Optional.of(id + ".jpg"),
        told == Told.PHOTO_OF_KNOWN_SIZE ? Optional.of(new ImageSize(900, 300)) : Optional.empty(),
        containers,
        List.of(),
        Optional.empty(),
        told == Told.DISTANCES ? Optional.of(distances(floor)) : Optional.empty());
  }

  private static Distances distances(List<Point> floor) {
    return new Distances(
        floor.stream()
            .map(
                from ->
                    floor.stream()
                        .map(to -> Math.hypot(from.x() - to.x(), from.y() - to.y()))
                        .toList())
            .toList());
  }

  /** The first answer of probabilities has at least half. */
  private static Optional<Ranking> answered(Scene scene, boolean probabilities, Random random) {
    if (random.nextInt(8) == 0) {
      return Optional.empty();
    }
    Set<Answer> answers = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      answers.add(random.nextInt(6) == 0 ? drawn(scene, random) : candidate(scene, random));
    }
    List<Answer> order = new ArrayList<>(answers);
    Collections.shuffle(order, random);
    if (!probabilities) {
      return Optional.of(
          new Ranking(
              order.stream().map(RankedAnswer::of).toList(),
              Ranking.Scores.NONE,
              random.nextInt(3) == 0 ? Ranking.Order.TIED : Ranking.Order.STRICT));
    }
    List<RankedAnswer> ranked = new ArrayList<>();
    double left = 1;
    for (Answer answer : order) {
      double p = left * (4 + random.nextInt(4)) / 8;
      ranked.add(RankedAnswer.of(answer, p));
      left -= p;
    }
    return Optional.of(new Ranking(ranked, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT));
  }

  /** A region near a container, or far from all. */
  private static Answer drawn(Scene scene, Random random) {
    Region.Box box = scene.container(random.nextInt(scene.containers().size())).outline().bounds();
    double off = random.nextInt(6) == 0 ? 5000 : 1 + random.nextInt(30);
    return Answer.region(
        Region.box(box.left() + off, box.top(), box.right() + off, box.bottom() + off / 7));
  }

  // How it is scored.

  /**
   * Those that fit: the paper knows no item that is kept in several places, and nobody is right
   * about one whose container is drawn with lines that cross.
   */
  private static List<Protocol> protocols(List<Asked> run) {
    return Stream.of(Protocol.values())
        .filter(
            protocol -> protocol != Protocol.PAPER || run.stream().allMatch(Asked::isForThePaper))
        .toList();
  }

  private static ScoredRun score(Protocol protocol, List<Asked> run) {
    return score(protocol, run, run);
  }

  private static ScoredRun score(Protocol protocol, List<Asked> queries, List<Asked> predictions) {
    return Scoring.of(
            QueryIndex.of(
                TestKitchens.dataset(SPLIT, queries.stream().map(Asked::labeled).toList())),
            protocol)
        .score("test", predictions.stream().map(Asked::prediction));
  }

  /** All that the run has, and what people say. */
  private static List<Metric> metrics(ScoredRun run) {
    return Stream.concat(
            Metrics.of(run.scorecard().protocol()).stream().filter(run.scorecard()::has),
            Stream.of(Metrics.CROWD).filter(run.perQuery()::has))
        .toList();
  }

  private static double value(ScoredRun run, Metric metric) {
    return run.scorecard().has(metric)
        ? SmallRuns.value(run, metric)
        : Arrays.stream(run.perQuery().numerators(metric)).sum()
            / Arrays.stream(run.perQuery().denominators(metric)).sum();
  }

  private static void assertSame(
      List<Asked> run, List<Asked> changed, List<Asked> predictions, Predicate<Metric> compared) {
    for (Protocol protocol : protocols(run)) {
      ScoredRun before = score(protocol, run);
      ScoredRun after = score(protocol, changed, predictions);

      assertThat(metrics(after)).isEqualTo(metrics(before));
      for (Metric metric : metrics(before)) {
        if (compared.test(metric)) {
          assertThat(value(after, metric))
              .as("%s of protocol %s", metric, protocol)
              .isEqualTo(value(before, metric), within(EXACT));
        }
      }
    }
  }

  private static void assertSame(List<Asked> run, List<Asked> changed) {
    assertSame(run, changed, changed, metric -> true);
  }

  private static void assertNoBetter(
      ScoredRun changed, ScoredRun before, Predicate<Metric> compared) {
    for (Metric metric : metrics(before)) {
      if (compared.test(metric) && metrics(changed).contains(metric)) {
        double gain = metric.direction().advantage(value(changed, metric), value(before, metric));
        assertThat(gain > EXACT)
            .as("%s went from %s to %s", metric, value(before, metric), value(changed, metric))
            .isFalse();
      }
    }
  }

  // What must hold.

  @Property(tries = TRIES, seed = SEED)
  void numbersOfContainersMeanNothing(@ForAll("runs") List<List<Asked>> runs, @ForAll int salt) {
    for (List<Asked> run : runs) {
      assertSame(
          run,
          run.stream()
              .map(asked -> renumbered(asked, new Random(salt + asked.scene().id().hashCode())))
              .toList());
    }
  }

  /**
   * A container that was drawn twice is where its first drawing is, so drawings of one keep their
   * order.
   */
  private static Asked renumbered(Asked asked, Random random) {
    Scene scene = asked.scene();
    PhysicalContainers physical = PhysicalContainers.of(scene);
    List<Integer> old = new ArrayList<>(scene.containers().stream().map(Container::id).toList());
    Collections.shuffle(old, random);
    for (int place = 0; place < old.size(); place++) {
      for (int later = place + 1; later < old.size(); later++) {
        if (physical.of(old.get(place)) == physical.of(old.get(later))
            && old.get(place) > old.get(later)) {
          Collections.swap(old, place, later);
        }
      }
    }
    Scene other =
        scene(
            scene,
            IntStream.range(0, old.size())
                .mapToObj(id -> copy(scene.container(old.get(id)), id, region -> region))
                .toList(),
            scene.size(),
            scene
                .distances()
                .map(
                    ways -> {
                      List<Integer> rows = new ArrayList<>(List.of(-1));
                      rows.addAll(old);
                      return new Distances(
                          rows.stream()
                              .map(
                                  from ->
                                      rows.stream()
                                          .map(to -> ways.metres().get(from + 1).get(to + 1))
                                          .toList())
                              .toList());
                    }));
    return asked.in(
        other,
        answer ->
            answer instanceof Answer.InContainer in
                ? Answer.container(old.indexOf(in.id()))
                : answer);
  }

  private static Scene scene(
      Scene scene,
      List<Container> containers,
      Optional<ImageSize> size,
      Optional<Distances> distances) {
    return new Scene(
        scene.id(),
        scene.room(),
        scene.image(),
        size,
        containers,
        scene.anchors(),
        scene.countertop(),
        distances);
  }

  private static Container copy(Container container, int id, UnaryOperator<Region> redrawn) {
    return new Container(
        id,
        container.name(),
        container.region().map(redrawn),
        container.place(),
        container.room(),
        container.type(),
        container.confidence(),
        container.side(),
        container.promptNumber());
  }

  @Property(tries = TRIES, seed = SEED)
  void theOrderOfQueriesAndOfPredictionsMeansNothing(
      @ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    for (List<Asked> run : runs) {
      List<Asked> queries = new ArrayList<>(run);
      List<Asked> predictions = new ArrayList<>(run);
      Collections.shuffle(queries, random);
      Collections.shuffle(predictions, random);

      assertSame(run, queries, predictions, metric -> true);
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void namesMeanNothing(@ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    String salt = Integer.toHexString(random.nextInt());
    UnaryOperator<String> renamed = name -> Integer.toHexString((name + salt).hashCode()) + name;
    for (List<Asked> run : runs) {
      assertSame(run, run.stream().map(asked -> renamed(asked, renamed)).toList());
    }
  }

  private static Asked renamed(Asked asked, UnaryOperator<String> renamed) {
    LabeledQuery labeled = asked.labeled();
    Scene scene = asked.scene();
    Scene other =
        new Scene(
            renamed.apply(scene.id()),
            scene.room(),
            scene.image().map(renamed),
            scene.size(),
            scene.containers().stream()
                .map(
                    c ->
                        new Container(
                            c.id(),
                            Optional.of(renamed.apply("container " + c.id())),
                            c.region(),
                            c.place(),
                            c.room(),
                            c.type(),
                            c.confidence(),
                            c.side(),
                            c.promptNumber()))
                .toList(),
            scene.anchors(),
            scene.countertop(),
            scene.distances());
    return new Asked(
        new LabeledQuery(
            new Query(
                renamed.apply(labeled.query().id()), other, renamed.apply(labeled.query().item())),
            new Household(renamed.apply(labeled.household().id())),
            labeled.truth(),
            labeled.votes()),
        asked.ranking());
  }

  @Property(tries = TRIES, seed = SEED)
  void aPhotoMayHaveAnySize(@ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    int factor = 2 + random.nextInt(5);
    for (List<Asked> run : runs) {
      assertSame(
          run,
          run.stream()
              .map(
                  asked ->
                      redrawn(
                          asked,
                          p -> new Point(p.x() * factor, p.y() * factor),
                          size -> new ImageSize(size.width() * factor, size.height() * factor)))
              .toList());
    }
  }

  /** All but ways in a photo, in which a robot starts at the lower edge. */
  @Property(tries = TRIES, seed = SEED)
  void whereInAPhotoThingsAreMeansNothing(
      @ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    int dx = random.nextInt(4000) - 2000;
    int dy = random.nextInt(4000) - 2000;
    for (List<Asked> run : runs) {
      List<Asked> moved =
          run.stream()
              .map(asked -> redrawn(asked, p -> new Point(p.x() + dx, p.y() + dy), size -> size))
              .toList();
      boolean metres = score(Protocol.SEARCH, run).scorecard().measurable().ways() != Ways.PHOTO;

      assertSame(run, moved, moved, metric -> metres || !isOfWays(metric));
    }
  }

  private static boolean isOfWays(Metric metric) {
    return metric.presence() == Presence.WITH_WAYS || metric.presence() == Presence.WITH_START;
  }

  private static Asked redrawn(
      Asked asked, UnaryOperator<Point> moved, UnaryOperator<ImageSize> resized) {
    UnaryOperator<Region> redrawn =
        region -> new Region(region.vertices().stream().map(moved).toList());
    Scene scene = asked.scene();
    return asked.in(
        scene(
            scene,
            scene.containers().stream().map(c -> copy(c, c.id(), redrawn)).toList(),
            scene.size().map(resized),
            scene.distances()),
        answer ->
            answer instanceof Answer.InRegion in
                ? Answer.region(redrawn.apply(in.region()))
                : answer);
  }

  /**
   * A wrong answer more, at the end of a ranking, where all the probability that is left goes. Not
   * compared: calibration, which an answer may worsen by being right; and ways that are charged,
   * since a way to a near wrong container is shorter than the mean way to any. A search that opens
   * the last container learns by it that the item is in none, so that answer is not wrong there.
   * Where a ranking names what cannot be opened, the probability of that is left too, and spread
   * over what is not named: one more that is named leaves the truth a larger share.
   */
  @Property(tries = TRIES, seed = SEED)
  void aWrongAnswerMoreNeverHelps(@ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    for (List<Asked> run : runs) {
      for (Protocol protocol : protocols(run)) {
        List<Asked> more =
            run.stream()
                .map(
                    asked ->
                        protocol == Protocol.SEARCH && asked.labeled().truth().isNotHere()
                            ? asked
                            : withWrongAnswer(asked, random))
                .toList();

        assertNoBetter(
            score(protocol, more),
            score(protocol, run),
            metric -> metric.isRatioOfSums() && !CHARGED_WAYS.contains(metric));
      }
    }
  }

  private static Asked withWrongAnswer(Asked asked, Random random) {
    Answer wrong = candidate(asked.scene(), random);
    Optional<Ranking> given =
        asked
            .ranking()
            .filter(ranking -> ranking.order() != Ranking.Order.TIED)
            .filter(ranking -> ranking.places().stream().allMatch(asked::counts))
            .filter(ranking -> !ranking.places().contains(wrong) && !asked.isRight(wrong));
    if (given.isEmpty()) {
      return asked;
    }
    List<RankedAnswer> answers = new ArrayList<>(given.get().answers());
    double said = answers.stream().mapToDouble(one -> one.score().orElse(0)).sum();
    answers.add(
        given.get().scores() == Ranking.Scores.NONE
            ? RankedAnswer.of(wrong)
            : RankedAnswer.of(wrong, 1 - said));
    return asked.answering(
        Optional.of(new Ranking(answers, given.get().scores(), given.get().order())));
  }

  /**
   * To fail is to give every place the same. Where two places of three are right, that is more for
   * them than half sure of one gives, so those queries do not fail here if there are probabilities.
   */
  @Property(tries = TRIES, seed = SEED)
  void toFailWhereOneWasRightNeverHelps(
      @ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    for (List<Asked> run : runs) {
      List<Asked> failing =
          run.stream()
              .map(
                  asked ->
                      random.nextBoolean()
                              && asked
                                  .ranking()
                                  .filter(ranking -> ranking.order() != Ranking.Order.TIED)
                                  .filter(
                                      ranking ->
                                          ranking.scores() == Ranking.Scores.NONE
                                              || asked.labeled().truth().answers().size() == 1)
                                  .filter(ranking -> asked.isRight(ranking.first()))
                                  .isPresent()
                          ? asked.answering(Optional.empty())
                          : asked)
              .toList();
      for (Protocol protocol : protocols(run)) {
        assertNoBetter(
            score(protocol, failing),
            score(protocol, run),
            metric -> metric.isRatioOfSums() && !DEEDS.contains(metric));
      }
    }
  }

  /**
   * Knows where all is, and goes to the nearest first. What people say is another matter; and where
   * an item is in several places, the mean ways that are charged for what a search left closed may
   * be a little less than the way to the nearest.
   */
  @Property(tries = TRIES, seed = SEED)
  void aPerfectPredictorIsPerfectOnEveryMetric(@ForAll("runs") List<List<Asked>> runs) {
    for (List<Asked> run : runs) {
      List<Asked> knowing =
          run.stream().map(asked -> asked.answering(Optional.of(perfect(asked)))).toList();
      boolean several =
          run.stream().anyMatch(asked -> asked.labeled().truth().answers().size() > 1);
      for (Protocol protocol : protocols(run)) {
        ScoredRun perfect = score(protocol, knowing);
        assertNoBetter(
            score(protocol, run),
            perfect,
            metric ->
                !DEEDS.contains(metric)
                    && metric != Metrics.CROWD
                    && !(several && CHARGED_WAYS.contains(metric)));
        for (Metric metric : metrics(perfect)) {
          double value = value(perfect, metric);
          if (metric == Metrics.CROWD || Double.isNaN(value)) {
            continue; // nothing to be perfect on
          }
          if (metric.direction() == Direction.HIGHER_IS_BETTER) {
            assertThat(value).as(metric.name()).isCloseTo(metric.highest(), within(EXACT));
          } else if (metric.highest() < Double.POSITIVE_INFINITY || metric.unit() == Unit.NATS) {
            assertThat(value).as(metric.name()).isCloseTo(0, within(EXACT));
          }
        }
      }
    }
  }

  private static Ranking perfect(Asked asked) {
    List<Answer> truths = new ArrayList<>(asked.labeled().truth().answers());
    truths.sort(Comparator.comparingDouble(truth -> wayTo(truth, asked)));
    List<RankedAnswer> answers = new ArrayList<>();
    for (Answer truth : truths) {
      answers.add(RankedAnswer.of(truth, answers.isEmpty() ? 1 : 0));
    }
    return new Ranking(answers, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }

  private static double wayTo(Answer truth, Asked asked) {
    return value(
        score(Protocol.SEARCH, List.of(asked.answering(Optional.of(Ranking.of(truth))))),
        Metrics.PATH);
  }

  /** Every miss is of one kind; of answers that are liked equally, each is of its own. */
  @Property(tries = TRIES, seed = SEED)
  void kindsOfMissesAddUpToTheMisses(@ForAll("runs") List<List<Asked>> runs) {
    for (List<Asked> run : runs) {
      for (Protocol protocol : protocols(run)) {
        ScoredRun scored = score(protocol, run);
        for (int ordinal = 0; ordinal < run.size(); ordinal++) {
          QueryScore query = scored.queries().get(ordinal);
          double missed = protocol == Protocol.SEARCH ? 0 : 1 - query.correct();

          assertThat(
                  scored.perQuery().misses(ordinal).values().stream()
                      .mapToDouble(share -> share)
                      .sum())
              .as("%s of protocol %s", query, protocol)
              .isEqualTo(missed, within(EXACT));
        }
      }
    }
  }

  @Property(tries = TRIES, seed = SEED)
  void partsAddUp(@ForAll("runs") List<List<Asked>> runs, @ForAll Random random) {
    for (List<Asked> run : runs) {
      Map<Household, Integer> partOf = new HashMap<>();
      run.forEach(
          asked -> partOf.computeIfAbsent(asked.labeled().household(), h -> random.nextInt(3)));
      for (Protocol protocol : List.of(Protocol.CONSISTENT, Protocol.SEARCH)) {
        PartScoringTest.assertAddUp(
            new DatasetInfo(SPLIT, "sha256:test", run.size(), false),
            IntStream.range(0, 3)
                .mapToObj(
                    part ->
                        score(
                            protocol,
                            run.stream()
                                .filter(asked -> partOf.get(asked.labeled().household()) == part)
                                .toList()))
                .toList(),
            score(protocol, run).scorecard());
      }
    }
  }
}
