package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Region;
import org.stowbench.scorer.PerQueryFigures;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.SmallRuns;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.testing.TestKitchens;

/**
 * What a ranking ranks and opens, against every order of what it leaves open; and what must hold of
 * it whatever the scene.
 */
class CompleteRankingTest {

  private static final int NOT_HERE = -1;
  private static final int MISS = -2;
  private static final double EXACT = 1e-10;

  /** The rank metrics of which more is better. */
  private static final List<Metric> GAINS =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.HIT_5, Metrics.MRR);

  /**
   * A small scene and a ranking in it.
   *
   * @param containers the container that each candidate shows; those of one container overlap
   * @param flat containers whose one candidate has no area
   * @param truths the candidates that hold the item; none where it is not here
   * @param said a candidate each, -1 for "not here", -2 and below for a region that meets nothing,
   *     or 100 and above for a region drawn over a container
   */
  private record Kitchen(
      List<Integer> containers,
      Set<Integer> flat,
      Set<Integer> truths,
      List<Integer> said,
      boolean tied) {

    Kitchen(
        List<Integer> containers, Set<Integer> flat, int truth, List<Integer> said, boolean tied) {
      this(containers, flat, truth == NOT_HERE ? Set.of() : Set.of(truth), said, tied);
    }

    Region region(int candidate) {
      int container = containers.get(candidate);
      return flat.contains(container)
          ? Region.of(500 * container, 7)
          : Region.box(500 * container, candidate, 500 * container + 100, 100 + candidate);
    }

    LabeledQuery query() {
      Region[] regions =
          IntStream.range(0, containers.size()).mapToObj(this::region).toArray(Region[]::new);
      Truth truth = new Truth(List.copyOf(truths));
      return TestKitchens.query("q", TestKitchens.scene("s", regions), "Whisk", "home", truth);
    }

    Answer answer(int one) {
      if (one >= 100) {
        int container = one - 100;
        return Answer.region(Region.box(500 * container + 1, 0, 500 * container + 100, 100));
      }
      return one >= 0
          ? Answer.container(one)
          : one == NOT_HERE
              ? Answer.NOT_HERE
              : Answer.region(Region.box(-1000 * one, -900, -1000 * one + 100, -800));
    }

    Ranking ranking() {
      return new Ranking(
          said.stream().map(one -> RankedAnswer.of(answer(one))).toList(),
          Ranking.Scores.NONE,
          tied ? Ranking.Order.TIED : Ranking.Order.STRICT);
    }

    Kitchen saying(List<Integer> other) {
      return new Kitchen(containers, flat, truths, other, tied);
    }

    /** Where an answer says that the item is: a container, -1 or -2. */
    int place(int one) {
      return one >= 100 ? one - 100 : one >= 0 ? containers.get(one) : Math.max(one, MISS);
    }

    boolean counts(int one) {
      return place(one) < 0 || isOpenable(place(one));
    }

    boolean isOpenable(int container) {
      return !flat.contains(container) || isTrue(container);
    }

    /** The places that are right: containers, or -1. */
    Set<Integer> right() {
      return truths.isEmpty()
          ? Set.of(NOT_HERE)
          : truths.stream().map(this::place).collect(Collectors.toSet());
    }

    boolean isTrue(int place) {
      return right().contains(place);
    }

    List<Integer> openable() {
      return containers.stream().distinct().filter(this::isOpenable).toList();
    }
  }

  @Provide
  Arbitrary<Kitchen> kitchens() {
    return Arbitraries.randomValue(CompleteRankingTest::kitchen);
  }

  private static Kitchen kitchen(Random random) {
    List<Integer> containers = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int candidate = 0; candidate < 6; candidate++) {
      containers.add(candidate < count ? candidate : random.nextInt(count));
    }
    containers = new ArrayList<>(containers.subList(0, count + random.nextInt(7 - count)));
    Set<Integer> flat = new HashSet<>();
    for (int container = 0; container < count; container++) {
      if (Collections.frequency(containers, container) == 1 && random.nextInt(5) == 0) {
        flat.add(container);
      }
    }
    Collections.shuffle(containers, random);
    Kitchen empty =
        new Kitchen(
            List.copyOf(containers),
            flat,
            truths(containers.size(), random),
            List.of(),
            random.nextBoolean());
    Set<Integer> said = new LinkedHashSet<>();
    int answers = 1 + random.nextInt(4);
    while (said.size() < answers) {
      said.add(answer(empty, random));
    }
    return empty.saying(List.copyOf(said));
  }

  private static Set<Integer> truths(int candidates, Random random) {
    Set<Integer> truths = new HashSet<>();
    for (int most = random.nextInt(4); most > 0; most--) {
      truths.add(random.nextInt(candidates));
    }
    return truths;
  }

  private static int answer(Kitchen kitchen, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> NOT_HERE;
      case 1 -> MISS - random.nextInt(3);
      case 2 -> {
        int container = kitchen.containers().get(random.nextInt(kitchen.containers().size()));
        yield kitchen.flat().contains(container) ? MISS : 100 + container;
      }
      default -> random.nextInt(kitchen.containers().size());
    };
  }

  private static ScoredRun score(Protocol protocol, Kitchen kitchen) {
    return SmallRuns.run(
        SmallRuns.scoring(protocol, kitchen.query()), Prediction.of("q", kitchen.ranking()));
  }

  private static PerQueryFigures score(Kitchen kitchen) {
    return score(Protocol.CONSISTENT, kitchen).perQuery();
  }

  private static Outcome outcome(Kitchen kitchen) {
    return Rules.of(Protocol.CONSISTENT).judge(kitchen.query(), Optional.of(kitchen.ranking()));
  }

  private static double of(PerQueryFigures figures, Metric metric) {
    return figures.numerators(metric)[0];
  }

  /** All that may come of a ranking: the places of its answers, and of all that it left out. */
  private static List<List<Integer>> orders(Kitchen kitchen) {
    List<Integer> counted = kitchen.said().stream().filter(kitchen::counts).toList();
    List<List<Integer>> heads = kitchen.tied() ? SmallRuns.orders(counted) : List.of(counted);
    Set<Integer> named = new HashSet<>(counted.stream().map(kitchen::place).toList());
    List<Integer> unnamed =
        IntStream.range(0, kitchen.containers().size())
            .boxed()
            .filter(kitchen::counts)
            .filter(candidate -> !named.contains(kitchen.place(candidate)))
            .toList();
    List<Integer> end = named.contains(NOT_HERE) ? List.of() : List.of(NOT_HERE);
    List<List<Integer>> orders = new ArrayList<>();
    for (List<Integer> head : heads) {
      for (List<Integer> tail : SmallRuns.orders(unnamed)) {
        orders.add(Stream.of(head, tail, end).flatMap(List::stream).map(kitchen::place).toList());
      }
    }
    return orders;
  }

  /** The ranks of the true places, going down one order. */
  private static List<Integer> ranks(List<Integer> places, Kitchen kitchen) {
    List<Integer> ranks = new ArrayList<>();
    int rank = 0;
    Set<Integer> seen = new HashSet<>();
    for (int place : places) {
      boolean isNew = seen.add(place);
      rank += place == MISS || isNew ? 1 : 0;
      if (isNew && kitchen.isTrue(place)) {
        ranks.add(rank);
      }
    }
    assertThat(ranks).hasSameSizeAs(kitchen.right());
    return ranks;
  }

  /** The mean precision at these ranks. */
  private static double averagePrecision(List<Integer> ranks) {
    double sum = 0;
    for (int i = 0; i < ranks.size(); i++) {
      sum += (i + 1.0) / ranks.get(i);
    }
    return sum / ranks.size();
  }

  /** What a robot is charged with that goes down one order. */
  private static int openings(List<Integer> places, Kitchen kitchen) {
    Set<Integer> opened = new HashSet<>();
    for (int place : places) {
      if (place == NOT_HERE) {
        return kitchen.isTrue(NOT_HERE) ? opened.size() : kitchen.openable().size();
      }
      if (place != MISS) {
        opened.add(place);
      }
      if (kitchen.isTrue(place)) {
        return opened.size();
      }
    }
    throw new AssertionError("never ends");
  }

  @Property(tries = 400)
  void everyRankMetricIsItsMeanOverAllOrders(@ForAll("kitchens") Kitchen kitchen) {
    List<List<Integer>> orders = orders(kitchen);
    double[] hits = new double[7];
    double rank = 0;
    double reciprocal = 0;
    double precision = 0;
    double openings = 0;
    for (List<Integer> order : orders) {
      int here = ranks(order, kitchen).get(0);
      for (int k = here; k < hits.length; k++) {
        hits[k] += 1.0 / orders.size();
      }
      rank += (double) here / orders.size();
      reciprocal += 1.0 / here / orders.size();
      precision += averagePrecision(ranks(order, kitchen)) / orders.size();
      openings += (double) openings(order, kitchen) / orders.size();
    }

    ScoredRun run = score(Protocol.CONSISTENT, kitchen);

    PerQueryFigures exact = run.perQuery();
    assertThat(of(exact, Metrics.HIT_1)).isCloseTo(hits[1], within(EXACT));
    assertThat(of(exact, Metrics.HIT_3)).isCloseTo(hits[3], within(EXACT));
    assertThat(of(exact, Metrics.HIT_5)).isCloseTo(hits[5], within(EXACT));
    for (int k = 1; k < hits.length; k++) {
      assertThat(exact.hits(k)[0]).isCloseTo(hits[k], within(EXACT));
    }
    assertThat(of(exact, Metrics.MRR)).isCloseTo(reciprocal, within(EXACT));
    assertThat(((RankingOutcome) outcome(kitchen)).averagePrecision())
        .isCloseTo(precision, within(EXACT));
    assertThat(exact.has(Metrics.AVERAGE_PRECISION)).isEqualTo(kitchen.right().size() > 1);
    assertThat(of(exact, Metrics.OPENINGS)).isCloseTo(openings, within(EXACT));
    assertThat(run.queries().get(0).rank()).hasValueCloseTo(rank, within(EXACT));
    assertThat(run.queries().get(0).openings()).hasValueCloseTo(openings, within(EXACT));
  }

  @Property(tries = 300)
  void aSearchIsChargedWithWhatTheSameRankingOpens(@ForAll("kitchens") Kitchen kitchen) {
    ScoredRun search = score(Protocol.SEARCH, kitchen);
    double openings = of(score(kitchen), Metrics.OPENINGS);

    assertThat(search.queries().get(0).openings()).hasValue(openings);
    assertThat(of(search.perQuery(), Metrics.OPENING_RATIO_BEST)).isEqualTo(openings);
    assertThat(of(search.perQuery(), Metrics.OPENING_RATIO_RANDOM)).isEqualTo(openings);
  }

  @Property(tries = 500)
  void aWrongAnswerMoreIsNeverBetter(@ForAll("kitchens") Kitchen kitchen, @ForAll Random random) {
    int wrong = answer(kitchen, random);
    if (kitchen.said().contains(wrong) || kitchen.isTrue(kitchen.place(wrong))) {
      return;
    }
    List<Integer> more = new ArrayList<>(kitchen.said());
    more.add(random.nextInt(more.size() + 1), wrong);

    PerQueryFigures before = score(kitchen);
    PerQueryFigures after = score(kitchen.saying(more));

    for (Metric metric : GAINS) {
      assertThat(of(after, metric))
          .as(metric.name())
          .isLessThanOrEqualTo(of(before, metric) + EXACT);
    }
    assertThat(of(after, Metrics.OPENINGS))
        .isGreaterThanOrEqualTo(of(before, Metrics.OPENINGS) - EXACT);
  }

  @Property(tries = 300)
  void sayingNotHereAtTheEndOfAllContainersSaysNothingNew(@ForAll("kitchens") Kitchen kitchen) {
    List<Integer> all = new ArrayList<>(kitchen.said());
    all.remove(Integer.valueOf(NOT_HERE));
    Set<Integer> named = new HashSet<>(all.stream().map(kitchen::place).toList());
    for (int candidate = 0; candidate < kitchen.containers().size(); candidate++) {
      if (kitchen.counts(candidate) && named.add(kitchen.place(candidate))) {
        all.add(candidate);
      }
    }
    Kitchen silent =
        new Kitchen(kitchen.containers(), kitchen.flat(), kitchen.truths(), all, false);
    List<Integer> said = new ArrayList<>(all);
    said.add(NOT_HERE);

    if (!all.isEmpty()) {
      assertSame(score(silent), score(silent.saying(said)));
    }
  }

  @Property(tries = 300)
  void namingTheOneContainerThatIsLeftSaysNothingNew(@ForAll("kitchens") Kitchen kitchen) {
    List<Integer> firsts =
        kitchen.openable().stream().map(place -> kitchen.containers().indexOf(place)).toList();
    if (firsts.size() > 1) {
      Kitchen all =
          new Kitchen(kitchen.containers(), kitchen.flat(), kitchen.truths(), firsts, false);

      assertSame(score(all.saying(firsts.subList(0, firsts.size() - 1))), score(all));
    }
  }

  @Property(tries = 300)
  void numbersAndTheOrderOfEquallyLikedAnswersMeanNothing(
      @ForAll("kitchens") Kitchen kitchen, @ForAll Random random) {
    int n = kitchen.containers().size();
    List<Integer> old = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(old, random);
    List<Integer> said =
        new ArrayList<>(
            kitchen.said().stream()
                .map(one -> one >= 0 && one < 100 ? (Integer) old.indexOf(one) : one)
                .toList());
    if (kitchen.tied()) {
      Collections.shuffle(said, random);
    }
    Kitchen renumbered =
        new Kitchen(
            old.stream().map(kitchen.containers()::get).toList(),
            kitchen.flat(),
            kitchen.truths().stream().map(old::indexOf).collect(Collectors.toSet()),
            said,
            kitchen.tied());

    assertSame(score(kitchen), score(renumbered));
  }

  private static void assertSame(PerQueryFigures one, PerQueryFigures other) {
    for (Metric metric : GAINS) {
      assertThat(of(other, metric)).as(metric.name()).isCloseTo(of(one, metric), within(EXACT));
    }
    assertThat(of(other, Metrics.OPENINGS)).isCloseTo(of(one, Metrics.OPENINGS), within(EXACT));
  }

  @Property(tries = 300)
  void equallyLikingAllAnswersIsExactlyChance(@ForAll("kitchens") Kitchen kitchen) {
    List<Integer> all = new ArrayList<>(List.of(NOT_HERE));
    IntStream.range(0, kitchen.containers().size()).forEach(all::add);
    PerQueryFigures figures =
        score(new Kitchen(kitchen.containers(), kitchen.flat(), kitchen.truths(), all, true));

    assertThat(figures.numerators(Metrics.OPENING_RATIO))
        .containsExactly(figures.denominators(Metrics.OPENING_RATIO));
  }

  @Test
  void aSingleAnswerIsFollowedByAllOthersEquallyLiked() {
    // Containers a (one candidate), b (two), c (one); b is where it is.
    Kitchen kitchen = new Kitchen(List.of(0, 1, 1, 2), Set.of(), 1, List.of(0), false);
    PerQueryFigures figures = score(kitchen);

    // Of the three candidates left, two show b: it is second with chance 2/3, third with 1/3.
    assertThat(of(figures, Metrics.HIT_1)).isZero();
    assertThat(figures.hits(2)[0]).isCloseTo(2 / 3.0, within(EXACT));
    assertThat(of(figures, Metrics.HIT_3)).isEqualTo(1);
    assertThat(of(figures, Metrics.MRR)).isCloseTo(2 / 3.0 / 2 + 1 / 3.0 / 3, within(EXACT));
    assertThat(of(figures, Metrics.OPENINGS)).isCloseTo(2 + 1 / 3.0, within(EXACT));
  }

  /** As docs/scoring.md works it out: candidates 0 and 1 are one drawer of four containers. */
  @Test
  void theExampleOfTheDocsComesOutAsItSaysThere() {
    Kitchen said = new Kitchen(List.of(0, 0, 1, 2, 3), Set.of(), 0, List.of(2), false);
    PerQueryFigures figures = score(said);

    assertThat(of(figures, Metrics.OPENINGS)).isCloseTo(2 + 2 / 3.0, within(EXACT));
    assertThat(of(figures, Metrics.HIT_1)).isZero();
    assertThat(figures.hits(2)[0]).isCloseTo(1 / 2.0, within(EXACT));
    assertThat(of(figures, Metrics.HIT_3)).isCloseTo(5 / 6.0, within(EXACT));
    assertThat(of(figures, Metrics.HIT_5)).isEqualTo(1);
    assertThat(of(figures, Metrics.MRR)).isCloseTo(0.403, within(0.0005));
    assertThat(figures.denominators(Metrics.OPENING_RATIO)[0]).isCloseTo(2.5, within(EXACT));
    assertThat(openings(said, 0)).isEqualTo(1);
    assertThat(openings(said, 2, NOT_HERE)).isEqualTo(4);

    Kitchen away = new Kitchen(said.containers(), Set.of(), NOT_HERE, List.of(2), false);
    assertThat(openings(away, 2)).isEqualTo(4);
    assertThat(openings(away, 2, NOT_HERE)).isEqualTo(1);
    assertThat(score(away).denominators(Metrics.OPENING_RATIO)[0])
        .isCloseTo(2 / 3.0 + 3 / 2.0, within(EXACT));
  }

  /** As docs/scoring.md works it out: whisks are in b and in d of four containers. */
  @Test
  void theExampleWithTwoTruePlacesComesOutAsItSaysThere() {
    Kitchen kitchen =
        new Kitchen(List.of(0, 1, 2, 3), Set.of(), Set.of(1, 3), List.of(0, 3), false);
    PerQueryFigures figures = score(kitchen);

    assertThat(of(figures, Metrics.HIT_1)).isZero();
    assertThat(figures.hits(2)[0]).isEqualTo(1);
    assertThat(of(figures, Metrics.MRR)).isEqualTo(1 / 2.0);
    assertThat(of(figures, Metrics.OPENINGS)).isEqualTo(2);
    // d has rank 2; b has rank 3 or 4.
    assertThat(of(figures, Metrics.AVERAGE_PRECISION))
        .isCloseTo((1 / 2.0 + (2 / 3.0 + 2 / 4.0) / 2) / 2, within(EXACT));
    // "Not here" is ahead of both with 1/3, which costs 4; else 1 and 1/3 for each other one.
    assertThat(figures.denominators(Metrics.OPENING_RATIO)[0])
        .isCloseTo(1 / 3.0 * 4 + 2 / 3.0 * (1 + 2 / 4.0), within(EXACT));
  }

  private static double openings(Kitchen kitchen, Integer... said) {
    return of(score(kitchen.saying(List.of(said))), Metrics.OPENINGS);
  }

  @Test
  void aPredictionThatFailedIsNoRanking() {
    Kitchen kitchen = new Kitchen(List.of(0, 1, 2), Set.of(), 1, List.of(0), false);
    for (Protocol protocol : List.of(Protocol.CONSISTENT, Protocol.SEARCH)) {
      ScoredRun run =
          SmallRuns.run(
              SmallRuns.scoring(protocol, kitchen.query()), Prediction.failed("q", "no reply"));

      assertThat(run.queries().get(0).correct()).isZero();
      assertThat(run.queries().get(0).rank()).isEmpty();
      assertThat(run.queries().get(0).openings()).hasValue(3);
    }
  }
}
