package org.stowbench.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * Photos as cameras write them: upright they are red, green, blue and white, from the left above to
 * the right below; in the file the pixels lie as EXIF's orientation says.
 */
public final class TurnedPhotos {

  /** What is seen in the four corners, row by row. */
  public static final Color[] CORNERS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};

  private TurnedPhotos() {}

  /**
   * A JPEG.
   *
   * @param width of the upright photo
   * @param orientation 1 to 8
   */
  public static byte[] jpeg(int width, int height, int orientation) throws IOException {
    byte[] plain = encode("jpg", width, height, orientation);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(plain, 0, 2);
    byte[] tiff = tiff(orientation);
    out.writeShort(0xffe1);
    out.writeShort(2 + 6 + tiff.length);
    out.writeBytes("Exif\0\0");
    out.write(tiff);
    out.write(plain, 2, plain.length - 2);
    return bytes.toByteArray();
  }

  /** A PNG. */
  public static byte[] png(int width, int height, int orientation) throws IOException {
    byte[] plain = encode("png", width, height, orientation);
    int header = 8 + 12 + 13;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(plain, 0, header);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(new byte[] {'e', 'X', 'I', 'f'});
    chunk.writeBytes(tiff(orientation));
    CRC32 sum = new CRC32();
    sum.update(chunk.toByteArray());
    out.writeInt(chunk.size() - 4);
    out.write(chunk.toByteArray());
    out.writeInt((int) sum.getValue());
    out.write(plain, header, plain.length - header);
    return bytes.toByteArray();
  }

  private static byte[] encode(String form, int width, int height, int orientation)
      throws IOException {
    boolean swapped = orientation > 4;
    int columns = swapped ? height : width;
    int rows = swapped ? width : height;
    BufferedImage stored = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int along = swapped ? row : column;
        int down = swapped ? column : row;
        // Row 0 is at the bottom of 3, 4, column 0 of 7, 8; column 0 at the right of 2, 3, row 0 of
        // 6, 7.
        boolean fromRight = orientation % 4 == 2 || orientation % 4 == 3;
        boolean fromBottom = (orientation - 1) % 4 >= 2;
        int x = fromRight ? width - 1 - along : along;
        int y = fromBottom ? height - 1 - down : down;
        stored.setRGB(
            column, row, CORNERS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)].getRGB());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(stored, form, bytes);
    return bytes.toByteArray();
  }

  /** With another field before it; odd orientations in the other order of bytes. */
  private static byte[] tiff(int orientation) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean little = orientation % 2 == 1;
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes(little ? "II" : "MM");
    write(out, little, 2, 42);
    write(out, little, 4, 8);
    write(out, little, 2, 2);
    entry(out, little, 0x0103, 6);
    entry(out, little, 0x0112, orientation);
    write(out, little, 4, 0);
    return bytes.toByteArray();
  }

  private static void entry(DataOutputStream out, boolean little, int tag, int value)
      throws IOException {
    write(out, little, 2, tag);
    write(out, little, 2, 3);
    write(out, little, 4, 1);
    write(out, little, 2, value);
    write(out, little, 2, 0);
  }

  private static void write(DataOutputStream out, boolean little, int bytes, int value)
      throws IOException {
    for (int i = 0; i < bytes; i++) {
      out.write(value >> 8 * (little ? i : bytes - 1 - i));
    }
  }

  /** The corner's color that a pixel is nearest to, as a place in {@link #CORNERS}. */
  public static int corner(int rgb) {
    Color seen = new Color(rgb);
    int nearest = 0;
    for (int i = 1; i < CORNERS.length; i++) {
      if (distance(seen, CORNERS[i]) < distance(seen, CORNERS[nearest])) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static int distance(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed())
        + Math.abs(one.getGreen() - other.getGreen())
        + Math.abs(one.getBlue() - other.getBlue());
  }
}
