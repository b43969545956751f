package org.stowbench.datasets.fetch;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * The names in an archive: plain relative paths, each once, on every file system. What one system
 * keeps apart, another would write over: names that differ in case or accents only are refused.
 */
final class EntryNames {

  private static final int LONGEST = 1000;
  private static final int LONGEST_PART = 255;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

  private final InputLocation archive;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(String spelling, boolean file) {}

  EntryNames(InputLocation archive) {
    this.archive = archive;
  }

  /**
   * The path of an entry, without a trailing {@code /}.
   *
   * @throws InvalidInputException if it leads out of the folder, or clashes with another
   */
  String take(String name, boolean file) {
    String path = !file && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    checkCharacters(name, path);
    int end = -1;
    do {
      int begin = end + 1;
      end = path.indexOf('/', begin);
      String part = end < 0 ? path.substring(begin) : path.substring(begin, end);
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw refused(name, "must be a plain relative path, without \"..\"");
      }
      if (part.length() > LONGEST_PART) {
        throw refused(name, "must have parts of at most " + LONGEST_PART + " characters");
      }
      boolean last = end < 0;
      remember(name, last ? path : path.substring(0, end), last && file, last);
    } while (end >= 0);
    return path;
  }

  private void checkCharacters(String name, String path) {
    if (path.isEmpty() || path.length() > LONGEST) {
      throw refused(name, "must be of 1 to " + LONGEST + " characters");
    }
    if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
      throw refused(name, "must not be absolute");
    }
    if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
      throw refused(name, "must not hold backslashes or control characters");
    }
  }

  private void remember(String name, String path, boolean file, boolean last) {
    String key = Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    Seen before = seen.putIfAbsent(key, new Seen(path, file));
    if (before == null) {
      return;
    }
    if (!before.spelling().equals(path)) {
      throw refused(name, "clashes with " + InvalidInputException.excerpt(before.spelling()));
    }
    if (before.file() || (last && file)) {
      throw refused(name, "is there twice");
    }
  }

  InvalidInputException refused(String name, String rule) {
    return new InvalidInputException(
        archive, "entry \"" + InvalidInputException.excerpt(name) + "\": " + rule);
  }
}
