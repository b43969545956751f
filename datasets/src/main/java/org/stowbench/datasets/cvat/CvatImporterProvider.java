package org.stowbench.datasets.cvat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelFiles;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.XmlInput;
import org.stowbench.scene.Region;

/** CVAT's XML, as it exports "CVAT for images 1.1". */
public final class CvatImporterProvider implements ImporterProvider {

  private static final String ROOT = "annotations";
  private static final List<String> ENDINGS = List.of(".xml");
  private static final Set<String> PARTS = Set.of("version", "meta", "image", "track");

  /** For {@link java.util.ServiceLoader}. */
  public CvatImporterProvider() {}

  @Override
  public String name() {
    return "cvat";
  }

  @Override
  public String called() {
    return "a CVAT file";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Import CVAT's XML, exported as \"CVAT for images 1.1\". Every box, polygon, ellipse and"
            + " mask is a container of its label's type, but for anchors (sink, oven, ...) and the"
            + " countertop. The text attribute items of a label, such as \"whisk; ladle\", says what"
            + " is kept in it: a query each; the attribute name is what people call it.",
        "The field household of a photo is the attribute household of a tag.");
  }

  @Override
  public ImportOption from() {
    return ImportOption.from(
        "FILE.xml|DIR",
        "The file, or the folder of an unpacked export or of several, which are one dataset.");
  }

  @Override
  public List<ImportOption> options() {
    return LabelledPhotos.OPTIONS;
  }

  @Override
  public String example() {
    return "--from annotations.xml --to my-kitchens";
  }

  @Override
  public boolean recognises(Path from) {
    return LabelFiles.any(from, ENDINGS, CvatImporterProvider::isCvat);
  }

  private static boolean isCvat(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Set<String> parts = new HashSet<>();
    try {
      XmlInput root =
          XmlInput.read(InputFile.of(file, FileKind.ANNOTATIONS), part -> parts.add(part.name()));
      return root.name().equals(ROOT) && PARTS.stream().anyMatch(parts::contains);
    } catch (InvalidInputException e) {
      // What began as CVAT's and is damaged further on is still CVAT's.
      return PARTS.stream().anyMatch(parts::contains);
    }
  }

  @Override
  public ImportResult importTo(ImportRequest request) throws IOException {
    LabelledPhotos photos = new LabelledPhotos(request);
    LabelFiles files = LabelFiles.of(request.from(), ENDINGS, CvatImporterProvider::isCvat);
    files.count("CVAT's", photos.tally());
    for (Path file : files.required(request.from(), "CVAT file (.xml)")) {
      XmlInput root =
          XmlInput.read(InputFile.of(file, FileKind.ANNOTATIONS), part -> part(part, photos));
      if (!root.name().equals(ROOT)) {
        throw InvalidInputException.expected(
            InputLocation.of(file), "CVAT's element " + ROOT, "the element " + root.name());
      }
    }
    return photos.write(
        "cvat", files.own(), "labels with the text attribute items, such as \"whisk; ladle\"");
  }

  private static void part(XmlInput part, LabelledPhotos photos) {
    switch (part.name()) {
      case "image" -> image(part, photos);
      case "track" ->
          fields(part, photos)
              .leaveOut(
                  "track of a video: export the task as \"CVAT for images 1.1\"", part.location());
      default -> {
        // What the task is called, and which labels it has.
      }
    }
  }

  private static void image(XmlInput image, LabelledPhotos photos) {
    LabelledPhoto photo = photos.photo(image.attribute("name"), image.location());
    if (image.optional("width").isPresent() && image.optional("height").isPresent()) {
      photo.size(image.number("width"), image.number("height"));
    }
    photo.record(image::optional);
    for (XmlInput shape : image.children()) {
      LabelFields fields = fields(shape, photos);
      if (shape.name().equals("tag")) {
        photo.about(fields, shape.location());
        photos
            .tally()
            .note("tag of a whole photo: only its household and room are read", shape.location());
      } else {
        label(shape, fields, photo, photos);
      }
    }
  }

  /** The attributes of a shape, and of those within it: a track's frames, a skeleton's points. */
  private static LabelFields fields(XmlInput shape, LabelledPhotos photos) {
    LabelFields fields = new LabelFields(photos.tally());
    read(shape, fields);
    return fields;
  }

  private static void read(XmlInput shape, LabelFields fields) {
    for (XmlInput child : shape.children()) {
      if (child.name().equals("attribute")) {
        fields.put(child.attribute("name"), child.text(), child.location());
      } else {
        read(child, fields);
      }
    }
  }

  private static void label(
      XmlInput shape, LabelFields fields, LabelledPhoto photo, LabelledPhotos photos) {
    photos.tally().read("shapes", 1);
    Optional<Region> region;
    try {
      region = CvatShape.read(shape, photos.tally());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(shape.location(), e.getMessage(), e);
    }
    if (region.isEmpty()) {
      fields.leaveOut(
          InvalidInputException.excerpt(shape.name()) + ": has no area", shape.location());
      return;
    }
    photo.add(DrawnLabel.of(shape.location(), shape.attribute("label"), region.get(), fields));
  }
}
