package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is kept of each query: one number a column, from which all metrics are sums and ratios. */
final class Columns {

  static final int QUERIES = 0;
  static final int IOU = 1;

  // The paper's accuracy, at the threshold for picking and at that for drawing.
  static final int RIGHT_IF_PICKED = 2;
  static final int RIGHT_IF_DRAWN = 3;
  static final int PAPER_WIDTH = 4;

  static final int HIT_1 = 2;
  static final int HIT_3 = 3;
  static final int HIT_5 = 4;
  static final int RECIPROCAL_RANK = 5;
  static final int IOU_75 = 6;
  static final int IOU_95 = 7;
  static final int OPENINGS = 8;
  static final int RANDOM_OPENINGS = 9;
  static final int NOT_HERE_RIGHT = 10;
  static final int NOT_HERE_ANSWERED = 11;
  static final int NOT_HERE_TRUE = 12;
  static final int LOG_LOSS = 13;
  static final int BRIER = 14;
  static final int CALIBRATION_GAP = 15;
  static final int CALIBRATION_BINS = 10;
  static final int CONSISTENT_WIDTH = CALIBRATION_GAP + CALIBRATION_BINS;

  // A search: what was done, and what that is charged with, beside the best and a random order.
  static final int SUCCESS = 2;
  static final int FOUND = 3;
  static final int IN_VIEW = 4;
  static final int GAVE_UP_RIGHT = 5;
  static final int NOT_IN_VIEW = 6;
  static final int OPENED = 7;
  static final int PATH = 8;
  static final int CHARGED_OPENINGS = 9;
  static final int CHARGED_PATH = 10;
  static final int BEST_PATH = 11;
  static final int SEARCH_RANDOM_OPENINGS = 12;
  static final int SEARCH_RANDOM_PATH = 13;
  static final int SUCCESS_BY_PATH = 14;
  static final int SEARCH_WIDTH = 15;

  private Columns() {}

  static List<Metric> paper(boolean drawn) {
    return List.of(
        Metric.ratio("accuracy", drawn ? RIGHT_IF_DRAWN : RIGHT_IF_PICKED, QUERIES),
        Metric.ratio("mean_iou", IOU, QUERIES));
  }

  static List<Metric> search() {
    return List.of(
        Metric.ratio("success", SUCCESS, QUERIES),
        Metric.ratio("found", FOUND, IN_VIEW),
        Metric.ratio("gave_up_right", GAVE_UP_RIGHT, NOT_IN_VIEW),
        Metric.ratio("search_openings", OPENED, QUERIES),
        Metric.ratio("path", PATH, QUERIES),
        // At best one container is opened for each item that is in view, and none for the others.
        Metric.ratio("opening_ratio_best", CHARGED_OPENINGS, IN_VIEW),
        Metric.ratio("opening_ratio_random", CHARGED_OPENINGS, SEARCH_RANDOM_OPENINGS),
        Metric.ratio("path_ratio_best", CHARGED_PATH, BEST_PATH),
        Metric.ratio("path_ratio_random", CHARGED_PATH, SEARCH_RANDOM_PATH),
        Metric.ratio("spl", SUCCESS_BY_PATH, IN_VIEW));
  }

  static List<Metric> consistent(boolean probabilities) {
    List<Metric> metrics =
        new ArrayList<>(
            List.of(
                Metric.ratio("hit@1", HIT_1, QUERIES),
                Metric.ratio("hit@3", HIT_3, QUERIES),
                Metric.ratio("hit@5", HIT_5, QUERIES),
                Metric.ratio("mrr", RECIPROCAL_RANK, QUERIES),
                Metric.ratio("mean_iou", IOU, QUERIES),
                Metric.ratio("iou@0.75", IOU_75, QUERIES),
                Metric.ratio("iou@0.95", IOU_95, QUERIES),
                Metric.ratio("openings", OPENINGS, QUERIES),
                Metric.ratio("opening_ratio", OPENINGS, RANDOM_OPENINGS),
                Metric.ratio("not_here_precision", NOT_HERE_RIGHT, NOT_HERE_ANSWERED),
                Metric.ratio("not_here_recall", NOT_HERE_RIGHT, NOT_HERE_TRUE),
                new Metric(
                    "not_here_f1",
                    new int[] {NOT_HERE_RIGHT, NOT_HERE_RIGHT},
                    new int[] {NOT_HERE_ANSWERED, NOT_HERE_TRUE})));
    if (probabilities) {
      metrics.add(Metric.ratio("log_loss", LOG_LOSS, QUERIES));
      metrics.add(Metric.ratio("brier", BRIER, QUERIES));
      metrics.add(
          new Metric(
              "ece",
              IntStream.range(CALIBRATION_GAP, CONSISTENT_WIDTH).toArray(),
              new int[] {QUERIES}));
    }
    return metrics;
  }
}
