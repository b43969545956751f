package org.stowbench.datasets.sim;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.predictor.Seeds;

/**
 * All households of a kind that a seed governs. Each is made alone from the seed and its number,
 * the same on every JVM and in every thread; none is kept. Immutable.
 */
public final class Simulation {

  /** What a household's id looks like: kind, seed and number. */
  private static final Pattern ID =
      Pattern.compile(
          "(%s)-(-?[0-9]{1,19})-([0-9]{6,19})"
              .formatted(
                  Arrays.stream(SimulationKind.values())
                      .map(SimulationKind::id)
                      .collect(Collectors.joining("|"))));

  private final SimulationKind kind;
  private final long seed;
  private final ItemCatalogue catalogue;

  /**
   * What an id tells of a simulated household.
   *
   * @param kind of place
   * @param seed of the simulation
   * @param number in the simulation
   */
  record Named(SimulationKind kind, long seed, long number) {}

  /** The homes of this seed, whose families own what ships with this project. */
  public Simulation(long seed) {
    this(SimulationKind.HOME, seed);
  }

  /** The places of this kind and seed, with the items that ship with this project. */
  public Simulation(SimulationKind kind, long seed) {
    this(kind, seed, kind.catalogue());
  }

  Simulation(SimulationKind kind, long seed, ItemCatalogue catalogue) {
    this.kind = kind;
    this.seed = seed;
    this.catalogue = catalogue;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** What kind of places it makes. */
  public SimulationKind kind() {
    return kind;
  }

  /** What is kept there. */
  public ItemCatalogue catalogue() {
    return catalogue;
  }

  /**
   * Makes a household, or workplace; a home costs about a tenth of a millisecond.
   *
   * @param number 0 or more
   */
  public SimulatedHousehold household(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("household " + number + ": must be 0 or more");
    }
    long own = Seeds.derive(seed, number);
    return new SimulatedHousehold(id(kind, seed, number), own, kind.make(own, catalogue));
  }

  private static String id(SimulationKind kind, long seed, long number) {
    String digits = Long.toString(number);
    return kind.id() + "-" + seed + "-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  /** What the id of a simulated household tells; empty if it is not written as one. */
  static Optional<Named> named(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Named named =
          new Named(
              kind(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              Long.parseLong(matcher.group(3)));
      return Optional.of(named).filter(n -> id(n.kind(), n.seed(), n.number()).equals(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static SimulationKind kind(String id) {
    return Arrays.stream(SimulationKind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
