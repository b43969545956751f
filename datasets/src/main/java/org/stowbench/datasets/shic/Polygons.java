package org.stowbench.datasets.shic;

import java.util.List;
import java.util.Optional;
import org.stowbench.io.JsonInput;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Region;

/** Polygons as the source writes them: JSON, mostly inside a JSON text. */
final class Polygons {

  private Polygons() {}

  /** The JSON value inside a text; what is wrong in it is reported with the text's own place. */
  static JsonInput inside(JsonInput text) {
    return JsonInput.parse(text.text(), text.location());
  }

  /** A list of polygons. */
  static List<Region> list(JsonInput json) {
    return json.elements().stream().map(SceneJson::readRegion).toList();
  }

  /** A polygon, or empty for {@code []}, the source's way to say "none". */
  static Optional<Region> optional(JsonInput json) {
    return json.elements().isEmpty() ? Optional.empty() : Optional.of(SceneJson.readRegion(json));
  }
}
