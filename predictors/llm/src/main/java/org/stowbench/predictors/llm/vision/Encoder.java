package org.stowbench.predictors.llm.vision;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.stowbench.predictors.llm.chat.Picture;

/** Pictures as they are sent: photos as JPEG, drawings as PNG. */
final class Encoder {

  /** High enough that the edges of small digits stay sharp. */
  private static final float QUALITY = 0.9f;

  /** Providers count about a token for so many pixels. */
  private static final int PIXELS_A_TOKEN = 750;

  private Encoder() {}

  static Picture encode(BufferedImage image, boolean photo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (photo) {
        jpeg(image, bytes);
      } else {
        ImageIO.write(image, "png", bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(
        photo ? "image/jpeg" : "image/png",
        bytes.toByteArray(),
        image.getWidth() * image.getHeight() / PIXELS_A_TOKEN);
  }

  private static void jpeg(BufferedImage image, ByteArrayOutputStream bytes) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
