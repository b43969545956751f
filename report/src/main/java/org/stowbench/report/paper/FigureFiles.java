package org.stowbench.report.paper;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.io.StagedFolder;
import org.stowbench.report.paper.PaperChart.Curve;
import org.stowbench.report.paper.PaperChart.Curves;
import org.stowbench.report.paper.PaperChart.Dot;
import org.stowbench.report.paper.PaperChart.Heat;
import org.stowbench.report.paper.PaperChart.HeatRow;
import org.stowbench.report.paper.PaperChart.Row;
import org.stowbench.report.paper.PaperChart.Rows;
import org.stowbench.report.paper.Surface.Anchor;
import org.stowbench.report.paper.Surface.Ink;
import org.stowbench.scene.Point;
import org.stowbench.scorer.Figure;

/** Draws charts into files: SVG and PDF, of one column's width and of two. */
public final class FigureFiles {

  private static final List<Integer> WIDTHS = List.of(84, 174); // millimetres
  private static final double POINTS_A_MILLIMETRE = 72 / 25.4;

  private static final double SIZE = 8;
  private static final double SMALL = 7;
  private static final double LINE = 11;
  private static final double GAP = 4;
  private static final double EDGE = 2;
  private static final double ROW = 14;
  private static final double HIGHEST = 190;
  private static final double SAMPLE = 22; // of a line, in the legend
  private static final int DARKEST = 0x90; // of a heat map
  private static final double CAP = 1.6; // half of an interval's ends
  private static final Ink GRID = Ink.solid(0xdddddd, 0.5);
  private static final Ink DIAGONAL = new Ink(0x888888, 0.6, List.of(2.0, 2.0));
  private static final Ink INTERVAL = Ink.solid(0x555555, 1);
  private static final Ink AXIS = Ink.solid(Surface.BLACK, 0.6);

  private final Typeface typeface = new Typeface();
  private final String note;

  /**
   * Figures that share a note.
   *
   * @param note what all say below: of which data they are
   */
  public FigureFiles(String note) {
    this.note = note;
  }

