package org.stowbench.scorer.adaptation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * How good a predictor is when so much is known of a household: the same queries at each number of
 * known placements.
 *
 * @param predictor what it is called, without how much it knew
 * @param queries how many are asked at each point: those that all of its runs have a prediction for
 * @param households how many homes these are of
 * @param metrics what it is measured by, those that all its runs have
 * @param points two or more, by how much is known, ascending
 */
public record AdaptationCurve(
    String predictor, int queries, int households, List<Metric> metrics, List<Point> points) {

  private static final List<Metric> OF_RANKINGS =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.OPENINGS, Metrics.LOG_LOSS);

  private static final List<Metric> OF_SEARCHES =
      List.of(Metrics.FOUND, Metrics.SEARCH_OPENINGS, Metrics.OPENING_RATIO_BEST);

  private static final List<Metric> OF_THE_PAPER = List.of(Metrics.ACCURACY, Metrics.MEAN_IOU);

  /**
   * What it does with so much known.
   *
   * @param known of how many items it is known where they are
   * @param run what it is of
   * @param figures by metric
   * @param gains by metric, paired over the same queries: this point first, the point that knows
   *     least second, p corrected over the points of the curve; empty of that one itself
   */
  public record Point(
      int known, ScoredRun run, Map<Metric, Figure> figures, Map<Metric, Comparison> gains) {

    public Point {
      Objects.requireNonNull(run, "run");
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
      gains = Collections.unmodifiableMap(new LinkedHashMap<>(gains));
    }
  }

  public AdaptationCurve {
    Objects.requireNonNull(predictor, "predictor");
    metrics = List.copyOf(metrics);
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "curve of %s with %d point: must be two or more".formatted(predictor, points.size()));
    }
  }

  /**
   * The curves of all predictors of which there are runs that knew more and less; the others are
   * passed over, and so are runs that have no query in common.
   *
   * @param runs scored over the same queries under one protocol, with names of their own
   */
  public static List<AdaptationCurve> of(List<ScoredRun> runs) {
    Map<String, TreeMap<Integer, ScoredRun>> byPredictor = new LinkedHashMap<>();
    for (ScoredRun run : runs) {
      run.scorecard()
          .known()
          .ifPresent(
              known ->
                  byPredictor
                      .computeIfAbsent(
                          known.nameWithout(run.scorecard().predictor()), p -> new TreeMap<>())
                      .putIfAbsent(known.placements(), run));
    }
    List<AdaptationCurve> curves = new ArrayList<>();
    byPredictor.forEach(
        (predictor, byKnown) -> {
          if (byKnown.size() > 1) {
            of(predictor, byKnown).ifPresent(curves::add);
          }
        });
    return curves;
  }

  private static Optional<AdaptationCurve> of(String predictor, TreeMap<Integer, ScoredRun> runs) {
    List<ScoredRun> byKnown = List.copyOf(runs.values());
    ScoredRun least = byKnown.get(0);
    // Those that all have a prediction for: of limited runs, not the whole split.
    List<Integer> all =
        IntStream.range(0, least.queries().size())
            .filter(o -> byKnown.stream().allMatch(run -> run.queries().get(o).predicted()))
            .boxed()
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Metric> metrics =
        metrics(least.scorecard().protocol()).stream()
            .filter(metric -> byKnown.stream().allMatch(run -> run.perQuery().has(metric)))
            .toList();
    Map<Metric, List<Comparison>> compared = new LinkedHashMap<>(); // all but the least with it
    List<ScoredRun> others = byKnown.subList(1, byKnown.size());
    metrics.forEach(m -> compared.put(m, Comparer.of(m).against(least, others).comparisons()));
    List<Point> points = new ArrayList<>();
    for (ScoredRun run : byKnown) {
      Map<Metric, Figure> figures = new LinkedHashMap<>();
      Map<Metric, Comparison> gains = new LinkedHashMap<>();
      for (Metric metric : metrics) {
        figures.put(metric, run.figure(metric, all, IntervalMethod.KORN_GRAUBARD));
        if (run != least) {
          gains.put(metric, compared.get(metric).get(points.size() - 1));
        }
      }
      int known = run.scorecard().known().orElseThrow().placements();
      points.add(new Point(known, run, figures, gains));
    }
    long households =
        all.stream().map(o -> least.queries().get(o).query().household()).distinct().count();
    return Optional.of(
        new AdaptationCurve(predictor, all.size(), (int) households, metrics, points));
  }

  private static List<Metric> metrics(Protocol protocol) {
    return switch (protocol) {
      case CONSISTENT -> OF_RANKINGS;
      case SEARCH -> OF_SEARCHES;
      case PAPER -> OF_THE_PAPER;
    };
  }

  /** The point that knows least. */
  public Point least() {
    return points.get(0);
  }

  /** The point that knows most. */
  public Point most() {
    return points.get(points.size() - 1);
  }
}
