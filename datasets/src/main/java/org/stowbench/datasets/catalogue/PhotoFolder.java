package org.stowbench.datasets.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.Images;
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
    ImageBytes photo = found.get().photo();
    return Optional.of(new Found(photo, Images.size(photo.bytes())));
  }
}
