package org.stowbench.scorer.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.PerQueryFigures;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.IntervalMethod;

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
    List<Integer> all = IntStream.range(0, run.queries().size()).boxed().toList();
    Figure accuracy = run.figure(Metrics.HIT_1, all, IntervalMethod.KORN_GRAUBARD);
    return new Yardstick(
        run.scorecard().predictor(),
        accuracy,
        run.figure(Metrics.CROWD, all, IntervalMethod.KORN_GRAUBARD),
        against.isEmpty()
            ? Optional.empty()
            : Optional.of(share(run, accuracy.value().orElse(Double.NaN), against)));
  }

  /**
   * One's hit@1 over the others' average. In first order, what a query adds to the quotient of two
   * figures is what it adds to the first over the second, less the quotient times what it adds to
   * the second over the second.
   */
  private static Figure share(ScoredRun run, double accuracy, List<ScoredRun> against) {
    int queries = run.queries().size();
    PerQueryFigures own = run.perQuery();
    double[] added =
        ClusterEstimate.influences(own.numerators(Metrics.HIT_1), own.denominators(Metrics.HIT_1));
    double average = 0;
    double[] averages = new double[queries];
    for (ScoredRun other : against) {
      if (other.queries().size() != queries) {
        throw new IllegalArgumentException(
            "runs of %d and %d queries: must be of one split"
                .formatted(queries, other.queries().size()));
      }
      double[] right = other.perQuery().numerators(Metrics.HIT_1);
      double[] asked =
          other.queries().stream().mapToDouble(query -> query.predicted() ? 1 : 0).toArray();
      average += Arrays.stream(right).sum() / Arrays.stream(asked).sum() / against.size();
      double[] influences = ClusterEstimate.influences(right, asked);
      Arrays.setAll(averages, i -> averages[i] + influences[i] / against.size());
    }
    double divisor = average;
    double share = divisor > 0 ? accuracy / divisor : Double.NaN;
    Arrays.setAll(added, i -> (added[i] - share * averages[i]) / divisor);
    double[] weights = new double[queries];
    Arrays.fill(weights, 1);
    ClusterEstimate estimate =
        ClusterEstimate.of(
            Grouping.of(run.queries().stream().map(score -> score.query().household()).toList()),
            share,
            added,
            weights);
    return Figure.of(share, estimate.uncertainty(Double.POSITIVE_INFINITY));
  }
}
