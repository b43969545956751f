package org.stowbench.io;

/**
 * Text in a CSV cell that spreadsheets cannot take for a formula. Item names and ids are data from
 * outside, and a cell such as {@code =HYPERLINK(...)} runs when the file is opened in a
 * spreadsheet. So a text that begins with one of {@code = + - @}, also as wide as an ideograph,
 * with a tab, a line end or an apostrophe is written with an apostrophe before it, which
 * spreadsheets read as "this is text"; reading takes it off again, so that every text comes back as
 * it was.
 */
public final class CsvText {

  private static final String GUARDED = "=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20";

  private CsvText() {}

  /** The text as it stands in the cell, before quoting. */
  static String write(String text) {
    return !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** The text that a cell stands for. */
  public static String read(String cell) {
    boolean guarded =
        cell.length() > 1 && cell.charAt(0) == '\'' && GUARDED.indexOf(cell.charAt(1)) >= 0;
    return guarded ? cell.substring(1) : cell;
  }
}
