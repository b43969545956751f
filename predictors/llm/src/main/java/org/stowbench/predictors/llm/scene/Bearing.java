package org.stowbench.predictors.llm.scene;

import org.stowbench.scene.Point;

/** In which of eight directions of the photo one thing lies from another. */
enum Bearing {
  RIGHT("to the right of"),
  BELOW_RIGHT("below and to the right of"),
  BELOW("below"),
  BELOW_LEFT("below and to the left of"),
  LEFT("to the left of"),
  ABOVE_LEFT("above and to the left of"),
  ABOVE("above"),
  ABOVE_RIGHT("above and to the right of");

  private final String words;

  Bearing(String words) {
    this.words = words;
  }

  /** As in "below the sink". */
  String words() {
    return words;
  }

  /**
   * The direction of a point as seen from another: eight sectors of 45 degrees, the middle of the
   * first to the right; y grows downwards.
   */
  static Bearing of(Point from, Point to) {
    double degrees = StrictMath.toDegrees(StrictMath.atan2(to.y() - from.y(), to.x() - from.x()));
    return values()[Math.floorMod((int) StrictMath.floor((degrees + 22.5) / 45), 8)];
  }
}
