package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

/** Runs over a few queries, for tests that score by hand. */
public final class SmallRuns {

  private SmallRuns() {}

  /** A protocol made ready for these queries. */
  public static Scoring scoring(Protocol protocol, LabeledQuery... queries) {
    return Scoring.of(
        QueryIndex.of(TestKitchens.dataset("test:split", List.of(queries))), protocol);
  }

  /** A run with these predictions; every other one is missing. */
  public static ScoredRun run(Scoring scoring, Prediction... predictions) {
    return scoring.score("test", Stream.of(predictions));
  }

  /** A run's figure, NaN where it is undefined. */
  public static double value(ScoredRun run, Metric metric) {
    return run.scorecard().figure(metric).value().orElse(Double.NaN);
  }

  /** All orders of some things. */
  public static <T> List<List<T>> orders(List<T> things) {
    if (things.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (int first = 0; first < things.size(); first++) {
      List<T> rest = new ArrayList<>(things);
      T head = rest.remove(first);
      for (List<T> tail : orders(rest)) {
        List<T> order = new ArrayList<>(List.of(head));
        order.addAll(tail);
        orders.add(order);
      }
    }
    return orders;
  }
}
