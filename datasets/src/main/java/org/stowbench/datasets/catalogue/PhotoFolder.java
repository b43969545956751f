package org.stowbench.datasets.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.PhotoFiles;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/** The photos of scenes under one folder; see {@link PhotoFiles} for which are followed. */
public final class PhotoFolder {

  private final PhotoFiles files;

  /**
   * A photo that was found.
   *
   * @param photo the file
   * @param size its size in pixels, as its header says; empty where that cannot be read
   */
  public record Found(ImageBytes photo, Optional<ImageSize> size) {}

  /**
   * Photos under a folder.
   *
   * @param root what image references are relative to
   */
  public PhotoFolder(Path root) {
    this.files = new PhotoFiles(root);
  }

  /**
   * A scene's photo; empty where the scene has none, or the file is not there.
   *
   * @throws org.stowbench.io.InvalidInputException if the reference leads out of the folder, or the
   *     file is no JPEG, PNG, GIF or WebP of at most 64 MiB
   */
  public Optional<Found> find(Scene scene) throws IOException {
    Optional<PhotoFiles.Found> found = files.find(scene);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(found.get().path());
    return Optional.of(new Found(new ImageBytes(found.get().mediaType(), bytes), size(bytes)));
  }

  private static Optional<ImageSize> size(byte[] bytes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return Optional.of(new ImageSize(reader.getWidth(0), reader.getHeight(0)));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Damaged images make the readers throw many things.
      return Optional.empty();
    }
  }
}
