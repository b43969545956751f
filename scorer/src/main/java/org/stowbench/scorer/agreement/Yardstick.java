package org.stowbench.scorer.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.Interval;
import org.stowbench.scorer.statistics.IntervalMethod;
import org.stowbench.scorer.statistics.Ratio;
import org.stowbench.scorer.statistics.Statistic;

/**
 * A predictor beside people, or beside the best that can be done.
 *
 * @param predictor what the run is called
 * @param accuracy its hit@1
 * @param crowd the share of people's votes that go to its first answer; undefined where nobody
 *     voted
 * @param share its accuracy over the average of those it is measured against, 1 is as good; empty
 *     without any, undefined where none of them is ever right
 */
public record Yardstick(String predictor, Figure accuracy, Figure crowd, Optional<Figure> share) {

  private static final long SEED = 20_251_227;

  public Yardstick {
    Objects.requireNonNull(predictor, "predictor");
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(crowd, "crowd");
    Objects.requireNonNull(share, "share");
  }

  /**
   * Measures a run. Each of those it is measured against counts on the queries that it has: people
   * are not asked everything. The run counts on all.
   *
   * @param run scored under {@link org.stowbench.scorer.protocols.Protocol#CONSISTENT}
   * @param against people, or the oracle of a simulated split; may be none
   */
  public static Yardstick of(ScoredRun run, List<ScoredRun> against) {
    int queries = run.queries().size();
    double[][] columns = new double[4 + 2 * against.size()][];
    columns[0] = run.perQuery().numerators(Metrics.HIT_1);
    columns[1] = run.perQuery().denominators(Metrics.HIT_1);
    columns[2] = run.perQuery().numerators(Metrics.CROWD);
    columns[3] = run.perQuery().denominators(Metrics.CROWD);
    for (int i = 0; i < against.size(); i++) {
      ScoredRun other = against.get(i);
      if (other.queries().size() != queries) {
        throw new IllegalArgumentException(
            "runs of %d and %d queries: must be of one split"
                .formatted(queries, other.queries().size()));
      }
      double[] asked = new double[queries];
      Arrays.setAll(asked, ordinal -> other.queries().get(ordinal).predicted() ? 1 : 0);
      columns[4 + 2 * i] = other.perQuery().numerators(Metrics.HIT_1);
      columns[5 + 2 * i] = asked;
    }
    Clusters households =
        Clusters.sum(
            run.queries().stream().map(score -> score.query().household().id()).toList(), columns);
    List<Statistic> statistics =
        List.of(new Ratio(0, 1), new Ratio(2, 3), sums -> share(sums, against.size()));
    List<Optional<Interval>> intervals =
        ClusterBootstrap.intervals(
            households, statistics, IntervalMethod.PERCENTILE, ClusterBootstrap.RESAMPLES, SEED);
    double[] totals = households.totals();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < statistics.size(); i++) {
      figures.add(Figure.of(statistics.get(i).of(totals), intervals.get(i)));
    }
    return new Yardstick(
        run.scorecard().predictor(),
        figures.get(0),
        figures.get(1),
        against.isEmpty() ? Optional.empty() : Optional.of(figures.get(2)));
  }

  private static double share(double[] sums, int others) {
    double average = 0;
    for (int i = 0; i < others; i++) {
      average += sums[4 + 2 * i] / sums[5 + 2 * i] / others;
    }
    return average > 0 ? sums[0] / sums[1] / average : Double.NaN;
  }
}
