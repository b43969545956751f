package org.stowbench.predictors.external.planner;

/** What goes wrong with a planner and harms no other answer. */
public enum Fault {
  /** Something else than messages where messages are expected. */
  NOISE("sent %d lines that are not messages"),
  /** A message that is too long to be read. */
  TOO_LONG("sent %d messages that are too long"),
  /** An answer to what nobody asked. */
  UNKNOWN_ID("gave %d answers to questions that nobody asked"),
  /** An answer to what was answered already, or is not waited for any more. */
  NOT_WAITED_FOR("gave %d answers to questions that were answered already or given up"),
  /** Its end, or a hang, while it was needed. */
  ENDED("ended or was stopped %d times, and started again"),
  /** A photo that it wants and that is not here: its answers are those of one that does not see. */
  WITHOUT_PHOTO(
      "wants photos, but was asked about %d scenes without one: say where they are with --images"
          + " DIR"),
  /** A request that had to be repeated. */
  REPEATED("needed %d requests to be repeated");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words(long times) {
    return words.formatted(times);
  }
}
