package org.stowbench.scorer.comparison;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.HedgesG;
import org.stowbench.scorer.statistics.MultipleTesting;
import org.stowbench.scorer.statistics.PairedT;

/**
 * Two predictors compared as "Break Out the Silverware" (arXiv 2512.23739) does: a paired t-test
 * and {@link HedgesG} over the {@link org.stowbench.scorer.protocols.PaperIou} of every pair of
 * item and scene, where no answer is the empty answer; two-sided p, corrected by Bonferroni for the
 * 105 pairs of the paper's 15 methods. It takes pairs for independent, though some share a kitchen.
 *
 * @param first what the first is called
 * @param second what the second is called
 * @param queries how many pairs of item and scene: all of the split
 * @param firstMean the first's mean IoU
 * @param secondMean the second's
 * @param test the t-test; empty where the IoU differ by the same on all queries
 * @param hedgesG the effect; empty where neither's IoU varies
 * @param bonferroniP the test's p times 105, at most 1; empty where there is no test
 */
public record PaperComparison(
    String first,
    String second,
    int queries,
    double firstMean,
    double secondMean,
    Optional<PairedT> test,
    OptionalDouble hedgesG,
    OptionalDouble bonferroniP) {

  /** How many pairs the paper corrects for. */
  public static final int PAIRS = 105;

  public PaperComparison {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(hedgesG, "hedgesG");
    Objects.requireNonNull(bonferroniP, "bonferroniP");
  }

  /**
   * Compares two runs.
   *
   * @param first scored under {@link Protocol#PAPER}
   * @param second of the same split under the same protocol
   */
  public static PaperComparison of(ScoredRun first, ScoredRun second) {
    if (first.scorecard().protocol() != Protocol.PAPER
        || second.scorecard().protocol() != Protocol.PAPER
        || !first.scorecard().dataset().equals(second.scorecard().dataset())
        || first.queries().size() != second.queries().size()) {
      throw new IllegalArgumentException(
          "runs of %s, %s and %s, %s: must be of one split under the paper's protocol"
              .formatted(
                  first.scorecard().dataset(),
                  first.scorecard().protocol(),
                  second.scorecard().dataset(),
                  second.scorecard().protocol()));
    }
    double[] a = first.queries().stream().mapToDouble(QueryScore::iou).toArray();
    double[] b = second.queries().stream().mapToDouble(QueryScore::iou).toArray();
    Optional<PairedT> test = PairedT.of(a, b);
    return new PaperComparison(
        first.scorecard().predictor(),
        second.scorecard().predictor(),
        a.length,
        mean(a),
        mean(b),
        test,
        HedgesG.of(a, b),
        test.isPresent()
            ? OptionalDouble.of(MultipleTesting.bonferroni(test.get().p(), PAIRS))
            : OptionalDouble.empty());
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
