package org.stowbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Scene;

/**
 * The photo files of scenes under one folder. A scene's image reference is data from outside: it is
 * followed to plain image files inside the folder, and nowhere else, not even through a link.
 *
 * <p>Photos are handed out upright, as EXIF says that they are to be turned: so whoever labelled
 * them saw them. Where the dataset says that a photo has the size of its unturned pixels, its
 * regions are of those, and the photo is handed out so.
 */
public final class PhotoFiles {

  /** So many of a file's first bytes tell what it is. */
  private static final int HEADER = 12;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");
  private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.+");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*|(data|file):.*");

  private final Path named;
  private final Path root;
  private final Optional<Path> copies;

  /**
   * A photo's file that was found.
   *
   * @param path where it is
   * @param mediaType what its first bytes say that it is, such as {@code image/jpeg}
   * @param turn how it has to be drawn anew; empty where the file is right as it is
   */
  public record Found(Path path, String mediaType, Optional<Orientation> turn) {

    /** Its size in pixels, as the scene's regions fit it; empty where that cannot be read. */
    public Optional<ImageSize> size() {
      InputFile file = InputFile.of(path, FileKind.IMAGE);
      return turn.equals(Optional.of(Orientation.UPRIGHT))
          ? Images.storedSize(file)
          : Images.size(file);
    }

    /** Its content, as the scene's regions fit it. */
    public ImageBytes photo() {
      ImageBytes file = new ImageBytes(mediaType, InputFile.of(path, FileKind.IMAGE).bytes());
      return turn.map(how -> Images.redrawn(file, how)).orElse(file);
    }
  }

  /**
   * Photos under a folder.
   *
   * @param root what image references are relative to
   */
  public PhotoFiles(Path root) {
    this(root, Optional.empty());
  }

  private PhotoFiles(Path root, Optional<Path> copies) {
    this.named = root;
    this.root = root.toAbsolutePath().normalize();
    this.copies = copies;
  }

  /** The same photos, with a folder for copies of those that must be turned; it need not exist. */
  public PhotoFiles copyingTo(Path folder) {
    return new PhotoFiles(named, Optional.of(folder));
  }

  /**
   * A file with what {@link Found#photo} is: the photo's own, or a copy where that must be turned
   * and there is a folder for copies.
   *
   * @throws InvalidInputException if the copy cannot be written
   */
  public Path onDisk(Found found) {
    if (found.turn().isEmpty() || copies.isEmpty()) {
      return found.path();
    }
    ImageBytes photo = found.photo();
    Path copy =
        copies
            .get()
            .resolve(
                Sha256.digits(photo.bytes())
                    + (photo.mediaType().equals("image/png") ? ".png" : ".jpg"));
    try {
      if (!Files.isRegularFile(copy)) {
        StagedFolder.makeFolder(copy.getParent());
        AtomicFile.write(copy, out -> out.write(photo.bytes()));
      }
    } catch (IOException e) {
      throw new InvalidInputException(InputLocation.of(copy), FileProblem.why(e), e);
    }
    return copy.toAbsolutePath().normalize();
  }

  /**
   * Why no file in a folder of photos can have this name: it leads out of the folder, or is none.
   *
   * @param image a scene's image reference
   * @param folder what the folder is called in the message
   * @return words that follow the name; empty where it can, and for an address of the web, which is
   *     not followed
   */
  public static Optional<String> fault(String image, String folder) {
    String path = image.replace('\\', '/');
    if (image.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("must not have control characters");
    }
    if (isAddress(image)) {
      return Optional.empty();
    }
    if (SCHEME.matcher(image).matches()) {
      return Optional.of("must be a path, or an address with http or https");
    }
    if (path.startsWith("/") || DRIVE.matcher(path).lookingAt()) {
      return Optional.of("must lie inside " + folder + ", and be named from there");
    }
    int depth = 0;
    for (String name : path.split("/")) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return Optional.of("must lie inside " + folder);
      }
    }
    return depth == 0 ? Optional.of("must be the path of a file") : Optional.empty();
  }

  /** Whether an image reference is an address of the web, which nobody follows. */
  public static boolean isAddress(String image) {
    return ADDRESS.matcher(image).matches();
  }

  /**
   * A scene's photo; empty where the scene has none, or the file is not there.
   *
   * @throws InvalidInputException if the reference leads out of the folder, or the file is no JPEG,
   *     PNG, GIF or WebP of at most 64 MiB
   */
  public Optional<Found> find(Scene scene) {
    if (scene.image().filter(image -> !isAddress(image)).isEmpty()) {
      return Optional.empty();
    }
    String reference = scene.image().get();
    Optional<String> fault = fault(reference, named.toString());
    if (fault.isPresent()) {
      throw refused(scene, fault.get());
    }
    Path file;
    try {
      file = root.resolve(reference.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw refused(scene, "must be a path");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      if (!file.toRealPath().startsWith(root.toRealPath())) {
        throw refused(scene, "must not be a link that leads out of " + named);
      }
      if (Files.size(file) > FileKind.IMAGE.most()) {
        throw refused(scene, "must be at most 64 MiB");
      }
    } catch (IOException e) {
      throw refused(scene, FileProblem.why(e));
    }
    InputFile photo = InputFile.of(file, FileKind.IMAGE);
    try (InputStream in = photo.open()) {
      String type =
          mediaType(in.readNBytes(HEADER))
              .orElseThrow(() -> refused(scene, "must be a JPEG, PNG, GIF or WebP"));
      return Optional.of(new Found(file, type, turn(scene, photo)));
    } catch (IOException e) {
      throw refused(scene, FileProblem.why(e));
    }
  }

  private static Optional<Orientation> turn(Scene scene, InputFile photo) {
    Orientation orientation = Images.orientation(photo);
    if (orientation == Orientation.UPRIGHT) {
      return Optional.empty();
    }
    return Optional.of(
        orientation.swapsSides() && isOfUnturned(scene, photo, orientation)
            ? Orientation.UPRIGHT
            : orientation);
  }

  private static boolean isOfUnturned(Scene scene, InputFile photo, Orientation orientation) {
    return Images.storedSize(photo)
        .filter(stored -> scene.size().equals(Optional.of(stored)))
        .filter(stored -> !orientation.of(stored).equals(stored))
        .isPresent();
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
