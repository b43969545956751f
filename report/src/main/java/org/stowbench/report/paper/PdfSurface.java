package org.stowbench.report.paper;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.stowbench.scene.Point;

/** A page whose font is embedded, as journals ask for. */
final class PdfSurface implements Surface {

  private final Typeface typeface;
  private final double height;
  private final PDDocument document = new PDDocument();
  private final PDType0Font font;
  private final PDPageContentStream page;

  PdfSurface(Typeface typeface, double width, double height) throws IOException {
    this.typeface = typeface;
    this.height = height;
    document.setDocumentId(0L); // without, it is made of the time
    PDPage sheet = new PDPage(new PDRectangle((float) width, (float) height));
    document.addPage(sheet);
    font = PDType0Font.load(document, typeface.font(), true);
    page = new PDPageContentStream(document, sheet, AppendMode.OVERWRITE, false);
  }

  private interface Drawing {
    void draw() throws IOException;
  }

  /** Into memory, where nothing fails. */
  private static void draw(Drawing drawing) {
    try {
      drawing.draw();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void line(List<Point> points, Ink ink) {
    draw(
        () -> {
          path(points, ink);
          page.stroke();
        });
  }

  @Override
  public void shape(List<Point> points, int fill, Ink outline) {
    draw(
        () -> {
          page.setNonStrokingColor(new Color(fill));
          path(points, outline);
          page.closeAndFillAndStroke();
        });
  }

  private void path(List<Point> points, Ink ink) throws IOException {
    page.setStrokingColor(new Color(ink.colour()));
    page.setLineWidth((float) ink.width());
    float[] dashes = new float[ink.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = ink.dashes().get(i).floatValue();
    }
    page.setLineDashPattern(dashes, 0);
    page.moveTo((float) points.get(0).x(), upwards(points.get(0).y()));
    for (Point point : points.subList(1, points.size())) {
      page.lineTo((float) point.x(), upwards(point.y()));
    }
  }

  @Override
  public void text(double x, double y, double size, Anchor anchor, String text) {
    double before =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> typeface.width(text, size) / 2;
          case END -> typeface.width(text, size);
        };
    draw(
        () -> {
          page.beginText();
          page.setNonStrokingColor(new Color(BLACK));
          page.setFont(font, (float) size);
          page.newLineAtOffset((float) (x - before), upwards(y));
          page.showText(text);
          page.endText();
        });
  }

  private float upwards(double y) {
    return (float) (height - y);
  }

  @Override
  public byte[] finish() throws IOException {
    try (document) {
      page.close();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return inflated(out.toByteArray());
    }
  }

  /** With no stream deflated, as the font is: what deflates differs between versions of Java. */
  private static byte[] inflated(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      COSDocument content = document.getDocument();
      for (COSObjectKey key : content.getXrefTable().keySet()) {
        if (content.getObjectFromPool(key).getObject() instanceof COSStream stream) {
          byte[] bytes;
          try (InputStream in = stream.createInputStream()) {
            bytes = in.readAllBytes();
          }
          stream.removeItem(COSName.FILTER);
          try (OutputStream plain = stream.createOutputStream()) {
            plain.write(bytes);
          }
        }
      }
      document.setDocumentId(0L);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out, CompressParameters.NO_COMPRESSION);
      return out.toByteArray();
    }
  }
}
