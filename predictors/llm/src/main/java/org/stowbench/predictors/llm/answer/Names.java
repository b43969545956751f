package org.stowbench.predictors.llm.answer;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.query.Answer;

/**
 * How a reply names one container, or none: "4", "Container 4, below the sink", "None of these".
 */
final class Names {

  /** A number, perhaps after a word for what it is. */
  static final String NUMBER =
      "(?:the\\s+)?(?:(?:container|number|no\\.|nr\\.?|№|id)[\\s:-]*)*[#\\[(<{]*\\s*"
          + "(?<number>\\d{1,9})(?![\\p{L}\\p{N}])(?![.,]\\d)(?!\\s*%)";

  /** The words for "in none of these". */
  static final String NONE =
      "(?:in\\s+|it\\s+is\\s+)?[\\[(<{]*(?<none>none|n/a|not\\s+here|nowhere)\\b";

  private static final Pattern NAMED =
      Pattern.compile(
          "^(?:" + NUMBER + "|" + NONE + ")(?<rest>.*)$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Markup, and TeX's box. */
  private static final Pattern MARKUP =
      Pattern.compile("\\\\(?:boxed|text|mathrm|mathbf)\\b|\\\\[()\\[\\]]|[*_`\"'$“”‘’«»]");

  private static final String THINGS =
      "(?:(?:cm|mm|m|km|ft|px|in|inch(?:es)?|feet|degrees?|times|percent|x)\\b"
          + "|(?!(?:is|was|has|does|this|its|as|us|thus|plus|yes|perhaps|likewise|seems|looks|fits"
          + "|works|holds|needs|makes|contains|remains|appears|sits)\\b)\\p{L}{2,}s\\b)";

  /** What shows that a number counts things. */
  static final Pattern COUNTED = Pattern.compile("^\\s+" + THINGS, Pattern.CASE_INSENSITIVE);

  /** Numbers in the remarks after a name that are no names themselves. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          Share.NUMBER
              + "\\s*%|(?<!\\.)\\d*\\.\\d+|\\d+(?:st|nd|rd|th)\\b|\\d+[\\s-]+(?:\\p{L}+[\\s-]+)?"
              + THINGS
              + "|\\bof\\s+(?:the\\s+)?(?:containers?\\s+)?\\d+(?:\\s*(?:to|-|through)\\s*\\d+)?"
              + "|(?:next\\s+to|besides?|near|below|above|under(?:neath)?|over|left\\s+of|right\\s+of"
              + "|behind|opposite|facing|than|between|closest\\s+to)\\s+(?:the\\s+)?"
              + "(?:(?:container|drawer|cabinet|cupboard|number|no\\.)s?\\s+)?#?\\d+"
              + "(?:\\s+and\\s+(?:container\\s+)?#?\\d+)?",
          Pattern.CASE_INSENSITIVE);

  /** Something that can follow a name only if there is another one. */
  private static final Pattern ANOTHER =
      Pattern.compile(
          "^\\W*(?:or|and|to|through|vs\\.?|versus)?\\W*(?:container|number|no\\.)?\\W*(?:\\d|none\\b)"
              + "|\\b(?:or|but|else|otherwise|maybe|perhaps|possibly|unless)\\b\\W*"
              + "(?:maybe\\b|perhaps\\b|possibly\\b|in\\b|it\\b|is\\b|the\\b|container\\b|number\\b|no\\.|\\W)*"
              + "(?:\\d|(?:none|nowhere|not\\s+here)\\b)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern DENIED =
      Pattern.compile(
          "^\\W*(?:is|was|would\\s+be|seems)\\s+(?:wrong|incorrect|not\\s+(?:it|right|correct|suitable"
              + "|likely|the\\s+(?:best|right|one|answer)|an?\\s+(?:option|good)))\\b",
          Pattern.CASE_INSENSITIVE);

  /** How a model takes back what it just said. */
  private static final Pattern BACK =
      Pattern.compile(
          "(?:^|[.!?…\\n—])[\\s*_>-]{0,20}(?:(?:but|oh|hm+|no|well|or|and|ah),?\\s+)*"
              + "(?:wait|actually|correction|corrected|no,|scratch\\s+that|oops|edit(?=\\s*:)"
              + "|(?:up)?on\\s+(?:second\\s+thoughts?|(?:\\p{L}+\\s+)?(?:reflection|inspection|consideration))"
              + "|sorry|never\\s?mind|hm+\\b|i\\s+(?:was|am)\\s+(?:wrong|mistaken)"
              + "|that(?:'s|\\s+is|\\s+was)\\s+(?:wrong|not\\s+right|incorrect)"
              + "|let\\s+me\\s+(?:correct|reconsider|rethink)"
              + "|i\\s+meant)(?![\\p{L}\\d])(?<rest>.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A second answer that is called one, in the middle of a line. */
  private static final Pattern CALLED_BEST =
      Pattern.compile(
          "(?<!second[\\s-]|next[\\s-]|third[\\s-])best[\\s_-]*container\\W{0,4}[:=](?<rest>[^\\n]*)",
          Pattern.CASE_INSENSITIVE);

  /** An end that is none: more was to come. */
  private static final Pattern TRAILS_OFF =
      Pattern.compile(
          "(?:\\b(?:but|however|wait|hm+)|\\blet\\s+me\\s+(?:reconsider|rethink|think(?:\\s+again)?|(?:re|double-)?check))"
              + "\\W*\\z",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NONE_AT_ALL =
      Pattern.compile("\\b(?:none|nowhere|not\\s+here)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern NOTHING_ELSE =
      Pattern.compile(
          "(?:\\s+of\\s+(?:these|those|them|the\\s+containers|the\\s+above))?[\\s\\p{Punct}]*"
              + "(?:"
              + Share.NUMBER
              + "\\s*%[\\s\\p{Punct}]*)?",
          Pattern.CASE_INSENSITIVE);

  /** In characters. */
  private static final int LONGEST = 1000;

  private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");

  private final Numbering numbering;

  Names(Numbering numbering) {
    this.numbering = numbering;
  }

  /** The container of a number. */
  Answer answer(int number) {
    OptionalInt id = numbering.container(number);
    if (id.isEmpty()) {
      throw new UnreadableReply(
          "there is no container %d; the numbers are %s%s"
              .formatted(
                  number,
                  numbering.range(),
                  number == 0 ? ", and the word for none of them is None" : ""));
    }
    return Answer.container(id.getAsInt());
  }

  Answer answer(Matcher named) {
    return named.group("none") != null
        ? Answer.NOT_HERE
        : answer(Integer.parseInt(named.group("number")));
  }

  /**
   * The one that a text names, whatever remarks follow.
   *
   * @param where the text stands, for messages
   */
  Answer in(String text, String where) {
    return read(text, where, false);
  }

  /** The one that a text names, if it holds nothing else. */
  Answer alone(String text, String where) {
    return read(text, where, true);
  }

  private Answer read(String text, String where, boolean alone) {
    if (text.length() > LONGEST) {
      throw new UnreadableReply(where + " is too long for a container and a remark");
    }
    Matcher named = NAMED.matcher(MARKUP.matcher(Plain.of(text)).replaceAll("").strip());
    if (!named.matches()) {
      throw new UnreadableReply(where + " does not begin with a container's number or None");
    }
    String rest = named.group("rest");
    if (alone && !NOTHING_ELSE.matcher(rest).matches()) {
      throw new UnreadableReply("there is no line \"Best container\"");
    }
    if (named.group("number") != null && COUNTED.matcher(rest).find()) {
      throw new UnreadableReply(where + " counts things and names no container");
    }
    if (rest.contains("?")) {
      throw new UnreadableReply(where + " asks a question");
    }
    if (DENIED.matcher(rest).find()) {
      throw new UnreadableReply(where + " says what it is not");
    }
    Answer answer = answer(named);
    String itself =
        named.group("number") == null
            ? rest
            : rest.replaceAll(
                "(?i)(?:container\\s+)?(?<![\\d.,])#?"
                    + named.group("number")
                    + "(?![\\d.,%]*[\\d%])",
                "");
    if (namesAnother(NO_NAMES.matcher(itself).replaceAll(""), answer)) {
      throw new UnreadableReply(where + " names more than one container");
    }
    return answer;
  }

  /** Whether the words after an answer take it back: name another, or end in a doubt. */
  boolean takesBack(String after, Answer answer) {
    String words = Plain.of(after.substring(0, Math.min(after.length(), LONGEST)));
    return TRAILS_OFF.matcher(words).find()
        || Stream.of(BACK, CALLED_BEST)
            .flatMap(pattern -> pattern.matcher(words).results())
            .anyMatch(back -> namesOther(back.group(1), answer));
  }

  private boolean namesOther(String words, Answer answer) {
    String rest = NO_NAMES.matcher(words).replaceAll("");
    return namesNumber(rest, answer)
        || (!answer.equals(Answer.NOT_HERE) && NONE_AT_ALL.matcher(rest).find());
  }

  private boolean namesAnother(String rest, Answer answer) {
    return ANOTHER.matcher(rest).find() || namesNumber(rest, answer);
  }

  private boolean namesNumber(String rest, Answer answer) {
    return INTEGER
        .matcher(rest)
        .results()
        .map(number -> numbering.container(Integer.parseInt(number.group())))
        .flatMapToInt(OptionalInt::stream)
        .anyMatch(id -> !Answer.container(id).equals(answer));
  }
}
