package org.stowbench.datasets.simulator;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.datasets.inventory.PlaceColumns;
import org.stowbench.io.CsvRow;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.TextForm;

/**
 * A table with a row an object, for simulators that have no form of their own here. Its axes are
 * those of the datasets: x and y lie in the floor, z points up, in metres.
 */
final class ObjectTable {

  private static final String ID = "id";
  private static final String PARENT = "parent";
  private static final String OPENABLE = "openable";
  private static final String SCENE = "scene";
  private static final String TYPE = "type";
  private static final String NAME = "name";

  private static final List<String> NEEDED = List.of(ID, PARENT, OPENABLE);

  private static final Set<String> COLUMNS =
      Set.of(
          ID,
          PARENT,
          OPENABLE,
          SCENE,
          TYPE,
          NAME,
          "room",
          "receptacle",
          "pickupable",
          "landmark",
          "x",
          "y",
          "z",
          "width",
          "depth",
          "height");

  private ObjectTable() {}

  private static CsvTable open(Path file) {
    return CsvTable.open(InputFile.of(file, FileKind.RECORDS).unpacked()).calling(COLUMNS);
  }

  /**
   * Whether a table is one, by its columns.
   *
   * @throws InvalidInputException if it has none
   */
  static boolean isOne(Path file) {
    try (CsvTable table = open(file)) {
      return table.columns().containsAll(NEEDED);
    }
  }

  /** The scenes of a table, by name; those that rows do not name are one. */
  static Collection<ObjectScene> read(Path file, String unnamed, ImportTally tally) {
    Map<String, ObjectScene> scenes = new TreeMap<>();
    try (CsvTable table = open(file).require(NEEDED)) {
      for (String column : table.columns()) {
        if (!COLUMNS.contains(column)) {
          tally.note(
              "column that is not read: " + InvalidInputException.excerpt(column),
              table.header().child(column));
        }
      }
      table.forEach(
          row -> {
            String scene = row.optional(SCENE).map(TextForm::strip).orElse(unnamed);
            scenes
                .computeIfAbsent(scene, s -> new ObjectScene(s, ThorRecord.room(s), row.location()))
                .add(object(row));
          });
    }
    scenes.values().forEach(ObjectScene::requireNoCircle);
    return scenes.values();
  }

  private static SceneObject object(CsvRow row) {
    Optional<String> name = row.optional(NAME).map(TextForm::strip);
    String type =
        row.optional(TYPE)
            .map(ObjectNames::words)
            .or(() -> name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        row.location().child(TYPE), "missing: must have a type or a name"));
    boolean container =
        row.optionalYes(OPENABLE).orElse(false) && row.optionalYes("receptacle").orElse(true);
    return new SceneObject(
        row.location(),
        TextForm.strip(row.text(ID)),
        type,
        name,
        row.optional("room").map(TextForm::strip),
        PlaceColumns.read(row),
        row.optional(PARENT).map(TextForm::strip).stream().toList(),
        container,
        row.optionalYes("pickupable"),
        row.optionalYes("landmark").orElseGet(() -> ObjectTypes.SHIPPED.isLandmark(type)));
  }
}
