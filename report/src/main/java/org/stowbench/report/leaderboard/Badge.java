package org.stowbench.report.leaderboard;

import org.stowbench.scorer.leaderboard.Entry;
import org.stowbench.scorer.leaderboard.Leaderboard;

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
  private static final String BLUE = "#2f6f9f";
  private static final String GREEN = "#2a7a3b";

  /** The metric's value. */
  static Badge ofValue(Leaderboard board, Entry entry) {
    String label = board.metric().name() + (board.dataset().simulated() ? ", simulated" : "");
    return new Badge(
        label, Decimals.number(board.metric(), entry.figure(board.metric()).value()), BLUE);
  }

  /** Its rank. */
  static Badge ofRank(Leaderboard board, Entry entry) {
    String message = "%s of %d".formatted(entry.ranks().text(), board.entries().size());
    return new Badge(board.dataset().id() + " rank", message, entry.rank() == 1 ? GREEN : BLUE);
  }

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
