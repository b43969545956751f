package org.stowbench.io;

/**
 * Text in a CSV cell that spreadsheets cannot take for a formula. Item names and ids are data from
 * outside, and a cell such as {@code =HYPERLINK(...)} runs when the file is opened in a
 * spreadsheet. So a text that begins with one of {@code = + - @}, also as wide as an ideograph,
 * with a tab, a line end or an apostrophe, also behind blanks, is written with an apostrophe before
 * it, which spreadsheets read as "this is text"; reading takes it off again, so that every text
 * comes back as it was.
 */
public final class CsvText {

  private static final String GUARDED = "=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20";

  private CsvText() {}

  /** The text as it stands in the cell, before quoting. */
  static String write(String text) {
    return isGuarded(text) ? "'" + text : text;
  }

  /** The text that a cell stands for. */
  public static String read(String cell) {
    return cell.startsWith("'") && isGuarded(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean isGuarded(String text) {
    int begin = 0;
    while (begin < text.length() && isBlank(text.charAt(begin))) {
      begin++;
    }
    return begin < text.length() && GUARDED.indexOf(text.charAt(begin)) >= 0;
  }

  /** Spreadsheets may pass over these before they look for a formula. */
  private static boolean isBlank(char c) {
    return Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
  }
}
