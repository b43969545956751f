package org.stowbench.datasets.sim.kitchen;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kitchen as it is built.
 *
 * @param layout how its walls stand to each other
 * @param walls the main wall first; an island's two sides last
 * @param storages all physical containers
 * @param fixtures sink and stove at least
 * @param blocks what hides what is behind it
 */
public record Kitchen(
    Layout layout,
    List<Wall> walls,
    List<Storage> storages,
    List<Fixture> fixtures,
    List<Block> blocks) {

  /** Height of every countertop, in metres. */
  public static final double COUNTER = 0.9;

  /** How the walls stand to each other. */
  public enum Layout {
    ONE_WALL,
    L_SHAPE,
    U_SHAPE,
    GALLEY
  }

  public Kitchen {
    Objects.requireNonNull(layout, "layout");
    walls = List.copyOf(walls);
    storages = List.copyOf(storages);
    fixtures = List.copyOf(fixtures);
    blocks = List.copyOf(blocks);
  }

  /** The fixture of this kind; a kitchen has at most one of each. */
  public Optional<Fixture> fixture(Fixture.Kind kind) {
    for (Fixture fixture : fixtures) {
      if (fixture.kind() == kind) {
        return Optional.of(fixture);
      }
    }
    return Optional.empty();
  }
}
