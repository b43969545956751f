package org.stowbench.scorer.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.stowbench.io.Json;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.MultipleTesting;
import org.stowbench.scorer.statistics.PairedDifference;
import org.stowbench.scorer.statistics.Statistic;
import org.stowbench.scorer.statistics.Uncertainty;

/**
 * Holds runs against each other by one metric. A pair is compared on the queries for which both
 * have a prediction, be it a failed one, which counts as wrong; figures are summed by household,
 * which are drawn or swapped as a whole. All pairs share the same draws. Or on all queries, see
 * {@link #countingMissing}. Immutable.
 */
public final class Comparer {

  /** Fixed, so that the same predictions compare the same everywhere. */
  private static final long SEED = 20_251_224;

  private static final Set<IntervalMethod> OF_DIFFERENCES =
      EnumSet.of(IntervalMethod.KORN_GRAUBARD, IntervalMethod.PERCENTILE, IntervalMethod.BCA);

  private final Metric metric;
  private final IntervalMethod method;
  private final boolean missingCounts;

  private Comparer(Metric metric, IntervalMethod method, boolean missingCounts) {
    this.metric = Objects.requireNonNull(metric, "metric");
    this.method = method;
    this.missingCounts = missingCounts;
  }

  /**
   * A comparer by a metric, with the intervals of {@link PairedDifference}.
   *
   * @param metric one that {@link org.stowbench.scorer.PerQueryFigures} has
   */
  public static Comparer of(Metric metric) {
    return new Comparer(metric, IntervalMethod.KORN_GRAUBARD, false);
  }

  /**
   * The same with intervals made in another way.
   *
   * @param intervals {@code KORN_GRAUBARD} for those of {@link PairedDifference}, {@code
   *     PERCENTILE} or {@code BCA}; the others are of a single figure, and a difference is none
   */
  public Comparer withIntervals(IntervalMethod intervals) {
    if (!OF_DIFFERENCES.contains(intervals)) {
      throw new IllegalArgumentException(
          Json.name(intervals)
              + " intervals are of a single figure: a difference can have korn_graubard,"
              + " percentile or bca");
    }
    return new Comparer(metric, intervals, missingCounts);
  }

  /**
   * The same over all queries of the split: one without a prediction counts, as wrong. So the
   * compared figures are those of the scorecards.
   */
  public Comparer countingMissing() {
    return new Comparer(metric, method, true);
  }

  /**
   * Compares every run with every later one.
   *
   * @param runs two or more, of one split under one protocol, with names of their own
   * @throws IllegalArgumentException if they are not, a pair has no query in common, or the metric
   *     is not defined for one over the queries in common
   */
  public ComparisonFamily allPairs(List<ScoredRun> runs) {
    List<int[]> pairs = new ArrayList<>();
    for (int first = 0; first < runs.size(); first++) {
      for (int second = first + 1; second < runs.size(); second++) {
        pairs.add(new int[] {first, second});
      }
    }
    return compare(runs, pairs);
  }

  /**
   * Compares every other run with a baseline, which is the second of each pair.
   *
   * @throws IllegalArgumentException as {@link #allPairs}
   */
  public ComparisonFamily against(ScoredRun baseline, List<ScoredRun> others) {
    List<ScoredRun> runs = new ArrayList<>(others);
    runs.add(baseline);
    return compare(
        runs,
        IntStream.range(0, others.size()).mapToObj(i -> new int[] {i, others.size()}).toList());
  }

  private ComparisonFamily compare(List<ScoredRun> runs, List<int[]> pairs) {
    check(runs);
    // Pairs with the same queries in common share their draws.
    Map<BitSet, List<Integer>> byCommon = new LinkedHashMap<>();
    List<BitSet> has = runs.stream().map(this::compared).toList();
    for (int i = 0; i < pairs.size(); i++) {
      BitSet common = (BitSet) has.get(pairs.get(i)[0]).clone();
      common.and(has.get(pairs.get(i)[1]));
      byCommon.computeIfAbsent(common, c -> new ArrayList<>()).add(i);
    }
    List<Side> sides = runs.stream().map(run -> Side.of(run, metric)).toList();
    int households =
        (int)
            runs.get(0).queries().stream()
                .map(score -> score.query().household())
                .distinct()
                .count();
    Comparison[] compared = new Comparison[pairs.size()];
    byCommon.forEach(
        (common, members) -> {
          List<int[]> these = members.stream().map(pairs::get).toList();
          List<Comparison> results =
              compare(runs.get(0).queries(), sides, has, households, these, common);
          for (int i = 0; i < these.size(); i++) {
            compared[members.get(i)] = results.get(i);
          }
        });
    double[] adjusted =
        MultipleTesting.holm(
            Arrays.stream(compared).mapToDouble(c -> c.permutation().p()).toArray());
    List<Comparison> corrected = new ArrayList<>();
    for (int i = 0; i < compared.length; i++) {
      corrected.add(compared[i].withAdjustedP(adjusted[i]));
    }
    Scorecard card = runs.get(0).scorecard();
    return new ComparisonFamily(
        card.dataset(),
        card.simulated(),
        metric,
        runs.stream().map(run -> run.scorecard().predictor()).toList(),
        corrected);
  }

