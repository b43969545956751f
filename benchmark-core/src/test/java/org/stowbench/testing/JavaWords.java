package org.stowbench.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words of Java and of libraries in what a user reads: names of classes and constants, values
 * as {@code toString} shows them, and sentences that a library wrote for programmers.
 */
public final class JavaWords {

  private static final List<Pattern> LEAKS =
      List.of(
          // InContainer[id=2], Optional[7], NotHere[]; but ID[:SPLIT] is how a name is written
          Pattern.compile("\\b[A-Z][A-Za-z]+\\[(?!:)[^\\]]*\\]"),
          Pattern.compile("\\bOptional\\w*\\.empty\\b"),
          // EOFException, OutOfMemoryError
          Pattern.compile("\\b\\w+Exception\\b"),
          Pattern.compile("\\b(?:OutOfMemory|StackOverflow|Assertion|NoClassDefFound)Error\\b"),
          // java.io.File, com.fasterxml.jackson.core.JsonToken; but the file in which a plug-in
          // lists its predictors is called so
          Pattern.compile(
              "(?<!META-INF/services/)\\b(?:javax?|jdk|sun|com|dev|org)\\.[a-z]\\w*(?:\\.\\w+)+"),
          Pattern.compile("\\b[A-Z]\\w*\\$[A-Z0-9]\\w*"),
          // java.lang.Object's own toString, and arrays'
          Pattern.compile("\\b[A-Za-z_$.]+@[0-9a-f]{5,8}\\b"),
          Pattern.compile("\\[(?:[BCDFIJSZ]|L[\\w.]+;)@[0-9a-f]+"),
          // {key=value}, as a map shows itself
          Pattern.compile("\\{\\w+=[^}]*\\}"),
          // A duration as it shows itself
          Pattern.compile("\\bPT-?[0-9.]+[HMS]"),
          Pattern.compile("\\b(?:Array|Linked|Hash|Tree)(?:List|Map|Set|Deque)\\b"),
          // A message that was not there
          Pattern.compile("(?:^|[:=(] ?)null(?=$|[\\s.,;)])"),
          // Jackson
          Pattern.compile("\\b(?:Json|Stream)(?:Read|Write)\\w+"),
          Pattern.compile(
              "\\b(?:start marker at|for root starting|REDACTED|CTRL-CHAR|JSON String)"),
          Pattern.compile("`[A-Za-z]+(?:\\.\\w+)+(?:\\(\\))?`?"),
          Pattern.compile("\\(code [0-9]+[^)]*\\)"),
          // What Jackson and SnakeYAML say of a file
          Pattern.compile(
              "\\b(?:Unrecognized token|Unexpected (?:character|end-of-input|close marker)"
                  + "|Non-standard token|[Nn]esting [Dd]epth|while (?:parsing|scanning) an?"
                  + "|was expecting|Trailing token)\\b|<(?:block end|stream end)>"),
          // Java's own library
          Pattern.compile("\\bFor input string\\b|\\bNo enum constant\\b|\\bCannot invoke\\b"),
          Pattern.compile("\\bout of bounds for length\\b|\\bInput length = [0-9]+"),
          Pattern.compile("\\bcannot be cast to\\b|\\bnot a valid value\\b.*\\benum\\b"));

  /** RELATIVE, NOT_HERE: how code names its constants. */
  private static final Pattern CONSTANT = Pattern.compile("(?<![$\\w-])[A-Z][A-Z_]{3,}(?![\\w=])");

  private static final Pattern VARIABLE =
      Pattern.compile("\\w+_(?:KEY|TOKEN|HOME|PROXY|OFFICIAL|OPTS)");

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "JSON", "YAML", "HTTP", "HTTPS", "HTML", "JPEG", "WEBP", "COCO", "CVAT", "YOLO", "UTF",
          "ASCII");

  /** What stands in a message for something that the user is to fill in. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "FILE", "SPEC", "NAME", "MODEL", "VALUE", "HOST", "PORT", "PATH", "INPUT", "OUTPUT",
          "COMMAND", "SPLIT", "METRIC", "FOLDER", "DATASET", "SCENE", "SHARE", "VERSION", "ZLIB",
          "PLACE");

  private JavaWords() {}

  /** The words that should not be there, in the order of the kinds above; empty for a good text. */
  public static List<String> in(String text) {
    List<String> found = new ArrayList<>();
    for (Pattern leak : LEAKS) {
      leak.matcher(text).results().forEach(match -> found.add(match.group()));
    }
    Matcher constants = CONSTANT.matcher(text);
    while (constants.find()) {
      String word = constants.group();
      if (!ABBREVIATIONS.contains(word)
          && !PLACEHOLDERS.contains(word)
          && !VARIABLE.matcher(word).matches()) {
        found.add(word);
      }
    }
    return found;
  }
}
