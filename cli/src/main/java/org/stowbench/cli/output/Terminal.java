package org.stowbench.cli.output;

import java.util.OptionalInt;

/**
 * What stdout or stderr can show. The launcher tells, since Java cannot: {@code stowbench.columns}
 * is the width of the terminal, and missing where stdout is a file or a pipe, which then gets plain
 * tables of any width; {@code stowbench.terminal} says whether stderr is one.
 *
 * @param columns how wide it is; empty where it is no terminal
 * @param colours whether it may have colours: not if {@code NO_COLOR} is set (no-color.org) or the
 *     terminal is dumb
 */
public record Terminal(OptionalInt columns, boolean colours) {

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(OptionalInt.empty(), false);

  private static final int NARROWEST = 20;
  private static final int USUAL = 80;

  public Terminal {
    if (columns.isPresent() && columns.getAsInt() < NARROWEST) {
      columns = OptionalInt.of(NARROWEST);
    }
  }

  /** What stdout is now. */
  public static Terminal stdout() {
    int columns = Integer.getInteger("stowbench.columns", 0);
    if (columns < 1) {
      return NONE;
    }
    String noColour = System.getenv("NO_COLOR");
    boolean plain = (noColour != null && !noColour.isEmpty()) || isDumb();
    return new Terminal(OptionalInt.of(columns), !plain);
  }

  /**
   * What stderr is now: a dumb terminal, on which nothing can be drawn over, is as good as none.
   */
  public static Terminal stderr() {
    return Boolean.getBoolean("stowbench.terminal") && !isDumb()
        ? new Terminal(OptionalInt.of(stdout().columns().orElse(USUAL)), false)
        : NONE;
  }

  private static boolean isDumb() {
    return "dumb".equals(System.getenv("TERM"));
  }

  /** A text as a heading, if there are colours. */
  String heading(String text) {
    return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** Words broken into lines that fit, each after the first set in by two. */
  public String wrapped(String text) {
    if (columns.isEmpty() || text.length() <= columns.getAsInt()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (String word : text.split(" ")) {
      if (at > 0 && at + 1 + word.length() > columns.getAsInt()) {
        out.append("\n  ");
        at = 2;
      } else if (at > 0) {
        out.append(' ');
        at++;
      }
      out.append(word);
      at += word.length();
    }
    return out.toString();
  }
}
