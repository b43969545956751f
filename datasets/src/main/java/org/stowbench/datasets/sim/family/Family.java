package org.stowbench.datasets.sim.family;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Item.UsePoint;
import org.stowbench.datasets.sim.kitchen.Fixture;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.predictor.Seeds;

/**
 * A family in its kitchen. Given a habit, an item is away with the probability that the catalogue
 * gives; else it is in a storage with probability proportional to its {@link Appeal}, times {@value
 * #OUT_OF_PHOTO} for fronts that the photo does not show: people photograph the part of the kitchen
 * that they use. What is known without knowing the family is the mixture of these over {@link
 * Habit#prior()}. The family's own place is a draw from the distribution of its own habit, taken as
 * the largest of scores plus Gumbel noise; where its habit goes by category, items of a category
 * share the noise, so that they tend to share a place, while each alone still follows the
 * distribution exactly.
 */
public final class Family implements Keeper {

  /** Weight of a storage that the photo does not show. */
  static final double OUT_OF_PHOTO = 0.004;

  private final Kitchen kitchen;
  private final long seed;
  private final Habit habit;
  private final int storages;
  private final Appeal appeal;

  /**
   * @param kitchen where it lives
   * @param inPhoto whether the photo shows each storage
   * @param seed for its habit and places
   */
  public Family(Kitchen kitchen, boolean[] inPhoto, long seed) {
    this.kitchen = kitchen;
    this.seed = seed;
    storages = kitchen.storages().size();
    double[] shown = new double[storages];
    for (int s = 0; s < storages; s++) {
      shown[s] = inPhoto[s] ? 0 : LOG_OUT_OF_PHOTO;
    }
    Map<UsePoint, Panel> points = new EnumMap<>(UsePoint.class);
    for (UsePoint point : UsePoint.values()) {
      panel(point).ifPresent(panel -> points.put(point, panel));
    }
    appeal =
        new Appeal(
            kitchen.storages(),
            kitchen.storages().stream().mapToDouble(Appeal::inReach).toArray(),
            shown,
            points);
    Habit[] habits = Habit.values();
    double[] priors = new double[habits.length];
    for (Habit each : habits) {
      priors[each.ordinal()] = each.prior();
    }
    habit = habits[new Dice(Seeds.derive(seed, "habit")).pick(priors)];
  }

  private static final double LOG_OUT_OF_PHOTO = StrictMath.log(OUT_OF_PHOTO);

  @Override
  public Habit habit() {
    return habit;
  }

  @Override
  public int place(Item item) {
    if (new Dice(Seeds.derive(seed, "away " + item.name())).chance(item.away())) {
      return AWAY;
    }
    double[] scores = appeal.of(item, habit);
    Dice dice = new Dice(Seeds.derive(seed, noise(item, habit)));
    int best = 0;
    for (int s = 0; s < scores.length; s++) {
      scores[s] += dice.gumbel();
      best = scores[s] > scores[best] ? s : best;
    }
    return best;
  }

  /** Names the noise of an item: items of one noise tend to share a place. */
  private static String noise(Item item, Habit habit) {
    return habit.byCategory() ? "kind " + item.category() : "item " + item.name();
  }

  @Override
  public double[] distribution(Item item) {
    double[] total = new double[storages];
    for (Habit each : Habit.values()) {
      double[] p = weights(item, each);
      double sum = 0;
      for (double weight : p) {
        sum += weight;
      }
      double factor = each.prior() * (1 - item.away()) / sum;
      for (int s = 0; s < p.length; s++) {
        total[s] += factor * p[s];
      }
    }
    return total;
  }

  /**
   * {@inheritDoc} Bayes' rule over its habit and over the noise that items of a category share. Of
   * an item that is not in view, only how often that is so under each habit counts.
   */
  @Override
  public double[] distribution(Item item, List<Placed> known) {
    if (known.isEmpty()) {
      return distribution(item);
    }
    double[] total = new double[storages];
    double all = 0;
    for (Habit each : Habit.values()) {
      double[] p = given(item, known, each);
      for (int s = 0; s < p.length; s++) {
        total[s] += each.prior() * p[s];
        all += each.prior() * p[s];
      }
    }
    double factor = (1 - item.away()) / all;
    for (int s = 0; s < total.length; s++) {
      total[s] *= factor;
    }
    return total;
  }

  /** The probability, under a habit, that the known is where it is and the item at each storage. */
  private double[] given(Item item, List<Placed> known, Habit habit) {
    double others = 1;
    Map<String, KeptTogether> byNoise = new TreeMap<>();
    for (Placed placed : known) {
      double[] weights = weights(placed.item(), habit);
      if (placed.storages().isEmpty()) {
        others *= placed.item().away() + (1 - placed.item().away()) * unseen(weights, placed);
      } else {
        byNoise
            .computeIfAbsent(noise(placed.item(), habit), noise -> new KeptTogether())
            .add(weights, likeliest(weights, placed));
      }
    }
    KeptTogether own =
        Optional.ofNullable(byNoise.remove(noise(item, habit))).orElseGet(KeptTogether::new);
    for (KeptTogether other : byNoise.values()) {
      others *= other.probability();
    }
    double[] weights = weights(item, habit);
    double[] p = new double[weights.length];
    for (int s = 0; s < p.length; s++) {
      p[s] = others * own.and(weights, s).probability();
    }
    return p;
  }

  private double[] weights(Item item, Habit habit) {
    return appeal.weights(item, habit);
  }

  /** Of several storages that look like one the likeliest stands for all. */
  private static int likeliest(double[] weights, Placed placed) {
    int best = placed.storages().get(0);
    for (int s : placed.storages()) {
      best = weights[s] > weights[best] ? s : best;
    }
    return best;
  }

  private static double unseen(double[] weights, Placed placed) {
    double sum = 0;
    for (int s : placed.unseen()) {
      sum += weights[s];
    }
    return sum / Arrays.stream(weights).sum();
  }

  /** Where in this kitchen an item is used; empty where it has no such place. */
  private Optional<Panel> panel(UsePoint point) {
    return switch (point) {
      case STOVE -> of(Fixture.Kind.STOVE);
      case OVEN -> of(Fixture.Kind.OVEN).or(() -> of(Fixture.Kind.STOVE));
      case SINK -> of(Fixture.Kind.SINK);
      case DISHWASHER -> of(Fixture.Kind.DISHWASHER).or(() -> of(Fixture.Kind.SINK));
      case FRIDGE -> of(Fixture.Kind.REFRIGERATOR);
      case KETTLE -> of(Fixture.Kind.KETTLE).or(() -> of(Fixture.Kind.STOVE));
      case COFFEE -> of(Fixture.Kind.COFFEE_MACHINE).or(() -> of(Fixture.Kind.KETTLE));
      case TOASTER -> of(Fixture.Kind.TOASTER);
      case PREP -> between();
      default -> Optional.empty();
    };
  }

  private Optional<Panel> of(Fixture.Kind kind) {
    return kitchen.fixture(kind).map(Fixture::panel);
  }

  /** People prepare food between sink and stove, which is where the plan leaves them a worktop. */
  private Optional<Panel> between() {
    Optional<Panel> sink = of(Fixture.Kind.SINK);
    Optional<Panel> stove = of(Fixture.Kind.STOVE);
    if (sink.isEmpty() || stove.isEmpty() || sink.get().wall() != stove.get().wall()) {
      return sink;
    }
    Panel a = sink.get();
    double middle = (a.middle() + stove.get().middle()) / 2;
    return Optional.of(
        new Panel(a.wall(), middle - 0.3, middle + 0.3, a.bottom(), a.top(), a.out()));
  }
}
