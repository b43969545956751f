package org.stowbench.datasets.coco;

import java.util.Locale;
import java.util.Optional;
import org.stowbench.datasets.labelling.DrawnLabel;
import org.stowbench.io.JsonInput;

/**
 * A category.
 *
 * @param name what its annotations are
 * @param role what its supercategory says that they become, as {@link CocoExporter} writes it
 */
record CocoCategory(String name, Optional<DrawnLabel.Role> role) {

  static final CocoCategory NONE = new CocoCategory("", Optional.empty());

  static CocoCategory read(JsonInput json) {
    String kind =
        json.optional("supercategory").filter(JsonInput::isText).map(JsonInput::text).orElse("");
    return new CocoCategory(
        json.field("name").name(),
        switch (kind) {
          case CocoExporter.ANCHOR, CocoExporter.CONTAINER, CocoExporter.COUNTERTOP ->
              Optional.of(DrawnLabel.Role.valueOf(kind.toUpperCase(Locale.ROOT)));
          default -> Optional.empty();
        });
  }
}
