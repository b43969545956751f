package org.stowbench.datasets.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.stowbench.drawing.Photo;
import org.stowbench.input.InvalidInputException;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * The photos of scenes under one folder. A scene's image reference is data from outside: it is
 * followed to plain image files inside the folder, and nowhere else, not even through a link.
 */
public final class PhotoFolder {

  /** A photo larger than this is not one that a page should hold. */
  private static final long LARGEST = 64L << 20;

  private final Path root;

  /**
   * A photo that was found.
   *
   * @param photo the file
   * @param size its size in pixels, as its header says; empty where that cannot be read
   */
  public record Found(Photo photo, Optional<ImageSize> size) {}

  /**
   * Photos under a folder.
   *
   * @param root what image references are relative to
   */
  public PhotoFolder(Path root) {
    this.root = root;
  }

  /**
   * A scene's photo; empty where the scene has none, or the file is not there.
   *
   * @throws InvalidInputException if the reference leads out of the folder, or the file is no JPEG,
   *     PNG, GIF or WebP of at most 64 MiB
   */
  public Optional<Found> find(Scene scene) throws IOException {
    if (scene.image().isEmpty() || scene.image().get().contains("://")) {
      return Optional.empty();
    }
    String reference = scene.image().get();
    Path file;
    try {
      file = root.resolve(reference.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw refused(scene, "must be a path");
    }
    if (!file.startsWith(root.normalize())) {
      throw refused(scene, "must lie inside " + root);
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (!file.toRealPath().startsWith(root.toRealPath())) {
      throw refused(scene, "must not be a link that leads out of " + root);
    }
    if (Files.size(file) > LARGEST) {
      throw refused(scene, "must be at most 64 MiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    String type = mediaType(bytes).orElseThrow(() -> refused(scene, "must be an image"));
    return Optional.of(new Found(new Photo(type, bytes), size(bytes)));
  }

  private static InvalidInputException refused(Scene scene, String rule) {
    return new InvalidInputException(
        "image \"%s\" of scene %s: %s"
            .formatted(
                InvalidInputException.excerpt(scene.image().orElse("")),
                InvalidInputException.excerpt(scene.id()),
                rule));
  }

  /** What the file's first bytes say; its name may say anything. */
  private static Optional<String> mediaType(byte[] bytes) {
    if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
      return Optional.of("image/jpeg");
    }
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G')) {
      return Optional.of("image/png");
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
      return Optional.of("image/gif");
    }
    return begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static boolean begins(byte[] bytes, int from, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (bytes.length <= from + i || (bytes[from + i] & 0xff) != first[i]) {
        return false;
      }
    }
    return true;
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
