package org.stowbench.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.Images;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.scene.Scene;

/**
 * The photos that lie in a page, made small: at most 960 pixels on the longer side, JPEG. What is
 * in them beside the picture, such as where it was taken, is left out.
 *
 * @param byScene {@code data:} addresses by the scene's id, in the order of the queries
 * @param leftOut why there are none, though there could be; empty otherwise
 */
public record Photos(Map<String, String> byScene, Optional<String> leftOut) {

  /** No photos. */
  public static final Photos NONE = new Photos(Map.of(), Optional.empty());

  private static final int LONGEST_SIDE = 960;
  private static final float QUALITY = 0.7f;

  /** Finds a scene's photo file; empty where there is none. */
  public interface Source {
    Optional<ImageBytes> find(Scene scene) throws IOException;
  }

  /**
   * Makes the photos of all scenes small. A file that cannot be read as an image is left out.
   *
   * @param most bytes of all of them together; if they need more, there are none
   */
  public static Photos of(QueryIndex index, Source source, long most) throws IOException {
    Map<String, String> byScene = new LinkedHashMap<>();
    long bytes = 0;
    Iterator<Scene> scenes =
        index.queries().stream().map(labeled -> labeled.query().scene()).distinct().iterator();
    while (scenes.hasNext()) {
      Scene scene = scenes.next();
      Optional<ImageBytes> photo = source.find(scene);
      Optional<byte[]> small = photo.isPresent() ? small(photo.get().bytes()) : Optional.empty();
      if (small.isPresent()) {
        String address =
            "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(small.get());
        bytes += address.length();
        if (bytes > most) {
          return new Photos(
              Map.of(),
              Optional.of(
                  "the photos of these queries need more than %d MB".formatted(most >> 20)));
        }
        byScene.put(scene.id(), address);
      }
    }
    return new Photos(byScene, Optional.empty());
  }

  /** Empty where it is damaged: the schematic shows the scene instead. */
  private static Optional<byte[]> small(byte[] file) {
    try {
      BufferedImage read = Images.readSparsely(file, InputLocation.of("photo"), LONGEST_SIDE);
      return Optional.of(Images.jpeg(scaled(read), QUALITY));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static BufferedImage scaled(BufferedImage image) {
    double factor =
        Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
