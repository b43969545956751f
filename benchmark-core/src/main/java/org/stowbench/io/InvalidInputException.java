package org.stowbench.io;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Input that cannot be used, with a message for the person who gave it: one line that says where,
 * what was found, and what is allowed. The command line prints the message and exits with 2.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class InvalidInputException extends RuntimeException {

  private static final int LONGEST_EXCERPT = 80;

  private final transient Optional<InputLocation> where;
  private final String problem;

  /** A problem that no file holds, such as an option's value. */
  public InvalidInputException(String message) {
    super(message);
    this.where = Optional.empty();
    this.problem = message;
  }

  /** A problem that no file holds, noticed as another exception. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
    this.where = Optional.empty();
    this.problem = message;
  }

  /** A problem at a place in the input. */
  public InvalidInputException(InputLocation where, String problem) {
    super(where + ": " + problem);
    this.where = Optional.of(where);
    this.problem = problem;
  }

  /** A problem at a place in the input, noticed as another exception. */
  public InvalidInputException(InputLocation where, String problem, Throwable cause) {
    super(where + ": " + problem, cause);
    this.where = Optional.of(where);
    this.problem = problem;
  }

  /** The place in the input; empty for a problem that no file holds. */
  public Optional<InputLocation> where() {
    return where;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** What was found against what is allowed. */
  public static InvalidInputException expected(InputLocation where, String allowed, String found) {
    return new InvalidInputException(where, "expected " + allowed + ", found " + excerpt(found));
  }

  /**
   * A hostile or long text made fit for one line of a terminal: control characters escaped, the end
   * cut.
   */
  public static String excerpt(String text) {
    return excerpt(text, LONGEST_EXCERPT);
  }

  /** As {@link #excerpt(String)}, cut after {@code longest} characters or a few more. */
  public static String excerpt(String text, int longest) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < longest; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.length() < longest ? safe.toString() : safe + "...";
  }
}
