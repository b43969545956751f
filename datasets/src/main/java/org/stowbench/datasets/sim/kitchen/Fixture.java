package org.stowbench.datasets.sim.kitchen;

import java.util.Objects;

/**
 * A thing that stands in the kitchen and that items are used at.
 *
 * @param kind what it is
 * @param panel what is seen of it from the room
 */
public record Fixture(Kind kind, Panel panel) {

  /** The fixtures that a kitchen may have. */
  public enum Kind {
    SINK("sink"),
    STOVE("stove"),
    OVEN("oven"),
    REFRIGERATOR("refrigerator"),
    DISHWASHER("dishwasher"),
    HOOD("hood"),
    KETTLE("electronic kettle"),
    COFFEE_MACHINE("coffee machine"),
    MICROWAVE("microwave"),
    TOASTER("toaster");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name under which the official evaluation's detector reports it. */
    public String label() {
      return label;
    }
  }

  public Fixture {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(panel, "panel");
  }
}