  /** What the files of charts of these names are called. */
  public static Set<String> of(Collection<String> names) {
    return names.stream()
        .flatMap(
            name ->
                WIDTHS.stream()
                    .flatMap(
                        width -> Stream.of(file(name, width, "svg"), file(name, width, "pdf"))))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String file(String name, int width, String ending) {
    return "%s-%dmm.%s".formatted(name, width, ending);
  }

  /** Writes the four files of a chart. */
  public void write(String name, PaperChart chart, StagedFolder folder) throws IOException {
    for (int millimetres : WIDTHS) {
      double width = millimetres * POINTS_A_MILLIMETRE;
      double height = height(chart, width);
      for (Surface surface :
          List.of(
              new SvgSurface(typeface, width, height), new PdfSurface(typeface, width, height))) {
        draw(chart, surface, width, height);
        String ending = surface instanceof SvgSurface ? "svg" : "pdf";
        try (var out = folder.create(file(name, millimetres, ending))) {
          out.write(surface.finish());
        }
      }
    }
  }

  private double height(PaperChart chart, double width) {
    if (chart instanceof Curves curves) {
      Legend legend = new Legend(curves.curves(), width);
      return LINE + GAP + plotHeight(width) + 3 * LINE + legend.rows() * LINE + 2 * EDGE;
    }
    if (chart instanceof Heat heat) {
      int lines = 3 + heat.rows().size() + names(heat, width).rows();
      return lines * LINE + 2 * GAP + 2 * EDGE;
    }
    return ((Rows) chart).rows().size() * ROW + 3 * LINE + 2 * EDGE;
  }

  private static double plotHeight(double width) {
    return Math.min(HIGHEST, width * 0.62);
  }

  private void draw(PaperChart chart, Surface surface, double width, double height) {
    if (chart instanceof Curves curves) {
      draw(curves, surface, width);
    } else if (chart instanceof Heat heat) {
      draw(heat, surface, width);
    } else {
      draw((Rows) chart, surface, width);
    }
    String below = typeface.fitted(note + more(chart), SMALL - 1, width - 2 * EDGE);
    surface.text(width - EDGE, height - EDGE, SMALL - 1, Anchor.END, below);
  }

  private void draw(Rows chart, Surface surface, double width) {
    double longest =
        chart.rows().stream()
            .mapToDouble(row -> typeface.width(typeface.printable(row.label()), SIZE))
            .max()
            .orElse(0);
    double left = Math.min(longest, width * 0.4) + EDGE + 2 * GAP;
    double right = width - EDGE - typeface.width(number(chart, 0), SIZE) - 2 * GAP;
    double bottom = EDGE + chart.rows().size() * ROW;
    Scale scale =
        Scale.of(
            chart.axis(), chart.rows().stream().flatMapToDouble(r -> all(r.figure())), left, right);
    across(surface, scale, EDGE, bottom);
    double y = EDGE + ROW / 2;
    for (Row row : chart.rows()) {
      String label = typeface.fitted(row.label(), SIZE, left - EDGE - 2 * GAP);
      double base = y + SIZE * 0.35;
      surface.text(left - GAP, base, SIZE, Anchor.END, label);
      Figure figure = row.figure();
      if (figure.low().isPresent()) {
        double low = scale.at(figure.low().getAsDouble());
        double high = scale.at(figure.high().orElseThrow());
        bar(surface, new Point(low, y), new Point(high, y), new Point(0, 2 * CAP), INTERVAL);
      }
      if (figure.value().isPresent()) {
        Marker.of(0).draw(surface, scale.at(figure.value().getAsDouble()), y);
        surface.text(
            width - EDGE, base, SIZE, Anchor.END, number(chart, figure.value().getAsDouble()));
      } else {
        surface.text(width - EDGE, base, SIZE, Anchor.END, "–");
      }
      y += ROW;
    }
  }

  /** An interval: a line, and at each of its ends a cap that goes so far to both sides. */
  private static void bar(Surface surface, Point from, Point to, Point cap, Ink ink) {
    surface.line(List.of(from, to), ink);
    for (Point end : List.of(from, to)) {
      surface.line(
          List.of(
              new Point(end.x() - cap.x(), end.y() - cap.y()),
              new Point(end.x() + cap.x(), end.y() + cap.y())),
          ink);
    }
  }

  private static String number(Rows chart, double value) {
    return String.format(Locale.ROOT, "%." + chart.decimals() + "f", value);
  }

  private void draw(Curves chart, Surface surface, double width) {
    double top = EDGE + LINE + GAP;
    double bottom = top + plotHeight(width);
    Scale upright =
        Scale.of(
            chart.y(),
            dots(chart).flatMap(d -> all(d.y()).boxed()).mapToDouble(v -> v),
            bottom,
            top);
    double widest =
        upright.ticks().stream()
            .mapToDouble(tick -> typeface.width(upright.label(tick), SMALL))
            .max()
            .orElse(0);
    double left = EDGE + widest + GAP;
    double right = width - EDGE - 3 * GAP; // the last number is wider than its tick
    Scale along = Scale.of(chart.x(), dots(chart).mapToDouble(Dot::x), left, right);
    surface.text(
        EDGE, EDGE + SIZE, SIZE, Anchor.START, typeface.fitted(chart.y().title(), SIZE, right));
    for (double tick : upright.ticks()) {
      double y = upright.at(tick);
      surface.line(List.of(new Point(left, y), new Point(right, y)), GRID);
      surface.text(left - GAP, y + SMALL * 0.35, SMALL, Anchor.END, upright.label(tick));
    }
    across(surface, along, top, bottom);
    if (chart.hasDiagonal()) {
      surface.line(List.of(new Point(left, bottom), new Point(right, top)), DIAGONAL);
    }
    for (Curve curve : chart.curves()) {
      draw(curve.dots(), Marker.of(curve.number()), surface, along, upright);
    }
    new Legend(chart.curves(), width).draw(surface, bottom + 2 * LINE + GAP);
  }

  private static void draw(
      List<Dot> dots, Marker marker, Surface surface, Scale along, Scale upright) {
    List<Dot> drawn = dots.stream().filter(dot -> dot.y().value().isPresent()).toList();
    List<Point> points =
        drawn.stream()
            .map(d -> new Point(along.at(d.x()), upright.at(d.y().value().getAsDouble())))
            .toList();
    Ink thin = Ink.solid(marker.ink().colour(), 0.5);
    for (Dot dot : drawn) {
      if (dot.y().low().isPresent()) {
        double x = along.at(dot.x());
        double low = upright.at(dot.y().low().getAsDouble());
        double high = upright.at(dot.y().high().orElseThrow());
        bar(surface, new Point(x, low), new Point(x, high), new Point(CAP, 0), thin);
      }
    }
    if (points.size() > 1) {
      surface.line(points, marker.ink());
    }
    points.forEach(point -> marker.draw(surface, point.x(), point.y()));
  }

  private void draw(Heat chart, Surface surface, double width) {
    double top = EDGE + LINE;
    double counts = typeface.width("00000", SMALL);
    double longest =
        chart.rows().stream()
            .mapToDouble(row -> typeface.width(typeface.printable(row.label()), SIZE))
            .max()
            .orElse(0);
    double labels = Math.min(longest, width * 0.35);
    double left = EDGE + labels + GAP + counts + GAP;
    double cell = (width - EDGE - left) / chart.columns().size();
    surface.text(
        EDGE,
        EDGE + SIZE,
        SIZE,
        Anchor.START,
        typeface.fitted(chart.title(), SIZE, width - 2 * EDGE));
    surface.text(left - GAP, top + SIZE, SMALL, Anchor.END, "n");
    for (int i = 0; i < chart.columns().size(); i++) {
      String number = Integer.toString(i + 1);
      surface.text(left + (i + 0.5) * cell, top + SIZE, SMALL, Anchor.MIDDLE, number);
    }
    double y = top + LINE + GAP;
    for (HeatRow row : chart.rows()) {
      double base = y + LINE / 2 + SIZE * 0.35;
      surface.text(EDGE, base, SIZE, Anchor.START, typeface.fitted(row.label(), SIZE, labels));
      surface.text(left - GAP, base, SMALL, Anchor.END, Integer.toString(row.queries()));
      for (int i = 0; i < row.shares().size(); i++) {
        draw(surface, row, i, left + i * cell, y, cell);
      }
      y += LINE;
    }
    names(chart, width).draw(surface, y + GAP);
  }

  private void draw(Surface surface, HeatRow row, int column, double x, double y, double width) {
    OptionalDouble share = row.shares().get(column);
    boolean isFilled = share.isPresent() && !row.isOfFew();
    surface.shape(
        List.of(
            new Point(x, y),
            new Point(x + width, y),
            new Point(x + width, y + LINE),
            new Point(x, y + LINE)),
        isFilled ? grey(share.getAsDouble()) : Surface.WHITE,
        GRID);
    String percent =
        share.isPresent()
            ? String.format(
                Locale.ROOT, row.isOfFew() ? "(%.0f)" : "%.0f", share.getAsDouble() * 100)
            : "–";
    if (typeface.width(percent, SMALL) < width) {
      surface.text(x + width / 2, y + LINE / 2 + SMALL * 0.35, SMALL, Anchor.MIDDLE, percent);
    }
  }

  /** From white for none to a grey on which black can still be read for all. */
  private static int grey(double share) {
    int level = (int) Math.round(255 - share * (255 - DARKEST));
    return level << 16 | level << 8 | level;
  }

  /** Which number above a column is whose. */
  private Legend names(Heat chart, double width) {
    return new Legend(
        IntStream.range(0, chart.columns().size())
            .mapToObj(
                i -> new Curve(i, "%d  %s".formatted(i + 1, chart.columns().get(i)), List.of()))
            .toList(),
        width,
        0);
  }

  /** A horizontal axis with its grid. */
  private void across(Surface surface, Scale scale, double top, double bottom) {
    for (double tick : scale.ticks()) {
      double x = scale.at(tick);
      surface.line(List.of(new Point(x, top), new Point(x, bottom)), GRID);
      surface.text(x, bottom + SMALL + 2, SMALL, Anchor.MIDDLE, scale.label(tick));
    }
    surface.line(List.of(new Point(scale.from(), bottom), new Point(scale.to(), bottom)), AXIS);
    surface.text(
        (scale.from() + scale.to()) / 2,
        bottom + SMALL + LINE + 1,
        SIZE,
        Anchor.MIDDLE,
        typeface.fitted(scale.axis().title(), SIZE, scale.to() - scale.from() + 2 * GAP));
  }

  /** What a chart says below beside the note. */
  private static String more(PaperChart chart) {
    if (chart instanceof Heat heat) {
      return (heat.rows().stream().anyMatch(HeatRow::isOfFew)
              ? ", in brackets: fewer than %d queries".formatted(PaperChart.FEW)
              : "")
          + (heat.leftOut() > 0
              ? ", %d with fewer queries left out".formatted(heat.leftOut())
              : "");
    }
    return hasIntervals(chart) ? ", 95 % intervals" : "";
  }

  private static boolean hasIntervals(PaperChart chart) {
    Stream<Figure> figures =
        chart instanceof Curves curves
            ? dots(curves).map(Dot::y)
            : ((Rows) chart).rows().stream().map(Row::figure);
    return figures.anyMatch(figure -> figure.low().isPresent());
  }

  private static Stream<Dot> dots(Curves chart) {
    return chart.curves().stream().map(Curve::dots).flatMap(List::stream);
  }

  private static DoubleStream all(Figure figure) {
    return Stream.of(figure.value(), figure.low(), figure.high())
        .flatMapToDouble(OptionalDouble::stream);
  }

  /** Which marker is whose, in columns below a chart. */
  private final class Legend {

    private final List<Curve> curves;
    private final int columns;
    private final double column;
    private final double sample;

    Legend(List<Curve> curves, double width) {
      this(curves, width, SAMPLE);
    }

    /** With so much room for a sample of each line, or none. */
    Legend(List<Curve> curves, double width, double sample) {
      this.curves = curves;
      this.sample = sample;
      double longest =
          curves.stream()
              .mapToDouble(curve -> typeface.width(typeface.printable(curve.label()), SIZE))
              .max()
              .orElse(0);
      double room = width - 2 * EDGE;
      columns = (int) Math.max(1, Math.floor(room / (sample + longest + 3 * GAP)));
      column = room / columns;
    }

    int rows() {
      return (curves.size() + columns - 1) / columns;
    }

    void draw(Surface surface, double top) {
      for (int i = 0; i < curves.size(); i++) {
        double x = EDGE + i % columns * column;
        double y = top + (i / columns + 0.5) * LINE;
        if (sample > 0) {
          Marker marker = Marker.of(curves.get(i).number());
          surface.line(List.of(new Point(x, y), new Point(x + sample, y)), marker.ink());
          marker.draw(surface, x + sample / 2, y);
        }
        surface.text(
            x + sample + GAP,
            y + SIZE * 0.35,
            SIZE,
            Anchor.START,
            typeface.fitted(curves.get(i).label(), SIZE, column - sample - 2 * GAP));
      }
    }
  }
}
