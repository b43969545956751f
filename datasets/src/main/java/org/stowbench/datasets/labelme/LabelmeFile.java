package org.stowbench.datasets.labelme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.datasets.labelling.LabelFields;
import org.stowbench.datasets.labelling.LabelledPhoto;
import org.stowbench.datasets.labelling.LabelledPhotos;
import org.stowbench.datasets.labelling.Outlines;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/** A file of labelme's: a photo and the shapes in it. */
final class LabelmeFile {

  static final String SHAPES = "shapes";
  static final String IMAGE = "imagePath";

  /** The photo itself may be in the file, as long as it is: nobody needs it from there. */
  private static final Set<String> PHOTO = Set.of("imageData");

  /** What labelme itself says of a shape. */
  private static final Set<String> OWN =
      Set.of("label", "points", "group_id", "shape_type", "description", "mask");

  private static final Pattern NAMED =
      Pattern.compile("\\s*(items?|contents?|name|room)\\s*[:=](.*)", Pattern.CASE_INSENSITIVE);

  /** Shapes that are one thing, once or in several parts. */
  private record Thing(
      int number,
      InputLocation where,
      String category,
      LabelFields fields,
      List<List<Point>> parts) {}

  private final JsonInput json;
  private final ImportTally tally;
  private final Map<List<String>, Thing> things = new LinkedHashMap<>();

  private LabelmeFile(JsonInput json, ImportTally tally) {
    this.json = json;
    this.tally = tally;
  }

  /** Reads a file, without the photo in it. */
  static LabelmeFile read(Path file, ImportTally tally) {
    return new LabelmeFile(InputFile.of(file, FileKind.ANNOTATIONS).jsonWithout(PHOTO), tally);
  }

  /**
   * Adds the photo and what is drawn into it.
   *
   * @param folder the names on the way from what is imported to this file's folder
   */
  void addTo(LabelledPhotos photos, List<String> folder) {
    JsonInput image = json.field(IMAGE);
    LabelledPhoto photo = photos.photo(photoName(image, folder), image.location());
    if (json.optional("imageWidth").isPresent() && json.optional("imageHeight").isPresent()) {
      photo.size(json.field("imageWidth").number(), json.field("imageHeight").number());
    }
    json.optional("flags").ifPresent(this::noteFlags);
    photo.about(LabelFields.ofPhoto(json, Set.of(SHAPES, "flags"), tally), json.location());
    photo.record(json);
    List<JsonInput> shapes = json.field(SHAPES).elements();
    for (int number = 0; number < shapes.size(); number++) {
      take(shapes.get(number), number);
    }
    things.values().forEach(thing -> add(thing, photo));
  }

  /** The photo's name, as it is from where the import begins; the file says it from its folder. */
  private String photoName(JsonInput image, List<String> folder) {
    String path = image.name().replace('\\', '/');
    if (path.contains("://")) {
      return path;
    }
    List<String> names = new ArrayList<>(folder);
    boolean whole = path.startsWith("/") || path.matches("(?s)[A-Za-z]:/.*");
    boolean outside = whole;
    String[] parts = (whole ? path.substring(path.lastIndexOf('/') + 1) : path).split("/");
    for (String part : parts) {
      if (part.equals("..")) {
        outside |= names.isEmpty();
        if (!names.isEmpty()) {
          names.remove(names.size() - 1);
        }
      } else if (!part.isBlank() && !part.equals(".")) {
        names.add(part);
      }
    }
    if (names.equals(folder) || names.isEmpty()) {
      throw image.unexpected("the path of a photo");
    }
    if (outside) {
      tally.note("photo outside of the folder: its name is what follows", image.location());
    }
    return String.join("/", names);
  }

  private void take(JsonInput shape, int number) {
    LabelFields fields = new LabelFields(tally);
    JsonInput label = shape.field("label");
    String category = fields.category(label.text(), label.location());
    Optional<String> group =
        shape.optional("group_id").filter(id -> !id.isBlank()).map(JsonInput::key);
    Thing thing =
        things.computeIfAbsent(
            group.isPresent()
                ? List.of(category, group.get())
                : List.of(category, "", Integer.toString(number)),
            key -> new Thing(number, shape.location(), category, fields, new ArrayList<>()));
    if (thing.fields() != fields) {
      fields.items().forEach(item -> thing.fields().put("items", item, shape.location()));
      tally.note("shape of the same group_id: a part of the one before", shape.location());
    }
    readFields(shape, thing.fields());
    shape.build(s -> LabelmeShape.of(s, tally)).ifPresent(thing.parts()::add);
  }

  /** A description says what is kept there, or has lines such as {@code name: top drawer}. */
  private void readFields(JsonInput shape, LabelFields fields) {
    shape
        .optional("description")
        .ifPresent(
            description ->
                description
                    .text()
                    .lines()
                    .forEach(
                        line -> {
                          Matcher named = NAMED.matcher(line);
                          boolean is = named.matches();
                          fields.put(
                              is ? named.group(1) : "items",
                              is ? named.group(2) : line,
                              description.location());
                        }));
    for (String name : shape.names()) {
      shape
          .optional(name)
          .filter(value -> !OWN.contains(name))
          .ifPresent(value -> fields.putWithin(name, value));
    }
    shape.optional("flags").ifPresent(this::noteFlags);
  }

  /** They say of a shape that it is hidden, or of a photo that it is blurred. */
  private void noteFlags(JsonInput flags) {
    flags
        .object()
        .properties()
        .forEach(
            flag -> {
              if (flag.getValue().asBoolean()) {
                tally.note("flag that is set: is not read", flags.location());
              }
            });
  }

  private void add(Thing thing, LabelledPhoto photo) {
    if (thing.parts().isEmpty()) {
      thing
          .fields()
          .items()
          .forEach(item -> tally.leaveOut("item of a label that is left out", thing.where()));
      return;
    }
    Region region;
    try {
      region = Outlines.joined(thing.parts());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(thing.where(), e.getMessage(), e);
    }
    photo.add(
        DrawnLabel.of(thing.where(), thing.category(), region, thing.fields())
            .numbered(Integer.toString(thing.number())));
  }
}
