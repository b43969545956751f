package org.stowbench.datasets.inventory;

import java.util.List;
import java.util.Optional;
import org.stowbench.io.CsvRow;
import org.stowbench.scene.Box3D;

/**
 * Where something is, in the columns of a table: {@code x, y, z} and {@code width, depth, height}.
 */
public final class PlaceColumns {

  private static final List<String> POSITION = List.of("x", "y", "z");
  private static final List<String> SIZE = List.of("width", "depth", "height");

  private PlaceColumns() {}

  /** The position, and the size where it is known; empty where neither is. */
  public static Optional<Box3D> read(CsvRow row) {
    boolean sized = isAny(row, SIZE);
    if (!sized && !isAny(row, POSITION)) {
      return Optional.empty();
    }
    return Optional.of(
        row.build(
            r ->
                new Box3D(
                    r.number("x"),
                    r.number("y"),
                    r.number("z"),
                    sized ? r.number("width") : 0,
                    sized ? r.number("depth") : 0,
                    sized ? r.number("height") : 0)));
  }

  private static boolean isAny(CsvRow row, List<String> columns) {
    return columns.stream().anyMatch(column -> row.optional(column).isPresent());
  }
}
