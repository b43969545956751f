package org.stowbench.predictors.llm.vision;

import java.awt.image.BufferedImage;
import org.stowbench.io.Images;
import org.stowbench.predictors.llm.chat.Picture;

/** Pictures as they are sent: photos as JPEG, drawings as PNG. */
final class Encoder {

  /** High enough that the edges of small digits stay sharp. */
  private static final float QUALITY = 0.9f;

  /** Providers count about a token for so many pixels. */
  private static final int PIXELS_A_TOKEN = 750;

  private Encoder() {}

  static Picture encode(BufferedImage image, boolean photo) {
    byte[] bytes = photo ? Images.jpeg(image, QUALITY) : Images.png(image);
    return new Picture(
        photo ? "image/jpeg" : "image/png",
        bytes,
        image.getWidth() * image.getHeight() / PIXELS_A_TOKEN);
  }
}
