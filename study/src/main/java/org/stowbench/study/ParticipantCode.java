package org.stowbench.study;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/**
 * What a participant is called: a code and no name. It becomes a file's name, so that it is of few
 * characters; capitals are small letters.
 */
public final class ParticipantCode {

  private static final Pattern GOOD = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

  private static final String ALLOWED =
      "a code of 1 to 32 letters a-z, digits and, between them, hyphens";

  private ParticipantCode() {}

  static String read(JsonInput json) {
    String code = plain(json.text());
    if (!GOOD.matcher(code).matches()) {
      throw json.unexpected(ALLOWED);
    }
    return code;
  }

  /**
   * Codes that people were given, one a line; blank lines are passed over.
   *
   * @throws InvalidInputException if there is none, one twice, or one that is no code
   */
  public static Set<String> readAll(Path path) {
    InputFile file = InputFile.of(path, FileKind.SETTINGS);
    Set<String> codes = new TreeSet<>();
    int number = 0;
    for (String line : file.lines()) {
      number++;
      String code = plain(line);
      InputLocation where = file.location().line(number);
      if (!code.isEmpty() && !GOOD.matcher(code).matches()) {
        throw InvalidInputException.expected(where, ALLOWED, line);
      }
      if (!code.isEmpty() && !codes.add(code)) {
        throw new InvalidInputException(where, "%s is there twice".formatted(code));
      }
    }
    if (codes.isEmpty()) {
      throw new InvalidInputException(file.location(), "no codes in it: must be one a line");
    }
    return codes;
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
