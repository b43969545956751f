package org.stowbench.report.paper;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.stowbench.scorer.Figure;

/** What a chart of a paper shows. */
public sealed interface PaperChart {

  /**
   * An axis.
   *
   * @param title what it measures
   * @param min where it begins
   * @param max where it ends; where there is none, at what is drawn
   * @param inPercent whether 0.2 is written as 20 %
   * @param names what is written at 0, 1, 2, ... instead of numbers; none for an axis of numbers
   */
  record Axis(String title, double min, OptionalDouble max, boolean inPercent, List<String> names) {
    public Axis {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(max, "max");
      names = List.copyOf(names);
    }

    /** An axis of numbers. */
    public Axis(String title, double min, OptionalDouble max, boolean inPercent) {
      this(title, min, max, inPercent, List.of());
    }

    /** Names beside each other. */
    public static Axis of(String title, List<String> names) {
      return new Axis(title, -0.5, OptionalDouble.of(names.size() - 0.5), false, names);
    }

    /** From 0 to 100 %. */
    public static Axis shares(String title) {
      return new Axis(title, 0, OptionalDouble.of(1), true);
    }

    /** From 0 to the largest that is drawn. */
    public static Axis from0(String title, boolean inPercent) {
      return new Axis(title, 0, OptionalDouble.empty(), inPercent);
    }
  }

  /**
   * A value, with its interval where it has one.
   *
   * @param x where along the horizontal axis
   * @param y how high; not drawn where it has no value
   */
  record Dot(double x, Figure y) {
    public Dot {
      Objects.requireNonNull(y, "y");
    }
  }

  /**
   * Dots of one predictor from left to right.
   *
   * @param number from 0; the same number looks the same in every chart
   */
  record Curve(int number, String label, List<Dot> dots) {
    public Curve {
      Objects.requireNonNull(label, "label");
      dots = List.copyOf(dots);
    }
  }

  /** A figure of one predictor. */
  record Row(String label, Figure figure) {
    public Row {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(figure, "figure");
    }
  }

  /**
   * Predictors below each other, each with a dot and its interval.
   *
   * @param decimals of the numbers at the right
   */
  record Rows(Axis axis, int decimals, List<Row> rows) implements PaperChart {
    public Rows {
      Objects.requireNonNull(axis, "axis");
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of a heat map.
   *
   * @param queries on how many its figures rest
   * @param shares of each column, from 0 to 1; empty where there is none
   */
  record HeatRow(String label, int queries, List<OptionalDouble> shares) {
    public HeatRow {
      Objects.requireNonNull(label, "label");
      shares = List.copyOf(shares);
    }

    /** Whether it rests on so few queries that it says next to nothing. */
    public boolean isOfFew() {
      return queries < FEW;
    }
  }

  /** Of fewer queries a share says next to nothing. */
  int FEW = 5;

  /**
   * Shares as greys with their per cent, predictors beside each other.
   *
   * @param title what the shares are
   * @param columns the predictors
   * @param leftOut how many rows there is no room for
   */
  record Heat(String title, List<String> columns, List<HeatRow> rows, int leftOut)
      implements PaperChart {
    public Heat {
      Objects.requireNonNull(title, "title");
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /**
   * Curves over each other, told apart by marker, dashes and grey.
   *
   * @param hasDiagonal whether a line says where both axes are equal
   */
  record Curves(Axis x, Axis y, boolean hasDiagonal, List<Curve> curves) implements PaperChart {
    public Curves {
      Objects.requireNonNull(x, "x");
      Objects.requireNonNull(y, "y");
      curves = List.copyOf(curves);
    }
  }
}
