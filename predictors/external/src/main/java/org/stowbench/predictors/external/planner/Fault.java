package org.stowbench.predictors.external.planner;

/** What a planner may do that it should not, and that harms no other answer. */
public enum Fault {
  /** Something else than messages where messages are expected. */
  NOISE("sent %d times what is no message"),
  /** A message that is too long to be read. */
  TOO_LONG("sent %d messages that are too long"),
  /** An answer to what nobody asked. */
  UNKNOWN_ID("answered %d times what was not asked"),
  /** An answer to what was answered already, or is not waited for any more. */
  NOT_WAITED_FOR("answered %d times what was answered already or given up"),
  /** Its end, or a hang, while it was needed. */
  ENDED("ended or was stopped %d times, and started again"),
  /** A request that had to be repeated. */
  REPEATED("needed %d requests repeated");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words(long times) {
    return words.formatted(times);
  }
}
