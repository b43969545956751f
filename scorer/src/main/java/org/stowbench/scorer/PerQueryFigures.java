package org.stowbench.scorer;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.RankingOutcome;

/**
 * What each metric of a run is made of. Every metric is a ratio of sums over queries, so over any
 * group of queries (a household, a slice, a resample) its value is the sum of {@link #numerators}
 * over the sum of {@link #denominators}. For a mean, denominators are 1 and numerators the values.
 *
 * <p>The calibration error, a sum of gaps, is the one metric without such a form, and is not here.
 */
public final class PerQueryFigures {

  private final Scorecard scorecard;
  private final List<Outcome> outcomes;
  private final boolean probabilities;

  /**
   * Figures of a run, or of the mean of repeats.
   *
   * @param scorecard what was scored, and what there is to be measured in it
   * @param outcomes by ordinal; repeats one after another
   * @param probabilities whether all rankings give probabilities
   */
  PerQueryFigures(Scorecard scorecard, List<Outcome> outcomes, boolean probabilities) {
    this.scorecard = scorecard;
    this.outcomes = outcomes;
    this.probabilities = probabilities;
  }

  /** How the queries came out, by ordinal. */
  List<Outcome> outcomes() {
    return outcomes;
  }

  /** The metrics of the scorecard that have this form, in its order. */
  public List<Metric> metrics() {
    return Metrics.of(scorecard.protocol()).stream()
        .filter(metric -> scorecard.has(metric) && has(metric))
        .toList();
  }

  /** Whether a metric of this run has this form: those of the scorecard, and those beside it. */
  public boolean has(Metric metric) {
    return metric.protocols().contains(scorecard.protocol())
        && metric.isRatioOfSums()
        && metric.presence().holds(scorecard.measurable(), probabilities);
  }

  /**
   * What each query adds above, by ordinal; a new array.
   *
   * @throws IllegalArgumentException if there is no such metric
   */
  public double[] numerators(Metric metric) {
    require(metric);
    return means(metric.numerators(outcomes));
  }

  /**
   * What each query adds below, by ordinal; a new array.
   *
   * @throws IllegalArgumentException if there is no such metric
   */
  public double[] denominators(Metric metric) {
    require(metric);
    return means(metric.denominators(outcomes));
  }

  /** The mean over repeats of each query. */
  private double[] means(double[] ofAll) {
    int queries = scorecard.queries();
    int repeats = queries == 0 ? 1 : outcomes.size() / queries;
    double[] means = new double[queries];
    for (int i = 0; i < ofAll.length; i++) {
      means[i % queries] += ofAll[i];
    }
    Arrays.setAll(means, query -> means[query] / repeats);
    return means;
  }

  /**
   * Of what kinds of miss a query is, in their order, with how much of it is one: together 1 less
   * what it adds to the share of right answers. Of equally liked answers, and of repeats, it may be
   * of several. Empty where it is right, and under {@link Protocol#SEARCH}.
   */
  public Map<Miss, Double> misses(int ordinal) {
    int queries = scorecard.queries();
    int repeats = outcomes.size() / queries;
    Map<Miss, Double> misses = new EnumMap<>(Miss.class);
    for (int repeat = 0; repeat < repeats; repeat++) {
      Outcome outcome = outcomes.get(repeat * queries + ordinal);
      for (Miss kind : Miss.values()) {
        if (outcome.miss(kind) > 0) {
          misses.merge(kind, outcome.miss(kind) / repeats, Double::sum);
        }
      }
    }
    return Collections.unmodifiableMap(misses);
  }

  /** Of how many queries a kind is the miss; of equally liked answers, the expectation. */
  public double count(Miss kind) {
    return Arrays.stream(numerators(Metrics.miss(kind))).sum();
  }

  boolean haveProbabilities() {
    return probabilities;
  }

  void require(Metric metric) {
    if (!has(metric)) {
      throw new IllegalArgumentException(
          "no metric %s: there are %s".formatted(metric.name(), Metrics.names(metrics())));
    }
  }

  /**
   * The probability that each query's truth is among the first {@code k} answers, 0 to 1, by
   * ordinal; a new array.
   *
   * @throws IllegalArgumentException if the protocol knows no ranks
   */
  public double[] hits(int k) {
    if (scorecard.protocol() != Protocol.CONSISTENT) {
      throw new IllegalArgumentException(
          "there are no ranks under protocol " + scorecard.protocol());
    }
    return means(outcomes.stream().mapToDouble(o -> ((RankingOutcome) o).within(k)).toArray());
  }

  /**
   * The probability that each query's first answer was given, 0 to 1, by ordinal; a new array.
   * Empty unless all rankings of the run give probabilities.
   */
  public Optional<double[]> confidences() {
    return probabilities && scorecard.protocol() == Protocol.CONSISTENT
        ? Optional.of(
            means(outcomes.stream().mapToDouble(o -> ((RankingOutcome) o).confidence()).toArray()))
        : Optional.empty();
  }
}
