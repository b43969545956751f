package org.stowbench.report.paper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stowbench.io.TextForm;
import org.stowbench.scene.Point;

final class SvgSurface implements Surface {

  private final StringBuilder svg = new StringBuilder();

  private final Typeface typeface;

  SvgSurface(Typeface typeface, double width, double height) {
    this.typeface = typeface;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$spt\" height=\"%2$spt\" viewBox=\"0 0 %1$s %2$s\" font-family=\"%3$s\">\n"
            .formatted(number(width), number(height), Typeface.FAMILY));
  }

  @Override
  public void line(List<Point> points, Ink ink) {
    svg.append("<polyline points=\"%s\" fill=\"none\"%s/>\n".formatted(list(points), style(ink)));
  }

  @Override
  public void shape(List<Point> points, int fill, Ink outline) {
    svg.append(
        "<polygon points=\"%s\" fill=\"%s\"%s/>\n"
            .formatted(list(points), colour(fill), style(outline)));
  }

  @Override
  public void text(double x, double y, double size, Anchor anchor, String text) {
    if (text.isEmpty()) {
      return;
    }
    // Where the font is another, it is made to fit: its letters would leave the picture.
    svg.append(
        "<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\">%s</text>\n"
            .formatted(
                number(x),
                number(y),
                number(size),
                anchor.name().toLowerCase(Locale.ROOT),
                number(typeface.width(text, size)),
                TextForm.MARKUP.of(text)));
  }

  @Override
  public byte[] finish() {
    return (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String style(Ink ink) {
    String dashes = ink.dashes().stream().map(SvgSurface::number).collect(Collectors.joining(" "));
    return " stroke=\"%s\" stroke-width=\"%s\"%s"
        .formatted(
            colour(ink.colour()),
            number(ink.width()),
            dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"");
  }

  private static String list(List<Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String colour(int colour) {
    return String.format(Locale.ROOT, "#%06x", colour);
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
