package org.stowbench.predictors.llm.vision;

import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Digits and capital letters as strokes on a grid 4 wide and 6 high. Machines without a screen
 * often have no fonts either, and where they have, every machine would draw another picture.
 * Letters that look like digits name nothing by themselves; words may have them.
 */
final class StrokeFont {

  /** The letters that may stand alone, in order. */
  static final String LETTERS = "ABCDEFGHJKLMNPRTUVWXYZ";

  private static final double HEIGHT = 6;
  private static final double WIDTH = 4;
  private static final double ADVANCE = 5.6;

  /** A glyph's strokes, separated by spaces; each is a run of points, a digit for x, one for y. */
  private static final Map<Character, String> GLYPHS =
      Map.ofEntries(
          Map.entry('0', "103041453616050110"),
          Map.entry('1', "022026 0646"),
          Map.entry('2', "01103041420646"),
          Map.entry('3', "0110304142334445361605 1333"),
          Map.entry('4', "36300444"),
          Map.entry('5', "400003334445361605"),
          Map.entry('6', "4130100105163645443303"),
          Map.entry('7', "004016"),
          Map.entry('8', "103041423313020110 1304051636454433"),
          Map.entry('9', "0516364541301001021343"),
          Map.entry('A', "0602204246 0444"),
          Map.entry('B', "00063645443303 3342413000"),
          Map.entry('C', "4130100105163645"),
          Map.entry('D', "00062644422000"),
          Map.entry('E', "40000646 0333"),
          Map.entry('F', "400006 0333"),
          Map.entry('G', "41301001051636454323"),
          Map.entry('H', "0006 4046 0343"),
          Map.entry('I', "2026"),
          Map.entry('J', "4045361605"),
          Map.entry('K', "0006 400346"),
          Map.entry('L', "000646"),
          Map.entry('M', "0600234046"),
          Map.entry('N', "06004640"),
          Map.entry('O', "103041453616050110"),
          Map.entry('P', "06003041423303"),
          Map.entry('Q', "103041453616050110 2446"),
          Map.entry('R', "06003041423303 2346"),
          Map.entry('S', "413010010213334445361605"),
          Map.entry('T', "0040 2026"),
          Map.entry('U', "000516364540"),
          Map.entry('V', "002640"),
          Map.entry('W', "0016233640"),
          Map.entry('X', "0046 4006"),
          Map.entry('Y', "002340 2326"),
          Map.entry('Z', "00400646"),
          Map.entry('-', "0343"));

  private StrokeFont() {}

  /** As much of a name as can be drawn: letters without their accents, digits, hyphens, spaces. */
  static String drawable(String name, int longest) {
    String letters =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .toUpperCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Z0-9-]+", " ")
            .strip();
    return letters.substring(0, Math.min(longest, letters.length())).strip();
  }

  /** How wide a text is, in units of its height. */
  static double width(String text) {
    return ((text.length() - 1) * ADVANCE + WIDTH) / HEIGHT;
  }

  /** A text's strokes with its top left corner at a place, {@code height} high. */
  static Path2D strokes(String text, double left, double top, double height) {
    Path2D path = new Path2D.Double();
    double unit = height / HEIGHT;
    for (int i = 0; i < text.length(); i++) {
      double x = left + i * ADVANCE * unit;
      for (String stroke : GLYPHS.getOrDefault(text.charAt(i), "").split(" ")) {
        for (int p = 0; p + 1 < stroke.length(); p += 2) {
          double px = x + (stroke.charAt(p) - '0') * unit;
          double py = top + (stroke.charAt(p + 1) - '0') * unit;
          if (p == 0) {
            path.moveTo(px, py);
          } else {
            path.lineTo(px, py);
          }
        }
      }
    }
    return path;
  }
}
