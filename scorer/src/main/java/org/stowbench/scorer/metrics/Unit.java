package org.stowbench.scorer.metrics;

import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Ways;

/** What a metric is measured in. */
public enum Unit {
  /** Queries on which something holds, of all queries; its differences are said in points. */
  SHARE("share"),
  /** Another ratio of counts; its differences are said in points, too. */
  RATE("share"),
  /** Containers that are opened. */
  CONTAINERS("containers"),
  /** The length of a path, in what a split measures it in: one of the next two. */
  LENGTH("photo widths or metres"),
  /** The length of a path in a photo. */
  PHOTO_WIDTHS("photo widths"),
  /** The length of a path in a home. */
  METRES("metres"),
  /** Information. */
  NATS("nats"),
  /** A number without a unit. */
  NUMBER("");

  private final String words;

  Unit(String words) {
    this.words = words;
  }

  /** What figures of this unit are in over a split. */
  public Unit in(Measurable split) {
    if (this != LENGTH) {
      return this;
    }
    return split.ways() == Ways.PHOTO ? PHOTO_WIDTHS : METRES;
  }

  /** In words; empty where there is no unit. */
  public String words() {
    return words;
  }
}
