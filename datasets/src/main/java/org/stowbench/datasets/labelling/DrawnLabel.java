package org.stowbench.datasets.labelling;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.stowbench.io.InputLocation;
import org.stowbench.io.TextForm;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;

/**
 * Something that somebody drew into a photo.
 *
 * @param where it stands in its file
 * @param drawn it as a container would be, whatever it becomes; its type is the label's class, its
 *     id is none yet
 * @param role what it is, where the file itself says so; empty where the class tells
 * @param id by which a table of queries names it, if the tool numbers labels
 * @param items what is kept in it
 */
public record DrawnLabel(
    InputLocation where,
    Container drawn,
    Optional<Role> role,
    Optional<String> id,
    Set<String> items) {

  /** What a label can become. */
  public enum Role {
    CONTAINER,
    ANCHOR,
    COUNTERTOP
  }

  public DrawnLabel {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(drawn, "drawn");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(id, "id");
    items = Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }

  /**
   * A label as most tools know it.
   *
   * @param category its class; blank where it has none
   * @param region its outline in pixels
   * @param fields what else is written beside it
   */
  public static DrawnLabel of(
      InputLocation where, String category, Region region, LabelFields fields) {
    return new DrawnLabel(
        where,
        new Container(
            0,
            fields.name(),
            Optional.of(region),
            Optional.empty(),
            fields.room(),
            Optional.of(category).filter(text -> !TextForm.isBlank(text)),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalInt.empty()),
        Optional.empty(),
        Optional.empty(),
        fields.items());
  }

  /** This label, named in tables of queries by its number or name in the tool. */
  public DrawnLabel numbered(String id) {
    return new DrawnLabel(where, drawn, role, Optional.of(id), items);
  }
}
