package org.stowbench.io;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which texts leave Stowbench, and how a text that is not ours stands in each: names
 * of items, datasets and predictors, replies, files' names, arguments. In none of them does it
 * steer a terminal, begin a line of its own, turn the direction of writing or become markup. What
 * does so is a control character, one that only formats (category Cf, so zero width too), a
 * separator of lines or paragraphs, one of private use, half of one or none at all.
 *
 * <p>JSON has that from {@link Json}, CSV from {@link CsvWriter}: both write nothing else.
 */
public enum TextForm {

  /**
   * A line for people: of a terminal, a message, a log. What would steer is {@code \}{@code u001b}.
   */
  LINE {
    @Override
    public String of(String text) {
      return replaced(text, TextForm::steers, TextForm::visible);
    }
  },

  /** Several lines for people, whose line feeds and tabs are the text's own. */
  LINES {
    @Override
    public String of(String text) {
      return replaced(text, c -> steers(c) && c != '\n' && c != '\t', TextForm::visible);
    }
  },

  /**
   * A paragraph or a cell of a table in Markdown: as {@link #LINE}, and nothing in it is markup.
   */
  MARKDOWN {
    @Override
    public String of(String text) {
      String plain = BACKSLASH.matcher(LINE.of(text)).replaceAll("\\\\\\\\");
      plain = ENTITY.matcher(plain).replaceAll("&amp;").replace("<", "&lt;");
      plain = MARK.matcher(plain).replaceAll("\\\\$0");
      plain = LINK.matcher(plain).replaceAll("]\\\\$1");
      plain = NUMBERED.matcher(plain).replaceFirst("$1\\\\$2");
      return BLOCK.matcher(plain).replaceFirst("$1\\\\");
    }
  },

  /** Text or an attribute in HTML, SVG and XML; what would steer is a space. */
  MARKUP {
    @Override
    public String of(String text) {
      return replaced(
          text, c -> MARKUP_ITSELF.indexOf(c) >= 0 || steers(c) && !stays(c), TextForm::entity);
    }
  },

