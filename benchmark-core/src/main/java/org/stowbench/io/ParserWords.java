package org.stowbench.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a parser of JSON, YAML or CSV has to say, in words for whoever wrote the file. A parser
 * tells programmers how to make it accept the file, so none of its own words are passed on: each of
 * its sentences has one of ours, and one that nobody foresaw has the last.
 */
final class ParserWords {

  private static final String VALUE =
      ": must be a text in quotes, a number, a list, an object, null, true or false";

  private static final String DEEP = "lists and objects lie deeper than $1 levels: must not";

  /** What a parser found, as it shows a character. */
  private static final String FOUND = "(?s)^Unexpected character (.+?)(?: in numeric value)?: ";

  private static final String ENDS = "(?s)^Unexpected end-of-input.*";

  private static final Map<Pattern, String> SENTENCES = new LinkedHashMap<>();

  static {
    say("^Trailing token |^Expected space", "more follows after the value");
    say(FOUND + "Expected space", "more follows after the value");

    say("^Document nesting depth .*allowed \\((\\d+)", DEEP);
    say("^Nesting Depth exceeded max (\\d+)", DEEP);
    say("^Number value length .*allowed \\((\\d+)", "a number is too long: $1 digits at most");
    say("^BigDecimal scale ", "a number is too large or too small to be read");
    say("^String value length .*allowed \\((\\d+)", "a text is too long: $1 characters at most");
    say("^Name length .*allowed \\((\\d+)", "the name of a field is too long: $1 at most");

    say("(?s)^Duplicate field '(.*)'", "the field $1 is there twice");
    say("^Non-standard token '([^']*)'", "$1 is no number: must be digits");
    say("(?s)^Unrecognized token '(.*)': ", "$1 is no value" + VALUE);

    say(ENDS + "(?:close marker for|entries in|between) Object.*", "an object is not closed");
    say(ENDS + "(?:close marker for|entries in|between) Array.*", "a list is not closed");
    say(ENDS + "(?i:field name|FIELD_NAME|for name).*", "the name of a field is not closed");
    say(ENDS + "(?i:string value|VALUE_STRING|closing quote).*", "a text is not closed");
    say(ENDS, "it ends in the middle of a value");
    say("^Unexpected close marker '(.)': expected '(.)'", "found '$1' where '$2' should stand");
    say("^Unexpected close marker '(.)'", "found '$1' where nothing is open");

    say(FOUND + "was expecting comma .*Array", "found $1 where a comma or ] should stand");
    say(FOUND + "was expecting comma .*Object", "found $1 where a comma or } should stand");
    say(FOUND + "was expecting a colon", "found $1 where a colon should stand");
    say(FOUND + ".*start field name", "found $1 where a field's name in quotes should stand");
    say(FOUND + "maybe a \\(non-standard\\) comment", "found $1: there are no comments in JSON");
    say(FOUND + "expected a hex-digit", "found $1 in a \\u: must be four of 0-9, a-f");
    say(FOUND + "Decimal point", "found $1 in a number: must be a digit");
    say(FOUND + "Exponent", "found $1 in a number: must be a digit");
    say(FOUND + "(?i:expected (?:a )?digit)", "found $1 in a number: must be a digit");
    say(FOUND + "expected a (?:valid )?value", "found $1 where a value should stand" + VALUE);
    say("Leading zeroes", "a number begins with 0: must not");
    say("numbers to have plus signs", "a number begins with +: must not");
    say(
        "(?i)numeric value|invalid (?:base-\\d+ )?number|number token",
        "what stands where a number should is none");

    say("^Illegal unquoted character (.+?): ", "$1 in a text: must be escaped");
    say("^Illegal character (.+?): ", "$1 between values: must not be there");
    say("^Unrecognized character escape (.+?)$", "$1 behind a backslash: is no escape");
    say("(?i)surrogate", "half of a character: must be whole ones");
    say("Invalid UTF-", "not UTF-8 text");

    say(FOUND + "Expected column separator", "found $1 behind a quote that closes a cell");
    say("(?i)closing quote|EOF in escaped", "a cell in quotes is not closed");

    say("node content, but found '<stream end>'", "it ends in the middle of a value");
    say("expected the node content", "a value is missing");
    say("expected '<document start>'", "more follows after the document");
    say("cannot start any token", "a value begins with a tab or a sign that none may begin with");
    say("mapping values are not allowed", "a colon too many: texts that hold one are quoted");
    say("are not allowed here", "a - or ? where none may stand");
    say("could not find expected ':'", "a field without a colon behind its name");
    say("Expected a field name", "a field without a name");
    say("expected ',' or '(.)'", "found what is neither a comma nor $1");
    say("expected <block end>", "a line stands not as deep as those around it");
    say("unexpected end of stream|document separator", "a text in quotes is not closed");
    say("escape", "a backslash in quotes, and behind it what is no escape");
    say("special characters", "a control character: must not be there");
    say("while (?:parsing|scanning)", "a line that means nothing");
  }

  private static final Pattern CHARACTER =
      Pattern.compile(
          "(?s)\\('(.)' \\(code \\d+(?: / 0x[0-9a-fA-F]+)?\\)\\)|'(.)' \\(code \\d+\\)");

  private static final Pattern CONTROL = Pattern.compile("\\(*CTRL-CHAR, code (\\d+)\\)+");

  private ParserWords() {}

  private static void say(String theirs, String ours) {
    SENTENCES.put(Pattern.compile(theirs), ours);
  }

  /** Why a text could not be parsed, in one line. */
  static String of(JsonProcessingException e) {
    String theirs = CHARACTER.matcher(e.getOriginalMessage()).replaceAll("'$1$2'");
    theirs = CONTROL.matcher(theirs).replaceAll("control character $1");
    for (Map.Entry<Pattern, String> sentence : SENTENCES.entrySet()) {
      Matcher matcher = sentence.getKey().matcher(theirs);
      if (matcher.find()) {
        return filled(sentence.getValue(), matcher);
      }
    }
    return "what stands there does not fit";
  }

  private static String filled(String ours, Matcher matcher) {
    String words = ours;
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String found = Optional.ofNullable(matcher.group(group)).orElse("");
      words = words.replace("$" + group, InvalidInputException.excerpt(found, 40));
    }
    return words;
  }
}
