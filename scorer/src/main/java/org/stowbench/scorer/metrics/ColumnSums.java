package org.stowbench.scorer.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.statistics.Statistic;

/** The columns that some metrics are made of, each once, and how the metrics read their sums. */
public final class ColumnSums {

  private final List<Column> columns;

  private ColumnSums(List<Column> columns) {
    this.columns = columns;
  }

  /** The columns of these metrics. */
  public static ColumnSums of(List<Metric> metrics) {
    return new ColumnSums(
        metrics.stream()
            .flatMap(m -> Stream.concat(m.numerators().stream(), m.denominators().stream()))
            .distinct()
            .toList());
  }

  /** How many columns there are. */
  public int width() {
    return columns.size();
  }

  /** A query's number in each column; a new array. */
  public double[] row(Outcome outcome) {
    return columns.stream().mapToDouble(column -> column.of(outcome)).toArray();
  }

  /** A metric's value from the columns' sums, NaN where there is nothing to divide by. */
  public Statistic statistic(Metric metric) {
    int[] numerators = places(metric.numerators());
    int[] denominators = places(metric.denominators());
    return sums -> {
      double under = 0;
      for (int column : denominators) {
        under += sums[column];
      }
      if (!(under > 0)) {
        return Double.NaN;
      }
      double over = 0;
      for (int column : numerators) {
        over += Math.abs(sums[column]);
      }
      return over / under;
    };
  }

  /**
   * What a query adds above a metric's line, of its row; of absolute sums, with the sign that makes
   * them so.
   *
   * @param totals each column's sum over all queries
   */
  public ToDoubleFunction<double[]> above(Metric metric, double[] totals) {
    int[] numerators = places(metric.numerators());
    return row -> {
      double over = 0;
      for (int column : numerators) {
        over += totals[column] < 0 ? -row[column] : row[column];
      }
      return over;
    };
  }

  /** What a query adds below a metric's line, of its row. */
  public ToDoubleFunction<double[]> below(Metric metric) {
    int[] denominators = places(metric.denominators());
    return row -> {
      double under = 0;
      for (int column : denominators) {
        under += row[column];
      }
      return under;
    };
  }

  private int[] places(List<Column> of) {
    int[] places = of.stream().mapToInt(columns::indexOf).toArray();
    if (Arrays.stream(places).anyMatch(place -> place < 0)) {
      throw new IllegalArgumentException("a metric whose columns are not summed up here");
    }
    return places;
  }
}
