package org.stowbench.datasets.yolo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.Images;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;

/**
 * A folder of photos and their files of labels, however they lie in it: beside each other, in
 * {@code images} and {@code labels}, or with {@code train} and {@code val} above or below these.
 *
 * <p>Where the file of classes says photos are, another computer's folders may stand before it, so
 * the end of such a path that is there counts. Nothing outside of the folder is looked at.
 */
final class YoloFolder {

  private static final int DEPTH = 8;

  private static final Set<String> PICTURES =
      Set.of("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp");

  /** How a label begins: a class, and a number more. */
  private static final Pattern LABEL =
      Pattern.compile("\\s*[0-9]+(?:[.]0+)?\\s+[-+]?[0-9]*[.]?[0-9]+(?:[eE][-+]?[0-9]+)?\\s.*");

  private final Path root;
  private final YoloClasses classes;
  private final Map<String, Path> photos = new TreeMap<>();
  private final Set<String> texts = new TreeSet<>();
  private final List<Path> read = new ArrayList<>();

  YoloFolder(YoloClasses classes) {
    Path parent = classes.file().getParent();
    this.root = parent == null ? Path.of("") : parent;
    this.classes = classes;
    try (Stream<Path> all = Files.walk(root, DEPTH)) {
      all.forEach(this::take);
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidInputException(InputLocation.of(root), "cannot be listed", e);
    }
  }

  private void take(Path file) {
    String name = name(file);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (PICTURES.contains(ending) && Files.isRegularFile(file)) {
      photos.put(name, file);
    } else if (ending.equals("txt")) {
      texts.add(name);
    }
  }

  /** From the folder on, whatever the system. */
  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  Path root() {
    return root;
  }

  /** What was read, once photos were added. */
  List<Path> read() {
    List<Path> files = new ArrayList<>(List.of(classes.file()));
    files.addAll(read);
    return files;
  }

  /** Adds all photos that have labels. */
  void addTo(LabelledPhotos to) {
    Set<String> named = named(to.tally());
    Set<String> used = new HashSet<>();
    for (String name : photos.keySet()) {
      Optional<String> labels = labels(name);
      labels.ifPresent(used::add);
      if (labels.isEmpty()) {
        to.tally().note("photo without a file of labels: passed over", where(name));
      } else if (!named.isEmpty() && !named.contains(name)) {
        leaveOut(labels.get(), "label of a photo that the classes' file does not name", to.tally());
      } else {
        add(name, labels.get(), to);
      }
    }
    texts.stream()
        .filter(text -> !used.contains(text))
        .filter(this::looksLikeLabels)
        .forEach(text -> leaveOut(text, "label of a photo that is not there", to.tally()));
  }

  private InputLocation where(String name) {
    return InputLocation.of(root.resolve(name));
  }

  /**
   * The file of a photo's labels: in the folder {@code labels} for {@code images}, or beside it.
   */
  private Optional<String> labels(String photo) {
    String text = photo.substring(0, photo.lastIndexOf('.')) + ".txt";
    int images = ("/" + text).lastIndexOf("/images/");
    return Stream.of(
            images < 0
                ? text
                : text.substring(0, images) + "labels" + text.substring(images + "images".length()),
            text)
        .filter(texts::contains)
        .findFirst();
  }

  private boolean looksLikeLabels(String text) {
    return lines(text).stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> LABEL.matcher(line).matches())
        .isPresent();
  }

  private List<String> lines(String text) {
    return InputFile.of(root.resolve(text), FileKind.DOCUMENT).lines();
  }

  private void leaveOut(String text, String why, ImportTally tally) {
    List<String> lines = lines(text);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        tally.leaveOut(why, where(text).line(i + 1));
      }
    }
  }

  private void add(String name, String text, LabelledPhotos to) {
    ImportTally tally = to.tally();
    InputFile photo = InputFile.of(photos.get(name), FileKind.IMAGE);
    Optional<ImageSize> size = Images.size(photo);
    if (size.isEmpty()) {
      leaveOut(text, "label of a photo whose size cannot be read", tally);
      return;
    }
    LabelledPhoto added = to.photo(name, photo.location());
    added.size(size.get().width(), size.get().height());
    String file = name.substring(name.lastIndexOf('/') + 1);
    to.otherName(file, added);
    to.otherName(file.substring(0, file.lastIndexOf('.')), added);
    read.add(root.resolve(text));
    int number = 0;
    List<String> lines = lines(text);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        YoloLabel label = YoloLabel.read(lines.get(i), where(text).line(i + 1));
        add(label, Integer.toString(number++), size.get(), added, tally);
      }
    }
  }

  private void add(
      YoloLabel label, String number, ImageSize size, LabelledPhoto photo, ImportTally tally) {
    LabelFields fields = new LabelFields(tally);
    String category = fields.category(classes.name(label.number(), label.where()), label.where());
    Optional<Region> region = label.region(classes.pose(), size, tally);
    if (region.isEmpty()) {
      fields.leaveOut("box without width or height", label.where());
      return;
    }
    photo.add(DrawnLabel.of(label.where(), category, region.get(), fields).numbered(number));
  }

  /** The photos that the file of classes names; empty where it names none that is there. */
  private Set<String> named(ImportTally tally) {
    Set<String> named = new HashSet<>();
    for (String part : classes.parts()) {
      Optional<Path> there = there(part);
      if (there.isEmpty()) {
        tally.note(
            "path of photos that is not there: " + InvalidInputException.excerpt(part),
            InputLocation.of(classes.file()));
      } else if (!part.endsWith(".txt")) {
        String folder = name(there.get());
        photos.keySet().stream()
            .filter(photo -> folder.isEmpty() || photo.startsWith(folder + "/"))
            .forEach(named::add);
      } else {
        for (String line : InputFile.of(there.get(), FileKind.DOCUMENT).lines()) {
          there(line.strip()).map(this::name).filter(photos::containsKey).ifPresent(named::add);
        }
      }
    }
    return named;
  }

  /** The longest end of a path that is there in the folder. */
  private Optional<Path> there(String path) {
    List<String> parts =
        Stream.of(path.replace('\\', '/').split("/"))
            .filter(part -> !part.isBlank() && !part.equals(".") && !part.equals(".."))
            .toList();
    if (parts.isEmpty()) {
      return Optional.of(root);
    }
    for (int i = 0; i < parts.size(); i++) {
      try {
        Path end = root.resolve(String.join("/", parts.subList(i, parts.size())));
        if (Files.exists(end)) {
          return Optional.of(end);
        }
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