  /**
   * Text in LaTeX, which prints it as it is; what would steer is a space. pdfLaTeX stops at letters
   * that its first fonts lack: there, and only there, they become question marks.
   */
  LATEX {
    @Override
    public String of(String text) {
      String safe = replaced(text, c -> LATEX_ITSELF.indexOf(c) >= 0 || steers(c), TextForm::latex);
      safe = LIGATURE.matcher(safe).replaceAll("{}");
      safe = OPTION.matcher(safe).replaceFirst("{$0}");
      return FOREIGN
          .matcher(safe)
          .replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      "{\\ifdefined\\Umathcode %s\\else %s\\fi}"
                          .formatted(
                              found.group(),
                              "?"
                                  .repeat(
                                      found.group().codePointCount(0, found.group().length())))));
    }
  };

  private interface Test {
    boolean of(int character);
  }

  /**
   * What shows nothing, from and to, whatever a version of Java knows of it: signs of a number and
   * a pound that Arabic writes over others, and of where hieroglyphs stand, both younger than some
   * Java; what Unicode keeps for itself; and the plane of tags, where a text can stand unseen.
   */
  private static final int[] HIDDEN = {
    0x0890, 0x0891, 0x2065, 0x2065, 0xfdd0, 0xfdef, 0xfff0, 0xfff8, 0x13430, 0x13455, 0xe0000,
    0xeffff
  };

  /** Letters and signs without ink: the filler and the blank of Hangul and of Braille. */
  private static final String WITHOUT_INK = "\u115f\u1160\u2800\u3164\uffa0";

  private static final String MARKUP_ITSELF = "&<>\"'";
  private static final String LATEX_ITSELF = "\\~^<>|\"{}$&#%_";

  /** Between signs of which LaTeX would make another: a dash of two hyphens, a turned mark. */
  private static final Pattern LIGATURE =
      Pattern.compile("(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=,)(?=,)");

  /** At the beginning of a cell, these would belong to the end of the line before. */
  private static final Pattern OPTION = Pattern.compile("^[\\[*]");

  /** What pdfLaTeX does not print by itself: tried, character by character. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "[^\\u0000-\\u00aa\\u00ac-\\u00ba\\u00bc-\\u00cf\\u00d1-\\u00dd\\u00df-\\u00ef"
              + "\\u00f1-\\u00fd\\u00ff-\\u0103\\u0106-\\u010f\\u0112-\\u0117\\u011a-\\u0125"
              + "\\u0128-\\u012d\\u0130-\\u0137\\u0139-\\u013e\\u0141-\\u0148\\u014c-\\u0165"
              + "\\u0168-\\u0171\\u0174-\\u017e\\u2010-\\u2016\\u2018\\u2019\\u201c\\u201d"
              + "\\u2020-\\u2022\\u2026\\u2030\\u20ac\\u2122\\u2190-\\u2193]+");

  /** Before anything else a backslash is one; at the end it would take what follows with it. */
  private static final Pattern BACKSLASH = Pattern.compile("\\\\(?=\\p{Punct}|$)");

  private static final Pattern ENTITY = Pattern.compile("&(?=[#\\p{Alnum}])");

  /** A table's border, code, emphasis; an underscore within a word is none. */
  private static final Pattern MARK =
      Pattern.compile("[|`*~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private static final Pattern LINK = Pattern.compile("](?=[(\\[:])()");
  private static final Pattern NUMBERED = Pattern.compile("^(\\s*\\p{Digit}{1,9})([.)]\\s)");

  /** Headings, quotes, lists, and lines under a heading. */
  private static final Pattern BLOCK = Pattern.compile("^(\\s*)(?=#|>|[-+=]\\s|[-=][-=])");

  /** How such a text stands in this form. */
  public abstract String of(String text);

  /** Whether a character does something to what shows it, or nothing, instead of being shown. */
  private static boolean steers(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE ->
          true;
      case Character.UNASSIGNED -> (character & 0xfffe) == 0xfffe || isIn(HIDDEN, character);
      default -> isIn(HIDDEN, character);
    };
  }

  /**
   * Whether a text shows nothing: it is empty, or has only what takes room at most, such as a space
   * of any script and width. A name must not be blank.
   */
  public static boolean isBlank(String text) {
    return !any(text, c -> !isSpace(c) && !isIn(HIDDEN, c) && WITHOUT_INK.indexOf(c) < 0);
  }

  /** A text without what is around it and takes room at most: spaces, also those without width. */
  public static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSpace(text.codePointAt(begin))) {
      begin += Character.charCount(text.codePointAt(begin));
    }
    while (end > begin && isSpace(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(begin, end);
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.getType(character) == Character.CONTROL
        || Character.getType(character) == Character.FORMAT;
  }

  private static boolean isHalf(int character) {
    return Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE;
  }

  private static boolean isIn(int[] ranges, int character) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= character && character <= ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** White space is none of a page's business; joiners belong to how some languages are written. */
  private static boolean stays(int character) {
    return "\n\t\u200c\u200d".indexOf(character) >= 0;
  }

  private static boolean any(String text, Test test) {
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (test.of(character)) {
        return true;
      }
      i += Character.charCount(character);
    }
    return false;
  }

  private static String replaced(String text, Test test, IntFunction<String> by) {
    if (!any(text, test)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (test.of(c)) {
                safe.append(by.apply(c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  private static String visible(int character) {
    StringBuilder code = new StringBuilder();
    for (char c : Character.toChars(character)) {
      code.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return code.toString();
  }

  /** As {@link #visible}, in the letters in which JSON is written here. */
  private static String escape(int character) {
    return visible(character).toUpperCase(Locale.ROOT).replace('U', 'u');
  }

  private static String entity(int character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> " ";
    };
  }

  private static String latex(int character) {
    return switch (character) {
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      case '"' -> "''";
      case '{', '}', '$', '&', '#', '%', '_' -> "\\" + (char) character;
      default -> " ";
    };
  }

  /**
   * The same for a document in JSON that is written, where a text comes back as it was: what would
   * steer is {@code \}{@code u202E}. It stands in quotes, and there the control characters of ASCII
   * are escaped already.
   */
  static String inJson(String document) {
    return replaced(document, c -> c >= 0x7f && steers(c), TextForm::escape);
  }

  /** A text of whole characters; for half of one stands the sign that something was there. */
  static String whole(String text) {
    return replaced(text, TextForm::isHalf, c -> "\ufffd");
  }

  /** Whether a text holds half of a character that takes two: UTF-8 has none. */
  static boolean hasHalves(String text) {
    return any(text, TextForm::isHalf);
  }
}
