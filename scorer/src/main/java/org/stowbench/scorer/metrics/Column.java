package org.stowbench.scorer.metrics;

import java.util.function.ToDoubleFunction;
import org.stowbench.scorer.protocols.Outcome;

/**
 * A number that every query has, from which metrics are made by summing up. Columns are told apart
 * by identity: two metrics that share one are summed up once.
 */
final class Column {

  private final ToDoubleFunction<Outcome> number;

  private Column(ToDoubleFunction<Outcome> number) {
    this.number = number;
  }

  /** A column that every protocol has. */
  static Column of(ToDoubleFunction<Outcome> number) {
    return new Column(number);
  }

  /** A column of the outcomes of one protocol. */
  static <T extends Outcome> Column of(Class<T> outcomes, ToDoubleFunction<T> number) {
    return new Column(outcome -> number.applyAsDouble(outcomes.cast(outcome)));
  }

  double of(Outcome outcome) {
    return number.applyAsDouble(outcome);
  }
}
