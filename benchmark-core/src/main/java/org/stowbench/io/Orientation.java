package org.stowbench.io;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.stowbench.scene.ImageSize;

/**
 * How the pixels of a photo's file have to be turned so that the photo stands upright: EXIF's
 * orientation, in the order of its numbers from 1. People, browsers and labelling tools see photos
 * upright, so that is what regions are drawn in.
 */
public enum Orientation {
  /** As they are. */
  UPRIGHT,
  /** Left for right. */
  MIRRORED,
  /** Upside down. */
  HALF_TURN,
  /** Top for bottom. */
  FLIPPED,
  /** Rows for columns. */
  TRANSPOSED,
  /** A quarter clockwise. */
  QUARTER_RIGHT,
  /** Rows for columns, upside down. */
  TRANSVERSED,
  /** A quarter anticlockwise. */
  QUARTER_LEFT;

  /** EXIF's number of it, 1 to 8. */
  public int number() {
    return ordinal() + 1;
  }

  /** Whether what is wide in the file is high when it stands upright. */
  public boolean swapsSides() {
    return this.compareTo(TRANSPOSED) >= 0;
  }

  /** The upright size of a file's pixels. */
  public ImageSize of(ImageSize stored) {
    return swapsSides() ? new ImageSize(stored.height(), stored.width()) : stored;
  }

  /** A file's pixels, upright. */
  BufferedImage of(BufferedImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    ImageSize size = of(new ImageSize(stored.getWidth(), stored.getHeight()));
    int type =
        stored.getColorModel().hasAlpha()
            ? BufferedImage.TYPE_INT_ARGB
            : BufferedImage.TYPE_INT_RGB;
    BufferedImage upright = new BufferedImage(size.width(), size.height(), type);
    Graphics2D graphics = upright.createGraphics();
    graphics.drawImage(stored, transform(stored.getWidth(), stored.getHeight()), null);
    graphics.dispose();
    return upright;
  }

  private AffineTransform transform(int width, int height) {
    return switch (this) {
      case UPRIGHT -> new AffineTransform();
      case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case HALF_TURN -> new AffineTransform(-1, 0, 0, -1, width, height);
      case FLIPPED -> new AffineTransform(1, 0, 0, -1, 0, height);
      case TRANSPOSED -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case QUARTER_RIGHT -> new AffineTransform(0, 1, -1, 0, height, 0);
      case TRANSVERSED -> new AffineTransform(0, -1, -1, 0, height, width);
      case QUARTER_LEFT -> new AffineTransform(0, -1, 1, 0, 0, width);
    };
  }
}
