package org.stowbench.scorer.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;

/**
 * Predictors by splits: of each its figure, with its interval, in the metric that the split is
 * looked at by. There is no mean over splits: they ask different things of different homes, and a
 * mean would say which of them somebody happened to install.
 *
 * @param columns a split each, in the order in which they were given
 * @param predictors the names of all predictors, in the order in which splits first have them
 */
public record SuiteMatrix(List<Column> columns, List<String> predictors) {

  /**
   * A split.
   *
   * @param dataset its id
   * @param simulated whether its households are simulated
   * @param queries how many were scored
   * @param metric what is shown: the split's official figure where it has one, else how often the
   *     first answer is right
   * @param cards the scorecards, by predictor
   */
  public record Column(
      String dataset, boolean simulated, int queries, Metric metric, Map<String, Scorecard> cards) {

    /** The figure of a predictor; empty where it was not asked here. */
    public Optional<Figure> figure(String predictor) {
      return Optional.ofNullable(cards.get(predictor)).map(card -> card.figure(metric));
    }

    /** Whether there is something to be wary of in a predictor's figure. */
    public boolean isMarked(String predictor) {
      return Optional.ofNullable(cards.get(predictor))
          .flatMap(card -> card.seen().mark())
          .isPresent();
    }

    /** What stands above it. */
    public String heading() {
      return dataset + " " + metric.heading() + (simulated ? ", simulated" : "");
    }
  }

  public SuiteMatrix {
    columns = List.copyOf(columns);
    predictors = List.copyOf(predictors);
  }

  /**
   * Puts scorecards side by side.
   *
   * @param splits of each split its scorecards, one or more, of one protocol; of two of one name,
   *     the first counts
   */
  public static SuiteMatrix of(List<List<Scorecard>> splits) {
    List<Column> columns = new ArrayList<>();
    Set<String> predictors = new LinkedHashSet<>();
    for (List<Scorecard> cards : splits) {
      Map<String, Scorecard> byPredictor = new LinkedHashMap<>();
      cards.forEach(card -> byPredictor.putIfAbsent(card.predictor(), card));
      Scorecard any = cards.get(0);
      Metric metric =
          Metrics.official(any.dataset())
              .filter(any::has)
              .orElseGet(() -> Metrics.headline(any.protocol()));
      columns.add(new Column(any.dataset(), any.simulated(), any.queries(), metric, byPredictor));
      predictors.addAll(byPredictor.keySet());
    }
    return new SuiteMatrix(columns, List.copyOf(predictors));
  }

  /** What to be wary of, such as {@code ranker on shic:dev: cross-validated, 5 folds}. */
  public List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (Column column : columns) {
      for (Scorecard card : column.cards().values()) {
        card.seen()
            .mark()
            .ifPresent(
                mark -> marks.add(card.predictor() + " on " + column.dataset() + ": " + mark));
      }
    }
    return List.copyOf(marks);
  }
}