  private void check(List<ScoredRun> runs) {
    if (runs.size() < 2) {
      throw new IllegalArgumentException(
          "%d run to compare: must be two or more".formatted(runs.size()));
    }
    Scorecard first = runs.get(0).scorecard();
    Set<String> names = new HashSet<>();
    for (ScoredRun run : runs) {
      Scorecard card = run.scorecard();
      if (!card.dataset().equals(first.dataset())
          || card.protocol() != first.protocol()
          || card.queries() != first.queries()) {
        throw new IllegalArgumentException(
            "runs over %d queries of %s, %s and %d of %s, %s: must be the same"
                .formatted(
                    first.queries(),
                    first.dataset(),
                    first.protocol(),
                    card.queries(),
                    card.dataset(),
                    card.protocol()));
      }
      if (!names.add(card.predictor())) {
        throw new IllegalArgumentException(
            "two runs called %s: must have names of their own".formatted(card.predictor()));
      }
    }
  }

  /** The queries of a run that are compared where the other has them too. */
  private BitSet compared(ScoredRun run) {
    BitSet compared = new BitSet();
    for (int ordinal = 0; ordinal < run.queries().size(); ordinal++) {
      compared.set(ordinal, missingCounts || run.queries().get(ordinal).predicted());
    }
    return compared;
  }

  /**
   * Compares pairs that have the same queries in common.
   *
   * @param has the queries of each side that are compared where the other has them too
   * @param allHouseholds how many there are, compared or not
   */
  private List<Comparison> compare(
      List<QueryScore> queries,
      List<Side> sides,
      List<BitSet> has,
      int allHouseholds,
      List<int[]> pairs,
      BitSet common) {
    int[] ordinals = common.stream().toArray();
    if (ordinals.length == 0) {
      throw new IllegalArgumentException(
          "%s and %s have no query in common"
              .formatted(sides.get(pairs.get(0)[0]).name(), sides.get(pairs.get(0)[1]).name()));
    }
    Grouping households =
        Grouping.of(
            Arrays.stream(ordinals).mapToObj(o -> queries.get(o).query().household()).toList());
    List<Side> here = sides.stream().map(side -> side.at(ordinals)).toList();
    List<Uncertainty> uncertainties =
        ClusterBootstrap.draws(method, households)
            ? drawn(households, here, pairs)
            : pairs.stream()
                .map(p -> uncertainty(households, here.get(p[0]), here.get(p[1])))
                .toList();
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Side first = here.get(pairs.get(i)[0]);
      Side second = here.get(pairs.get(i)[1]);
      Clusters pair =
          Clusters.sum(households, first.over(), first.under(), second.over(), second.under());
      Basis basis =
          new Basis(
              ordinals.length,
              pair.size(),
              queries.size(),
              allHouseholds,
              has.get(pairs.get(i)[0]).cardinality() - ordinals.length,
              has.get(pairs.get(i)[1]).cardinality() - ordinals.length);
      comparisons.add(Pair.of(metric, first, second, pair, basis, uncertainties.get(i), SEED));
    }
    return comparisons;
  }

  private Uncertainty uncertainty(Grouping households, Side first, Side second) {
    PairedDifference difference =
        new PairedDifference(
            households,
            first.over(),
            first.under(),
            second.over(),
            second.under(),
            metric.highest());
    return method == IntervalMethod.KORN_GRAUBARD
        ? difference.uncertainty()
        : difference.asIfDrawn(method);
  }

  /** Of bootstraps, in which all pairs share the draws. */
  private List<Uncertainty> drawn(Grouping households, List<Side> sides, List<int[]> pairs) {
    double[][] columns = new double[2 * sides.size()][];
    for (int i = 0; i < sides.size(); i++) {
      columns[2 * i] = sides.get(i).over();
      columns[2 * i + 1] = sides.get(i).under();
    }
    return ClusterBootstrap.uncertainties(
        Clusters.sum(households, columns),
        pairs.stream().map(pair -> difference(2 * pair[0], 2 * pair[1])).toList(),
        method,
        SEED);
  }

  private static Statistic difference(int first, int second) {
    return sums ->
        sums[first + 1] > 0 && sums[second + 1] > 0
            ? sums[first] / sums[first + 1] - sums[second] / sums[second + 1]
            : Double.NaN;
  }

  /**
   * One run's part in the metric.
   *
   * @param over what each query adds above
   * @param under what each query adds below
   */
  record Side(String name, double[] over, double[] under) {

    static Side of(ScoredRun run, Metric metric) {
      return new Side(
          run.scorecard().predictor(),
          run.perQuery().numerators(metric),
          run.perQuery().denominators(metric));
    }

    Side at(int[] ordinals) {
      return new Side(
          name,
          Arrays.stream(ordinals).mapToDouble(o -> over[o]).toArray(),
          Arrays.stream(ordinals).mapToDouble(o -> under[o]).toArray());
    }

    double value(Metric metric) {
      double below = Arrays.stream(under).sum();
      if (!(below > 0)) {
        throw new IllegalArgumentException(
            "%s of %s is not defined over these queries".formatted(metric.name(), name));
      }
      return Arrays.stream(over).sum() / below;
    }

    boolean isBinary() {
      return Arrays.stream(over).allMatch(v -> v == 0 || v == 1);
    }
  }
}
