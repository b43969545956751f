package org.stowbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stowbench.scorer.ScoredRun;

/** What the charts draw that is no figure of a scorecard. */
final class Series {

  /** How far hit curves go. */
  static final int DEEPEST = 10;

  private static final int CALIBRATION_BINS = 10;

  /**
   * A point of a calibration curve.
   *
   * @param confidence mean probability of the first answers
   * @param accuracy share of them that is right
   * @param queries how many there are, 1 or more
   */
  record Calibrated(double confidence, double accuracy, int queries) {}

  private Series() {}

  /**
   * The share of queries whose truth is among the first k answers, for k from 1 to {@link
   * #DEEPEST}; like the scorecard's, an expectation where answers are liked equally.
   */
  static double[] hits(ScoredRun run) {
    return IntStream.rangeClosed(1, DEEPEST)
        .mapToDouble(k -> Arrays.stream(run.perQuery().hits(k)).average().orElseThrow())
        .toArray();
  }

  /**
   * The calibration curve in ten bins of equal width, without the empty ones; empty where the run
   * gives no probabilities.
   */
  static List<Calibrated> calibration(ScoredRun run) {
    Optional<double[]> confidences = run.perQuery().confidences();
    if (confidences.isEmpty()) {
      return List.of();
    }
    double[] confidence = new double[CALIBRATION_BINS];
    double[] right = new double[CALIBRATION_BINS];
    int[] count = new int[CALIBRATION_BINS];
    for (int query = 0; query < run.queries().size(); query++) {
      double p = confidences.get()[query];
      int bin = Math.max(0, Math.min(CALIBRATION_BINS - 1, (int) (p * CALIBRATION_BINS)));
      confidence[bin] += p;
      right[bin] += run.queries().get(query).correct();
      count[bin]++;
    }
    List<Calibrated> curve = new ArrayList<>();
    for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
      if (count[bin] > 0) {
        curve.add(
            new Calibrated(confidence[bin] / count[bin], right[bin] / count[bin], count[bin]));
      }
    }
    return curve;
  }
}
