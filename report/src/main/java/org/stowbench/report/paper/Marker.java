package org.stowbench.report.paper;

import java.util.List;
import java.util.stream.IntStream;
import org.stowbench.report.paper.Surface.Ink;
import org.stowbench.scene.Point;

/** How a curve looks: a marker, dashes and a dark colour, all of which tell it from the others. */
record Marker(int corners, double turn, boolean isFilled, Ink ink) {

  private static final double RADIUS = 2.4;
  private static final int ROUND = 24;

  /** Colours that are of different greys in print. */
  private static final int[] COLOURS = {0x000000, 0x0072b2, 0xb34700, 0x6b6b6b, 0x007a5a};

  private static final List<List<Double>> DASHES =
      List.of(List.of(), List.of(4.0, 2.0), List.of(1.2, 1.6), List.of(5.0, 1.6, 1.2, 1.6));

  private static final int[] CORNERS = {ROUND, 4, 3, 4};
  private static final double[] TURNS = {0, 0.125, 0, 0};

  /** The marker of the curve with a number, from 0; 40 differ. */
  static Marker of(int number) {
    int form = number % CORNERS.length;
    return new Marker(
        CORNERS[form],
        TURNS[form],
        number / CORNERS.length % 2 == 0,
        new Ink(COLOURS[number % COLOURS.length], 1, DASHES.get(number % DASHES.size())));
  }

  void draw(Surface surface, double x, double y) {
    List<Point> points =
        IntStream.range(0, corners)
            .mapToObj(i -> 2 * Math.PI * ((double) i / corners + turn))
            .map(a -> new Point(x + RADIUS * Math.sin(a), y - RADIUS * Math.cos(a)))
            .toList();
    surface.shape(points, isFilled ? ink.colour() : Surface.WHITE, Ink.solid(ink.colour(), 0.8));
  }
}
