package org.stowbench.report.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.stowbench.io.TextForm;

/** The one font: Liberation Sans, as wide as Arial and Helvetica, which stand in for it in SVG. */
final class Typeface {

  /** As SVG names it. */
  static final String FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif";

  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final TrueTypeFont font;
  private final CmapLookup glyphs;

  Typeface() {
    try (InputStream in = PDDocument.class.getResourceAsStream(FILE)) {
      font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
      glyphs = font.getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TrueTypeFont font() {
    return font;
  }

  double width(String text, double size) {
    return text.codePoints().mapToDouble(this::advance).sum() * size;
  }

  private double advance(int character) {
    try {
      return (double) font.getAdvanceWidth(glyphs.getGlyphId(character)) / font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text as this font can write it: nothing in it steers, a question mark for what it lacks.
   */
  String printable(String text) {
    StringBuilder printable = new StringBuilder();
    TextForm.LINE
        .of(text)
        .codePoints()
        .map(character -> glyphs.getGlyphId(character) == 0 ? '?' : character)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /**
   * A printable text, with an ellipsis in its middle where it is wider than there is room: names
   * that begin alike, such as commands, often end in what tells them apart.
   */
  String fitted(String text, double size, double room) {
    String fitted = printable(text);
    if (width(fitted, size) <= room) {
      return fitted;
    }
    int[] letters = fitted.codePoints().toArray();
    int kept = letters.length - 1;
    while (kept > 0 && width(shortened(letters, kept), size) > room) {
      kept--;
    }
    return shortened(letters, kept);
  }

  /** As many letters of a text, from its beginning and its end. */
  private static String shortened(int[] letters, int kept) {
    int end = kept / 2;
    return new String(letters, 0, kept - end)
        + "…"
        + new String(letters, letters.length - end, end);
  }
}
