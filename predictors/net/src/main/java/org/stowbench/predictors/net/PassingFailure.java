package org.stowbench.predictors.net;

import java.time.Duration;
import java.util.Optional;

/** A request had no response that helps, but may have one the next time. */
public final class PassingFailure extends Exception {

  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** Something on the way or at the server that says nothing about the next time. */
    MAY_PASS,
    /** The server said "too many". */
    THROTTLED,
    /** Nothing came in time. */
    TIMEOUT,
    /** Nobody is there. */
    UNREACHABLE
  }

  private final Kind kind;
  private final transient Optional<Duration> asked;

  /**
   * A failure.
   *
   * @param reason in plain words, in one line
   * @param asked how long the server asks to wait
   */
  public PassingFailure(Kind kind, String reason, Optional<Duration> asked) {
    super(reason, null, false, false);
    this.kind = kind;
    this.asked = asked;
  }

  /** A failure after which no server asks for anything. */
  public PassingFailure(Kind kind, String reason) {
    this(kind, reason, Optional.empty());
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** How long the server asks to wait. */
  public Optional<Duration> asked() {
    return asked;
  }
}
