package org.stowbench.input;

/**
 * Input that cannot be used, with a message for the person who gave it: one line that says where,
 * what was found, and what is allowed. The command line prints the message and exits with 2.
 */
public final class InvalidInputException extends RuntimeException {

  private static final int LONGEST_EXCERPT = 80;

  /** A problem that no file holds, such as an option's value. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** A problem at a place in the input. */
  public InvalidInputException(InputLocation where, String problem) {
    super(where + ": " + problem);
  }

  /** A problem at a place in the input, noticed as another exception. */
  public InvalidInputException(InputLocation where, String problem, Throwable cause) {
    super(where + ": " + problem, cause);
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
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < LONGEST_EXCERPT; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.length() < LONGEST_EXCERPT ? safe.toString() : safe + "...";
  }
}
