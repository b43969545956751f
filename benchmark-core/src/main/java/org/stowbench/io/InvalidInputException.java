package org.stowbench.io;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Input that cannot be used, with a message for the person who gave it: one line that says where,
 * what was found, and what is allowed. The command line prints the message and exits with 2.
 * Whatever texts a message quotes, nothing in it steers a terminal or begins a line.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class InvalidInputException extends RuntimeException {

  private static final int LONGEST_EXCERPT = 80;

  private final transient Optional<InputLocation> where;
  private final String problem;

  private InvalidInputException(
      Optional<InputLocation> where, List<String> lines, Throwable cause) {
    super(
        where.map(place -> TextForm.LINE.of(place + ": ")).orElse("")
            + lines.stream().map(TextForm.LINE::of).collect(Collectors.joining("\n")),
        cause);
    this.where = where;
    this.problem = String.join("\n", lines);
  }

  /** A problem that no file holds, such as an option's value. */
  public InvalidInputException(String message) {
    this(Optional.empty(), List.of(message), null);
  }

  /** A problem that no file holds, noticed as another exception. */
  public InvalidInputException(String message, Throwable cause) {
    this(Optional.empty(), List.of(message), cause);
  }

  /** A problem at a place in the input. */
  public InvalidInputException(InputLocation where, String problem) {
    this(Optional.of(where), List.of(problem), null);
  }

  /** A problem at a place in the input, noticed as another exception. */
  public InvalidInputException(InputLocation where, String problem, Throwable cause) {
    this(Optional.of(where), List.of(problem), cause);
  }

  /** Several problems, or a problem and what helps, a line each. */
  public static InvalidInputException ofLines(List<String> lines) {
    return new InvalidInputException(Optional.empty(), lines, null);
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
    int at = 0;
    while (at < text.length() && safe.length() < longest) {
      String character = Character.toString(text.codePointAt(at));
      safe.append(TextForm.LINE.of(character));
      at += character.length();
    }
    return safe.length() < longest ? safe.toString() : safe + "...";
  }
}
