package org.stowbench.scorer.metrics;

/** What a metric is measured in. */
public enum Unit {
  /** Queries on which something holds, of all queries; its differences are said in points. */
  SHARE("share"),
  /** Another ratio of counts; its differences are said in points, too. */
  RATE("share"),
  /** Containers that are opened. */
  CONTAINERS("containers"),
  /** The length of a path. */
  PHOTO_WIDTHS("photo widths"),
  /** Information. */
  NATS("nats"),
  /** A number without a unit. */
  NUMBER("");

  private final String words;

  Unit(String words) {
    this.words = words;
  }

  /** In words; empty where there is no unit. */
  public String words() {
    return words;
  }
}
