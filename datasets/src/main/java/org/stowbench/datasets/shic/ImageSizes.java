package org.stowbench.datasets.shic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.challenge.PhotoName;
import org.stowbench.io.FileKind;
import org.stowbench.io.Images;
import org.stowbench.io.InputFile;
import org.stowbench.scene.ImageSize;

/** Image paths and sizes, from the table of sizes or the images themselves. */
final class ImageSizes {

  private static final String IMAGES = "images";

  private ImageSizes() {}

  /** Takes sizes, and image paths where they are missing, from the table. */
  static void readTable(Checkout source, String path, ChallengePhotos photos, Findings findings)
      throws IOException {
    source.rows(
        path,
        row -> {
          String image = row.text("image");
          ImageSize size = row.build(r -> new ImageSize(r.integer("width"), r.integer("height")));
          List<ChallengePhoto> named = photos.named(PhotoName.of(image));
          if (named.isEmpty()) {
            findings.add(ImportReport.Kind.SIZE_WITHOUT_PHOTO, PhotoName.of(image));
          }
          for (ChallengePhoto photo : named) {
            photo.image(ImageReference.of(image));
            photo.size(size);
          }
        });
  }

  /** Fills in what the images themselves say: their paths, and the sizes in their headers. */
  static void readImages(Checkout source, ChallengePhotos photos, Findings findings)
      throws IOException {
    if (photos.all().stream().anyMatch(photo -> photo.image().isEmpty())) {
      Map<String, String> listed = list(source.root());
      for (String name : photos.names()) {
        Optional<String> image = Optional.ofNullable(listed.get(name));
        photos.named(name).forEach(photo -> photo.image(image));
      }
    }
    for (ChallengePhoto photo : photos.all()) {
      if (photo.image().isEmpty()) {
        findings.add(ImportReport.Kind.IMAGE_UNKNOWN, photo.id());
      } else if (!photo.hasSize() && source.has(photo.image().get())) {
        Optional<ImageSize> size =
            Images.size(InputFile.of(source.root().resolve(photo.image().get()), FileKind.IMAGE));
        size.ifPresent(photo::size);
        if (size.isEmpty()) {
          findings.add(ImportReport.Kind.IMAGE_UNREADABLE, photo.image().get());
        }
      }
      if (!photo.hasSize()) {
        findings.add(ImportReport.Kind.SIZE_UNKNOWN, photo.id());
      }
    }
  }

  /** The images under the checkout by photo name; of several, the first by path. */
  private static Map<String, String> list(Path root) throws IOException {
    Path folder = root.resolve(IMAGES);
    Map<String, String> images = new HashMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder, 2)) {
        files
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString().replace('\\', '/'))
            .sorted()
            .forEach(path -> images.putIfAbsent(PhotoName.of(path), path));
      }
    }
    return images;
  }
}
