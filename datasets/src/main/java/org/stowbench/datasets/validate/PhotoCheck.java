package org.stowbench.datasets.validate;

import java.util.Optional;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonLines;
import org.stowbench.io.Orientation;
import org.stowbench.io.PhotoFiles;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Checks what scenes say of their photos, by the photos' files where those are there. */
final class PhotoCheck {

  private static final String FILE = DatasetFolder.SCENES;

  /** Browsers and models know it, and this machine's pictures do not. */
  private static final String UNREAD = "image/webp";

  /** So far may a region reach out of a photo, for rounding; of its longer side, and in pixels. */
  private static final double SLACK = 0.01;

  private static final double LEAST_SLACK = 2;

  private final PhotoFiles photos;
  private final Problems problems;

  PhotoCheck(PhotoFiles photos, Problems problems) {
    this.photos = photos;
    this.problems = problems;
  }

  void check(Scene scene, JsonLines.Line line) {
    Optional<String> fault =
        scene.image().flatMap(image -> PhotoFiles.fault(image, "the folder of photos"));
    if (fault.isPresent()) {
      problems.add(
          ProblemKind.IMAGE_ELSEWHERE,
          FILE,
          line,
          "field image: %s; found %s"
              .formatted(fault.get(), InvalidInputException.excerpt(scene.image().orElseThrow())));
    }
    Optional<PhotoFiles.Found> photo = fault.isPresent() ? Optional.empty() : find(scene, line);
    Optional<ImageSize> file = photo.flatMap(PhotoFiles.Found::size);
    if (file.isEmpty() && photo.filter(found -> !found.mediaType().equals(UNREAD)).isPresent()) {
      problems.add(
          ProblemKind.UNUSABLE_PHOTO,
          FILE,
          line,
          "image %s: is damaged, nobody can tell its size"
              .formatted(InvalidInputException.excerpt(scene.image().orElseThrow())));
    }
    if (scene.size().isPresent() && file.isPresent()) {
      compare(scene, scene.size().get(), file.get(), photo.get(), line);
    }
    scene.size().or(() -> file).ifPresent(size -> checkInside(scene, size, line));
  }

  private Optional<PhotoFiles.Found> find(Scene scene, JsonLines.Line line) {
    try {
      return photos.find(scene);
    } catch (InvalidInputException e) {
      problems.add(ProblemKind.UNUSABLE_PHOTO, FILE, line, e.problem());
      return Optional.empty();
    }
  }

  private void compare(
      Scene scene, ImageSize said, ImageSize file, PhotoFiles.Found photo, JsonLines.Line line) {
    String sizes =
        "photo %s is %d x %d pixels, and the dataset says %d x %d"
            .formatted(
                InvalidInputException.excerpt(scene.image().orElseThrow()),
                file.width(),
                file.height(),
                said.width(),
                said.height());
    if (photo.turn().equals(Optional.of(Orientation.UPRIGHT))) {
      problems.add(
          ProblemKind.UNTURNED_PHOTO,
          FILE,
          line,
          "photo %s is to be turned, says its EXIF, and its size here is that of the unturned one: so are its regions taken"
              .formatted(InvalidInputException.excerpt(scene.image().orElseThrow())));
    } else if (!said.equals(file)) {
      double across = (double) said.width() / file.width();
      double down = (double) said.height() / file.height();
      boolean alike = Math.abs(across / down - 1) <= SLACK;
      problems.add(alike ? ProblemKind.SCALED_PHOTO : ProblemKind.PHOTO_SIZE, FILE, line, sizes);
    }
  }

  private void checkInside(Scene scene, ImageSize size, JsonLines.Line line) {
    for (Container container : scene.containers()) {
      container
          .region()
          .ifPresent(region -> checkInside("container " + container.id(), region, size, line));
    }
    for (int i = 0; i < scene.anchors().size(); i++) {
      Anchor anchor = scene.anchors().get(i);
      checkInside("anchors[" + i + "]", anchor.region(), size, line);
    }
    scene.countertop().ifPresent(region -> checkInside("countertop", region, size, line));
  }

  private void checkInside(String what, Region region, ImageSize size, JsonLines.Line line) {
    Region.Box box = region.bounds();
    double slack = Math.max(LEAST_SLACK, SLACK * Math.max(size.width(), size.height()));
    if (box.left() < -slack
        || box.top() < -slack
        || box.right() > size.width() + slack
        || box.bottom() > size.height() + slack) {
      problems.add(
          ProblemKind.OUTSIDE_PHOTO,
          FILE,
          line,
          "%s: the photo is %d x %d pixels".formatted(what, size.width(), size.height()));
    }
  }
}
