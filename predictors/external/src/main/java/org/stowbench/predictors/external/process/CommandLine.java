package org.stowbench.predictors.external.process;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.io.InvalidInputException;

/**
 * Splits a command into words, as a shell would, and does nothing else that a shell does: no
 * variables, no patterns, no pipes. Words are separated by white space; what stands in single or
 * double quotes belongs together. A backslash makes the quote, space or backslash after it an
 * ordinary character, but not in single quotes; before anything else it is one itself, so that
 * {@code C:\tools\planner.exe} is what it looks like.
 */
public final class CommandLine {

  private CommandLine() {}

  /**
   * The words of a command.
   *
   * @throws InvalidInputException if a quote is not closed, or there is no word
   */
  public static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < command.length() && isSpecial(command, i + 1)) {
        word.append(command.charAt(++i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        inWord = true;
      } else if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
    if (quote != 0) {
      throw invalid(command, "a quote " + quote + " is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw invalid(command, "must begin with a program");
    }
    if (command.indexOf('\0') >= 0) {
      throw invalid(command, "must not have a zero character");
    }
    return words;
  }

  private static boolean isSpecial(String command, int at) {
    char c = command.charAt(at);
    return c == '\\' || c == '\'' || c == '"' || Character.isWhitespace(c);
  }

  private static InvalidInputException invalid(String command, String problem) {
    return new InvalidInputException(
        "command '%s': %s".formatted(InvalidInputException.excerpt(command), problem));
  }
}
