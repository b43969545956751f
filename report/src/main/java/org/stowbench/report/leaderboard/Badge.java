package org.stowbench.report.leaderboard;

/**
 * What a badge shows: two texts side by side, in the manner of shields.io. The widths are those of
 * Verdana at 11 pixels, nearly; the drawing fits the texts into them whatever the font is.
 *
 * @param label left, on grey
 * @param message right, on the colour
 * @param colour such as {@code #2f6f9f}
 */
record Badge(String label, String message, String colour) {

  private static final int MARGIN = 6;

  int labelLength() {
    return length(label);
  }

  int messageLength() {
    return length(message);
  }

  int split() {
    return labelLength() + 2 * MARGIN;
  }

  int width() {
    return split() + messageLength() + 2 * MARGIN;
  }

  /** How far the right half runs straight, before its round corners. */
  int flat() {
    return width() - split() - 3;
  }

  double labelMiddle() {
    return split() / 2.0;
  }

  double messageMiddle() {
    return split() + (width() - split()) / 2.0;
  }

  private static int length(String text) {
    double length = 0;
    for (char c : text.toCharArray()) {
      if ("fijlrt.,:;|!'[]() ".indexOf(c) >= 0) {
        length += 4.4;
      } else if ("mwMW@%".indexOf(c) >= 0) {
        length += 10.5;
      } else {
        length += 7;
      }
    }
    return (int) Math.ceil(length);
  }
}
