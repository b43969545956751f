package org.stowbench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.IntervalMethod;

/** What the charts draw that is no figure of a scorecard. */
final class Series {

  /** How far hit curves go. */
  static final int DEEPEST = 10;

  /** As many parts at the most. */
  private static final int PARTS = 10;

  /** Of fewer queries, a share says nothing. */
  private static final int FEWEST = 10;

  /**
   * A point of a calibration curve.
   *
   * @param confidence mean probability of the first answers
   * @param accuracy share of them that is right, with its interval
   * @param queries how many there are
   */
  record Calibrated(double confidence, Figure accuracy, int queries) {}

  /**
   * How good a predictor is that answers only where it is sure.
   *
   * @param share of the queries that is answered
   * @param accuracy share of these that is right, with its interval
   * @param least the probability from which on it answers
   */
  record Answering(double share, Figure accuracy, double least) {}

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
   * The calibration curve in at most ten parts of as many queries each, ten or more; equal
   * probabilities stay together. Empty where the run gives no probabilities, or hardly any.
   */
  static List<Calibrated> calibration(ScoredRun run) {
    double[] sure = run.perQuery().confidences().orElse(new double[0]);
    List<List<Integer>> parts = parts(sure, false);
    List<Calibrated> curve = new ArrayList<>();
    for (List<Integer> part : parts) {
      double mean = part.stream().mapToDouble(query -> sure[query]).average().orElseThrow();
      curve.add(new Calibrated(mean, figure(run, part), part.size()));
    }
    return curve;
  }

  /**
   * What share is right of the queries of which a predictor is surest, for a growing share of all.
   * Empty where the run gives no probabilities, or the same for all.
   */
  static List<Answering> answering(ScoredRun run) {
    double[] sure = run.perQuery().confidences().orElse(new double[0]);
    List<List<Integer>> parts = parts(sure, true);
    List<Answering> curve = new ArrayList<>();
    List<Integer> answered = new ArrayList<>();
    for (List<Integer> part : parts.size() > 1 ? parts : List.<List<Integer>>of()) {
      answered.addAll(part);
      double least = sure[part.get(part.size() - 1)];
      double share = (double) answered.size() / sure.length;
      curve.add(new Answering(share, figure(run, answered), least));
    }
    return curve;
  }

  private static Figure figure(ScoredRun run, List<Integer> queries) {
    List<Integer> inOrder = queries.stream().sorted().toList();
    return run.figure(Metrics.headline(Protocol.CONSISTENT), inOrder, IntervalMethod.KORN_GRAUBARD);
  }

  /** The queries by how sure a predictor was, in parts of nearly as many. */
  private static List<List<Integer>> parts(double[] sure, boolean surestFirst) {
    Comparator<Integer> bySureness = Comparator.comparingDouble(query -> sure[query]);
    List<Integer> order =
        IntStream.range(0, sure.length)
            .boxed()
            .sorted(surestFirst ? bySureness.reversed() : bySureness)
            .toList();
    // Of few queries few parts: an interval as wide as the chart says nothing.
    int most = (int) Math.min(PARTS, Math.sqrt(sure.length) / 2);
    int least = Math.max(FEWEST, sure.length / Math.max(1, most));
    List<List<Integer>> parts = new ArrayList<>();
    List<Integer> part = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      boolean isAnother = i > 0 && sure[order.get(i)] != sure[order.get(i - 1)];
      if (part.size() >= least && isAnother && order.size() - i >= FEWEST) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.add(order.get(i));
    }
    if (part.size() >= FEWEST) {
      parts.add(part);
    }
    return parts;
  }
}
