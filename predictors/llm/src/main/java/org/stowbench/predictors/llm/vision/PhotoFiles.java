package org.stowbench.predictors.llm.vision;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.Scene;

/** The photos that scenes refer to, as far as they are on this machine. */
final class PhotoFiles {

  /** A small file can claim to be a picture that no memory holds. */
  private static final long MOST_PIXELS = 100_000_000;

  private final Optional<Path> root;

  PhotoFiles(Optional<Path> root) {
    this.root = root.map(path -> path.toAbsolutePath().normalize());
  }

  /** The file of a scene's photo; empty where it is not here, or the reference leads elsewhere. */
  Optional<Path> file(Scene scene) {
    if (root.isEmpty() || scene.image().isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = root.get().resolve(scene.image().get()).normalize();
      return Optional.of(file).filter(f -> f.startsWith(root.get())).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Decodes a photo.
   *
   * @throws InvalidInputException if it is no picture, or a damaged one
   */
  static BufferedImage read(Path file) {
    InputLocation where = InputLocation.of(file);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new InvalidInputException(where, "not a JPEG or PNG picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw InvalidInputException.expected(
              where, "at most " + MOST_PIXELS + " pixels", Long.toString(pixels));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new InvalidInputException(where, "damaged picture", e);
    }
  }
}
