package org.stowbench.scorer.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.scorer.metrics.Metric;

/**
 * Comparisons that were made together, and are corrected together.
 *
 * @param dataset the split's id
 * @param simulated whether its households are simulated
 * @param metric what is compared
 * @param predictors what the runs are called, in the order given
 * @param comparisons the pairs, in the order of the predictors
 */
public record ComparisonFamily(
    String dataset,
    boolean simulated,
    Metric metric,
    List<String> predictors,
    List<Comparison> comparisons) {

  public ComparisonFamily {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(metric, "metric");
    predictors = List.copyOf(predictors);
    comparisons = List.copyOf(comparisons);
  }

  /** The comparison of two predictors, from the first's side; empty if they were not compared. */
  public Optional<Comparison> between(String first, String second) {
    for (Comparison comparison : comparisons) {
      if (comparison.first().equals(first) && comparison.second().equals(second)) {
        return Optional.of(comparison);
      }
      if (comparison.first().equals(second) && comparison.second().equals(first)) {
        return Optional.of(comparison.reversed());
      }
    }
    return Optional.empty();
  }
}
