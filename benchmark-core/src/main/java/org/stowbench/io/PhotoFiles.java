package org.stowbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.scene.Scene;

/**
 * The photo files of scenes under one folder. A scene's image reference is data from outside: it is
 * followed to plain image files inside the folder, and nowhere else, not even through a link.
 */
public final class PhotoFiles {

  /** So many of a file's first bytes tell what it is. */
  private static final int HEADER = 12;

  private final Path root;

  /**
   * A photo's file that was found.
   *
   * @param path where it is
   * @param mediaType what its first bytes say that it is, such as {@code image/jpeg}
   */
  public record Found(Path path, String mediaType) {

    /** Its content. */
    public ImageBytes photo() {
      return new ImageBytes(mediaType, InputFile.of(path, FileKind.IMAGE).bytes());
    }
  }

  /**
   * Photos under a folder.
   *
   * @param root what image references are relative to
   */
  public PhotoFiles(Path root) {
    this.root = root;
  }

  /**
   * A scene's photo; empty where the scene has none, or the file is not there.
   *
   * @throws InvalidInputException if the reference leads out of the folder, or the file is no JPEG,
   *     PNG, GIF or WebP of at most 64 MiB
   */
  public Optional<Found> find(Scene scene) {
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
    try {
      if (!file.toRealPath().startsWith(root.toRealPath())) {
        throw refused(scene, "must not be a link that leads out of " + root);
      }
      if (Files.size(file) > FileKind.IMAGE.most()) {
        throw refused(scene, "must be at most 64 MiB");
      }
    } catch (IOException e) {
      throw refused(scene, FileProblem.why(e));
    }
    try (InputStream in = InputFile.of(file, FileKind.IMAGE).open()) {
      String type =
          mediaType(in.readNBytes(HEADER)).orElseThrow(() -> refused(scene, "must be an image"));
      return Optional.of(new Found(file, type));
    } catch (IOException e) {
      throw refused(scene, FileProblem.why(e));
    }
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
}
