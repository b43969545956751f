package org.stowbench.predictors.llm.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply in words: lines "Label: value", whatever markup surrounds them. A value may stand in the
 * lines below its label.
 */
final class Lines {

  private static final String MARKUP = "[\\s*_>#\"'`|-]*(?:\\d{1,2}[.)]\\s+)?[\\s*_\"'`]*";

  private static final Pattern ANY_LABEL =
      labelled("item|best[\\s_-]*container|ranking|box|reason(?:ing|s)?");

  /** What an answer may stand beside. */
  private static final Pattern REMARKS = labelled("item|reason(?:ing|s)?");

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*(?:[*•-]\\s+)?(?:container\\s+)?(?:#?\\d{1,9}|none)\\s*[=:(].*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern REASONS =
      Pattern.compile(
          "^" + MARKUP + "reason(?:ing|s)?[\\s*_\"']*[:：][\\s*_]*(?<value>.*?)[\\s*_]*$",
          Pattern.CASE_INSENSITIVE);

  /** What follows such a heading is the answer; what stands before it is not. */
  private static final Pattern HEADING =
      Pattern.compile(
          "(?:^[ \\t*_>#]*(?:(?:the|my)\\s+)?(?:final\\s+)?answer|(?<=[.!?]\\s)final\\s+answer)"
              + "(?:\\s+is)?[ \\t*_]*(?:[:：][ \\t*_]*|$)"
              + "|^[ \\t*_>#]*(?:the|my)\\s+(?:final\\s+)?answer\\s+is[ \\t*_]+"
              + "(?=(?:container\\s+)?(?:\\d|none\\b|\\\\boxed))",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** In characters; a longer line is prose, or hostile. */
  private static final int LONGEST = 4000;

  private static final String TOO_LONG = "...";

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final List<String> raw;
  private final List<String> plain;

  Lines(String text) {
    raw = List.of(text.split("\n", -1));
    plain =
        Arrays.stream(Plain.of(text).split("\n", -1))
            .map(line -> BLANKS.matcher(line).replaceAll(" ").strip())
            .map(line -> line.length() > LONGEST ? TOO_LONG : line)
            .toList();
  }

  private static Pattern labelled(String labels) {
    return Pattern.compile(
        "^" + MARKUP + "(?:" + labels + ")[\\s*_\"'`]*:.*", Pattern.CASE_INSENSITIVE);
  }

  /** A label's pattern, for {@link #values}. */
  static Pattern label(String words) {
    return Pattern.compile(
        "^"
            + MARKUP
            + "(?:(?:the|my)\\s+)?"
            + words
            + "(?:\\s+(?:number|no\\.?|id))?[\\s*_\"'`]*"
            + "(?:[:=|]|is\\b|->|→|-\\s|$)[\\s*_\"'`|:]*(?<value>.*?)[\\s*_|]*$",
        Pattern.CASE_INSENSITIVE);
  }

  /**
   * A heading of an answer.
   *
   * @param words its letters, which tell "Final answer" from "Answer"
   * @param end where what stands under it begins
   */
  record Heading(String words, int start, int end) {}

  /** The headings "Final answer" and "Answer" that are not inside of JSON, in order. */
  static List<Heading> headings(String text, List<ReplyJson.Value> values) {
    return HEADING
        .matcher(text)
        .results()
        .filter(
            found ->
                values.stream()
                    .noneMatch(v -> v.start() < found.start() && found.start() < v.end()))
        .map(
            found ->
                new Heading(
                    found.group().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""),
                    found.start(),
                    found.end()))
        .toList();
  }

  /** The values of a label, in order. */
  List<String> values(Pattern label) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Matcher line = label.matcher(plain.get(i));
      if (line.find()) {
        String value = line.group("value").strip();
        values.add(value.isEmpty() ? below(i) : value + goingOn(i));
      }
    }
    return values;
  }

  /** The lines after the last that has one of these labels. */
  String after(Pattern... labels) {
    int last = plain.size() - 1;
    while (last >= 0 && !isOneOf(plain.get(last), labels)) {
      last--;
    }
    return String.join("\n", plain.subList(last + 1, plain.size()));
  }

  private static boolean isOneOf(String line, Pattern... labels) {
    return Arrays.stream(labels).anyMatch(label -> label.matcher(line).find());
  }

  /** The lines after a value that are entries of a list, too. */
  private String goingOn(int line) {
    StringBuilder more = new StringBuilder();
    for (int i = line + 1; i < plain.size() && ENTRY.matcher(plain.get(i)).matches(); i++) {
      more.append('\n').append(plain.get(i));
    }
    return more.toString();
  }

  /** The lines after a label that stands alone: up to an empty one or the next label. */
  private String below(int label) {
    List<String> lines = new ArrayList<>();
    for (int i = label + 1; i < plain.size(); i++) {
      String line = plain.get(i);
      if (ANY_LABEL.matcher(line).matches() || (line.isEmpty() && !lines.isEmpty())) {
        break;
      }
      if (!line.isEmpty()) {
        lines.add(line.replaceFirst("^[*•-]\\s+", ""));
      }
    }
    return String.join("\n", lines);
  }

  /** The only line, if there is one only besides the item and the reasons. */
  Optional<String> only() {
    List<String> filled =
        plain.stream().filter(line -> !line.isEmpty() && !REMARKS.matcher(line).matches()).toList();
    return filled.size() == 1 ? Optional.of(filled.get(0)) : Optional.empty();
  }

  /** What is said after "Reasoning:". */
  Optional<String> reasons() {
    return raw.stream()
        .filter(line -> line.length() <= LONGEST)
        .map(REASONS::matcher)
        .filter(Matcher::find)
        .map(line -> line.group("value").strip())
        .findFirst();
  }
}
