package org.stowbench.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a parser has to say, in words for whoever wrote the file: parsers also tell programmers how
 * to make them accept it.
 */
public final class ParserWords {

  private static final Map<Pattern, String> PLAIN = new LinkedHashMap<>();

  static {
    plain("(?s)^Trailing token .*", "more follows after the value");
    plain("(?s)^Unexpected end-of-input.*close marker for Object.*", "an object is not closed");
    plain("(?s)^Unexpected end-of-input.*close marker for Array.*", "a list is not closed");
    plain("^Unexpected end-of-input:? ?", "it ends too early: ");
    plain("(?s) \\(for (?:Array|Object) starting at .*", "");
    plain("(?s): maybe a \\(non-standard\\) comment.*", ": JSON has no comments");
    plain("(?s)\\n? in 'reader', line .*", "");
    plain("\\n", ": ");
    plain(", got this instead: <.*", "");
    plain("'<([a-z ]+)>'", "$1");
    plain(": enable `[^`]*` to allow", "");
    plain(", from `[^`]*`", "");
    plain("\\bVALUE_STRING\\b", "a text");
    plain("\\bVALUE_NUMBER_(?:INT|FLOAT)\\b", "a number");
    plain("\\bFIELD_NAME\\b", "the name of a field");
    plain("\\(+CTRL-CHAR, code (\\d+)\\)+", "(control character $1)");
    plain(" \\(code [^)]*\\)", "");
    plain("expected a valid value \\(JSON", "expected (JSON");
    plain(
        "\\(?JSON String, Number.*'false'\\)?",
        "a text, number, list, object, null, true or false");
    plain("no open Array to close", "no list is open");
    plain("no open Object to close", "no object is open");
    plain("Array entries", "entries of a list");
    plain("Object entries", "fields of an object");
    plain("JSON spec does not allow", "JSON does not allow");
    plain("`[^`]*`", "");
  }

  private ParserWords() {}

  private static void plain(String words, String instead) {
    PLAIN.put(Pattern.compile(words), instead);
  }

  /** Why a text could not be parsed, in one line. */
  public static String of(JsonProcessingException e) {
    String words = e.getOriginalMessage();
    for (Map.Entry<Pattern, String> one : PLAIN.entrySet()) {
      words = one.getKey().matcher(words).replaceAll(one.getValue());
    }
    return InvalidInputException.excerpt(words.strip());
  }
}
