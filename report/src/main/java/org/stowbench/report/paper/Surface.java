package org.stowbench.report.paper;

import java.io.IOException;
import java.util.List;
import org.stowbench.scene.Point;

/** What a chart is drawn on, in points of 1/72 inch from the upper left corner. */
interface Surface {

  /** Where a text's place is in it. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * How a line looks.
   *
   * @param colour red, green and blue, a byte each
   * @param width of the line
   * @param dashes lengths of ink and gap in turn; none for a solid line
   */
  record Ink(int colour, double width, List<Double> dashes) {
    static Ink solid(int colour, double width) {
      return new Ink(colour, width, List.of());
    }
  }

  int BLACK = 0x000000;
  int WHITE = 0xffffff;

  void line(List<Point> points, Ink ink);

  /** A closed shape, filled and outlined. */
  void shape(List<Point> points, int fill, Ink outline);

  /** Printable text in black on its base line. */
  void text(double x, double y, double size, Anchor anchor, String text);

  /** The file; nothing is drawn afterwards. */
  byte[] finish() throws IOException;
}
