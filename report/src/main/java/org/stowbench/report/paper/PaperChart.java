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
   */
  record Axis(String title, double min, OptionalDouble max, boolean inPercent) {
    public Axis {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(max, "max");
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
