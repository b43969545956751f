package org.stowbench.scorer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.run.Known;
import org.stowbench.run.Seen;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Unit;
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Protocol;

/**
 * The figures of one predictor over one split.
 *
 * @param predictor what it is called
 * @param dataset the split's id
 * @param simulated whether its households are simulated
 * @param seen which of the households the predictor has learned from
 * @param known how much it was let know of each household; empty where that was not asked for
 * @param protocol the scoring rules
 * @param measurable what there was to be measured in the split
 * @param threshold the IoU from which a drawn region counts ({@link Protocol#CONSISTENT}), or from
 *     which an answer is right ({@link Protocol#PAPER})
 * @param queries how many were scored
 * @param answered how many have a prediction that did not fail
 * @param metrics by name, in the order of {@link org.stowbench.scorer.metrics.Metrics}
 * @param byItem the same for the queries of each item, by item in text order
 */
public record Scorecard(
    String predictor,
    String dataset,
    boolean simulated,
    Seen seen,
    Optional<Known> known,
    Protocol protocol,
    Measurable measurable,
    double threshold,
    int queries,
    int answered,
    Map<String, Figure> metrics,
    Map<String, ItemFigures> byItem) {

  /**
   * The figures of one item.
   *
   * @param queries how many ask for it
   * @param metrics by name
   */
  public record ItemFigures(int queries, Map<String, Figure> metrics) {
    public ItemFigures {
      metrics = ordered(metrics);
    }
  }

  public Scorecard {
    if (predictor.isBlank()) {
      throw new IllegalArgumentException("predictor must not be blank");
    }
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(measurable, "measurable");
    if (answered < 0 || answered > queries) {
      throw new IllegalArgumentException(
          "%d of %d queries answered: must be between none and all".formatted(answered, queries));
    }
    metrics = ordered(metrics);
    byItem = ordered(byItem);
  }

  /**
   * The figure of a metric.
   *
   * @throws IllegalArgumentException if the scorecard does not have it
   */
  public Figure figure(Metric metric) {
    Figure figure = metrics.get(metric.name());
    if (figure == null) {
      throw new IllegalArgumentException(
          "no metric %s: there are %s"
              .formatted(metric.name(), String.join(", ", metrics.keySet())));
    }
    return figure;
  }

  /** Whether it has a figure of a metric. */
  public boolean has(Metric metric) {
    return metrics.containsKey(metric.name());
  }

  /** What a metric's figures are measured in here. */
  public Unit unit(Metric metric) {
    return metric.unit().in(measurable);
  }

  /** A metric's unit in words, where that is not the same in every split; else empty. */
  public Optional<String> ownUnit(Metric metric) {
    return metric.unit() == Unit.LENGTH ? Optional.of(unit(metric).words()) : Optional.empty();
  }

  /** A metric's heading or name, with {@link #ownUnit}. */
  public String titled(Metric metric, String title) {
    return ownUnit(metric).map(unit -> title + " (" + unit + ")").orElse(title);
  }

  /** The predictor's name for people, with what to be wary of. */
  public String marked() {
    return seen.marked(predictor);
  }

  /**
   * A line for whoever asks for figures over households that were, or may have been, learned from.
   */
  public Optional<String> warning() {
    return seen.isDoubtful()
        ? Optional.of(
            "warning: %s; it has learned from %s".formatted(marked(), seen.learnedFrom().words()))
        : Optional.empty();
  }

  /** The same under another name. */
  public Scorecard named(String name) {
    return new Scorecard(
        name,
        dataset,
        simulated,
        seen,
        known,
        protocol,
        measurable,
        threshold,
        queries,
        answered,
        metrics,
        byItem);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
