package org.stowbench.datasets.sim;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Family;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.KitchenBuilder;
import org.stowbench.datasets.sim.photo.Detections;
import org.stowbench.datasets.sim.photo.Detector;
import org.stowbench.datasets.sim.photo.SimulatedPhoto;
import org.stowbench.predictor.Seeds;

/**
 * All households that a seed governs. Each is made alone from the seed and its number, the same on
 * every JVM and in every thread; none is kept. Immutable.
 */
public final class Simulation {

  /** What a household's id looks like: seed and number. */
  private static final Pattern ID = Pattern.compile("sim-(-?[0-9]{1,19})-([0-9]{6,19})");

  private final long seed;
  private final ItemCatalogue catalogue;

  /** The simulation of this seed, whose families own what ships with this project. */
  public Simulation(long seed) {
    this(seed, ItemCatalogue.load());
  }

  Simulation(long seed, ItemCatalogue catalogue) {
    this.seed = seed;
    this.catalogue = catalogue;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** What the families own. */
  public ItemCatalogue catalogue() {
    return catalogue;
  }

  /**
   * Makes a household; costs about a tenth of a millisecond.
   *
   * @param number 0 or more
   */
  public SimulatedHousehold household(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("household " + number + ": must be 0 or more");
    }
    long own = Seeds.derive(seed, number);
    Kitchen kitchen = KitchenBuilder.build(new Dice(Seeds.derive(own, "kitchen")));
    SimulatedPhoto photo = SimulatedPhoto.take(kitchen, new Dice(Seeds.derive(own, "photo")));
    Detections detections =
        Detector.detect(kitchen, photo, new Dice(Seeds.derive(own, "detector")));
    boolean[] shown = new boolean[kitchen.storages().size()];
    for (int s = 0; s < shown.length; s++) {
      shown[s] = photo.shows(s);
    }
    Family family = new Family(kitchen, shown, Seeds.derive(own, "family"));
    return new SimulatedHousehold(id(number), own, number, kitchen, photo, detections, family);
  }

  private String id(long number) {
    String digits = Long.toString(number);
    return "sim-" + seed + "-" + "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  /** The number of the household with this id; empty if this simulation has none such. */
  OptionalLong number(String id) {
    Optional<long[]> parts = parse(id);
    return parts.isPresent() && parts.get()[0] == seed && id(parts.get()[1]).equals(id)
        ? OptionalLong.of(parts.get()[1])
        : OptionalLong.empty();
  }

  /** The seed in a household's id; empty if it is not the id of a simulated household. */
  static OptionalLong seed(String id) {
    Optional<long[]> parts = parse(id);
    return parts.isPresent() ? OptionalLong.of(parts.get()[0]) : OptionalLong.empty();
  }

  private static Optional<long[]> parse(String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new long[] {Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))});
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
