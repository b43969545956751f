package org.stowbench.label;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * The photos of a folder, however deep they lie in it, in the order of their names.
 *
 * @param photos at least one
 * @param passedOver what is called like a photo and cannot be shown, with why; safe to print
 */
public record HomePhotos(List<Photo> photos, List<String> passedOver) {

  static final int MOST = 2000;

  private static final List<String> SHOWN = List.of(".jpg", ".jpeg", ".png", ".gif", ".webp");
  private static final List<String> NOT_SHOWN = List.of(".heic", ".heif", ".avif", ".tif", ".tiff");

  /**
   * A photo.
   *
   * @param name its path in the folder, with {@code /} between folders
   * @param size as people see it, upright
   */
  public record Photo(String name, PhotoFiles.Found file, ImageSize size) {}

  public HomePhotos {
    photos = List.copyOf(photos);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Looks for photos.
   *
   * @param without a folder that is not looked into, such as the one that is written
   * @throws InvalidInputException if there are none, or more than 2,000
   */
  public static HomePhotos in(Path folder, Path without) {
    InputLocation place = InputLocation.of(folder);
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(place, "must be a folder of photos");
    }
    List<String> endings = new ArrayList<>(SHOWN);
    endings.addAll(NOT_SHOWN);
    Path elsewhere = without.toAbsolutePath().normalize();
    PhotoFiles files = new PhotoFiles(folder);
    List<Photo> photos = new ArrayList<>();
    List<String> passedOver = new ArrayList<>();
    for (Path file : LabelFiles.of(folder, endings, file -> true).own()) {
      if (file.toAbsolutePath().normalize().startsWith(elsewhere)) {
        continue;
      }
      if (photos.size() == MOST) {
        throw new InvalidInputException(
            place, "more than %,d photos: label one home at a time".formatted(MOST));
      }
      String name = folder.relativize(file).toString().replace('\\', '/');
      try {
        Optional<Photo> photo = isShown(file) ? photo(files, name) : Optional.empty();
        photo.ifPresentOrElse(
            photos::add,
            () ->
                passedOver.add(
                    InvalidInputException.excerpt(name)
                        + " cannot be shown: save it as JPEG or PNG"));
      } catch (InvalidInputException e) {
        passedOver.add(e.getMessage());
      }
    }
    if (photos.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add(place + ": no photos that can be shown: must hold " + String.join(", ", SHOWN));
      lines.addAll(passedOver);
      throw InvalidInputException.ofLines(lines);
    }
    return new HomePhotos(photos, passedOver);
  }

  private static boolean isShown(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return SHOWN.stream().anyMatch(name::endsWith);
  }

  private static Optional<Photo> photo(PhotoFiles files, String name) {
    Scene scene =
        new Scene(
            name,
            Optional.empty(),
            Optional.of(name),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty());
    return files
        .find(scene)
        .flatMap(found -> found.size().map(size -> new Photo(name, found, size)));
  }
}
