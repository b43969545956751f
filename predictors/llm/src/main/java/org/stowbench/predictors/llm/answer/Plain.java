package org.stowbench.predictors.llm.answer;

/**
 * A text in the characters that the grammar knows: digits of any script are 0 to 9, full-width
 * forms are ASCII, a space is a space, and what cannot be seen is not there. The lines stay as many
 * as they were.
 */
final class Plain {

  private static final int FULL_WIDTH_FIRST = 0xFF01;
  private static final int FULL_WIDTH_LAST = 0xFF5E;
  private static final int FULL_WIDTH = 0xFEE0;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;
  private static final int CIRCLED_ONE = 0x2460;
  private static final int CIRCLED_TWENTY = 0x2473;

  private Plain() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(character, plain));
    return plain.toString();
  }

  private static void append(int c, StringBuilder plain) {
    int type = Character.getType(c);
    if (type == Character.FORMAT || c == EMOJI_STYLE || c == KEYCAP) {
      return;
    }
    if (type == Character.SPACE_SEPARATOR) {
      plain.append(' ');
    } else if (type == Character.DECIMAL_DIGIT_NUMBER) {
      plain.append(Character.digit(c, 10));
    } else if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
      plain.append((char) (c - FULL_WIDTH));
    } else if (c >= CIRCLED_ONE && c <= CIRCLED_TWENTY) {
      plain.append(' ').append(c - CIRCLED_ONE + 1).append(' ');
    } else {
      switch (c) {
        case '٪', '﹪' -> plain.append('%');
        case '٫' -> plain.append('.');
        case '،', '、' -> plain.append(',');
        case '‐', '‑', '‒', '–', '—', '−' -> plain.append('-');
        default -> plain.appendCodePoint(c);
      }
    }
  }
}
