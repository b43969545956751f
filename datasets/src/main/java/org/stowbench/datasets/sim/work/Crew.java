package org.stowbench.datasets.sim.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Appeal;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.datasets.sim.family.Keeper;
import org.stowbench.predictor.Seeds;

/**
 * A crew in its workplace. By its habit,
 *
 * <ol>
 *   <li>each category of items gets a shelf, with probability proportional to the {@link Appeal} of
 *       the shelf's places for all items of the category, times {@code exp(labels)} where the label
 *       of the bay names the category;
 *   <li>an item is away with the probability that the catalogue gives; else it is in a place with
 *       probability proportional to its appeal, times {@code exp(order)} on its category's shelf;
 *   <li>two items of a pair, where neither is away, are drawn so until their places stand in the
 *       {@link Relation} that the habit keeps.
 * </ol>
 *
 * <p>All three draws are sums over a few dozen places and shelves, so what can be known of an item
 * without knowing the crew, or by whoever knows where it keeps others, is computed exactly.
 */
public final class Crew implements Keeper {

  private final Premises premises;
  private final Appeal appeal;
  private final ItemCatalogue catalogue;
  private final long seed;
  private final List<Rules> rules;
  private final int habit;
  private final int[] shelves;

  /**
   * @param premises where it works
   * @param appeal of the places there
   * @param habits that crews may have
   * @param catalogue what it keeps
   * @param seed for its habit and places
   */
  public Crew(
      Premises premises,
      Appeal appeal,
      List<CrewHabit> habits,
      ItemCatalogue catalogue,
      long seed) {
    this.premises = premises;
    this.appeal = appeal;
    this.catalogue = catalogue;
    this.seed = seed;
    double[] priors = habits.stream().mapToDouble(CrewHabit::prior).toArray();
    habit = dice("habit").pick(priors);
    shelves = premises.shelves();
    rules = habits.stream().map(Rules::new).toList();
  }

  @Override
  public CrewHabit habit() {
    return rules.get(habit).habit;
  }

  @Override
  public int place(Item item) {
    if (isAway(item)) {
      return AWAY;
    }
    Rules own = rules.get(habit);
    int shelf = dice("shelf " + item.category()).pick(own.shelves(item.category()));
    Optional<ItemCatalogue.Pair> pair =
        catalogue.pair(item).filter(both -> !isAway(both.other(item)));
    if (pair.isEmpty()) {
      return dice("item " + item.name()).pick(own.weights(item, shelf));
    }
    Dice dice = dice("pair " + pair.get().first().name());
    double[] weights = own.weights(pair.get().first(), shelf);
    double[] second = own.weights(pair.get().second(), shelf);
    for (int s = 0; s < weights.length; s++) {
      weights[s] *= sum(second, own.seconds[s]);
    }
    int first = dice.pick(weights);
    int[] places = own.seconds[first];
    return item.equals(pair.get().first())
        ? first
        : places[dice.pick(Arrays.stream(places).mapToDouble(s -> second[s]).toArray())];
  }

  private static double sum(double[] all, int[] places) {
    double sum = 0;
    for (int s : places) {
      sum += all[s];
    }
    return sum;
  }

  private boolean isAway(Item item) {
    return dice("away " + item.name()).chance(item.away());
  }

  private Dice dice(String what) {
    return new Dice(Seeds.derive(seed, what));
  }

  @Override
  public double[] distribution(Item item) {
    return distribution(item, List.of());
  }

  /** {@inheritDoc} Bayes' rule over its habit and over the shelves of categories. */
  @Override
  public double[] distribution(Item item, List<Placed> known) {
    Map<Item, Placed> placed = new LinkedHashMap<>();
    known.forEach(one -> placed.putIfAbsent(one.item(), one));
    placed.remove(item);
    TreeSet<String> others = new TreeSet<>();
    placed.keySet().forEach(other -> others.add(other.category()));
    others.remove(item.category());
    double[] total = new double[premises.spots().size() + 1];
    double all = 0;
    for (Rules each : rules) {
      double likely = each.habit.prior();
      for (String category : others) {
        likely *= each.likely(category, placed);
      }
      double[] shelves = each.shelves(item.category());
      for (int shelf = 0; shelf < shelves.length; shelf++) {
        double factor =
            likely
                * shelves[shelf]
                * each.likely(item.category(), shelf, placed, Optional.of(item));
        double[] p = each.joint(item, shelf, placed);
        for (int s = 0; s < p.length; s++) {
          total[s] += factor * p[s];
          all += factor * p[s];
        }
      }
    }
    double[] storages = new double[total.length - 1];
    for (int s = 0; s < storages.length; s++) {
      storages[s] = total[s] / all;
    }
    return storages;
  }

  /** What a habit makes of these premises. Remembers what it has weighed, for any threads. */
  private final class Rules {

    private final CrewHabit habit;
    private final double order;
    private final Map<Item, double[]> weighed = new ConcurrentHashMap<>();
    private final Map<String, double[]> shares = new ConcurrentHashMap<>();

    /** Where a pair's second item may be, for each place of the first, and the other way round. */
    private final int[][] seconds;

    private final int[][] firsts;

    Rules(CrewHabit habit) {
      this.habit = habit;
      order = StrictMath.exp(habit.order());
      List<Spot> spots = premises.spots();
      seconds =
          related((first, second) -> habit.pairs().holds(spots.get(first), spots.get(second)));
      firsts = related((second, first) -> habit.pairs().holds(spots.get(first), spots.get(second)));
    }

    private int[][] related(BiPredicate<Integer, Integer> are) {
      int places = premises.spots().size();
      int[][] related = new int[places][];
      for (int s = 0; s < places; s++) {
        int one = s;
        related[s] = IntStream.range(0, places).filter(o -> are.test(one, o)).toArray();
      }
      return related;
    }

    private double[] weighed(Item item) {
      return weighed.computeIfAbsent(item, one -> appeal.weights(one, habit));
    }

    /** The weights of all places for an item whose category has this shelf. A new array. */
    double[] weights(Item item, int shelf) {
      double[] weights = weighed(item).clone();
      for (int s = 0; s < weights.length; s++) {
        weights[s] *= shelves[s] == shelf ? order : 1;
      }
      return weights;
    }

    /** The probability of each shelf to be a category's. */
    double[] shelves(String category) {
      return shares.computeIfAbsent(category, this::shareShelves);
    }

    private double[] shareShelves(String category) {
      double[] shares = new double[Arrays.stream(shelves).max().orElse(-1) + 1];
      double labels = StrictMath.exp(habit.labels());
      double sum = 0;
      for (Item item : catalogue.category(category)) {
        double[] weights = weighed(item);
        for (int s = 0; s < weights.length; s++) {
          boolean meant = premises.spots().get(s).meant().equals(Optional.of(category));
          double weight = weights[s] * (meant ? labels : 1);
          shares[shelves[s]] += weight;
          sum += weight;
        }
      }
      for (int shelf = 0; shelf < shares.length; shelf++) {
        shares[shelf] /= sum;
      }
      return shares;
    }

    /** The probability of what is known of a category, whatever its shelf. */
    double likely(String category, Map<Item, Placed> placed) {
      double[] shares = shelves(category);
      double sum = 0;
      for (int shelf = 0; shelf < shares.length; shelf++) {
        sum += shares[shelf] * likely(category, shelf, placed, Optional.empty());
      }
      return sum;
    }

    /**
     * The probability of what is known of a category that has this shelf.
     *
     * @param asked an item that is left out, and its partner with it
     */
    double likely(String category, int shelf, Map<Item, Placed> placed, Optional<Item> asked) {
      double likely = 1;
      List<Item> done = new ArrayList<>();
      asked.ifPresent(item -> withPartner(item, done));
      for (Placed one : placed.values()) {
        if (one.item().category().equals(category) && !done.contains(one.item())) {
          withPartner(one.item(), done);
          likely *= Arrays.stream(only(joint(one.item(), shelf, placed), one)).sum();
        }
      }
      return likely;
    }

    private void withPartner(Item item, List<Item> into) {
      into.add(item);
      catalogue.pair(item).ifPresent(pair -> into.add(pair.other(item)));
    }

    /**
     * The probability that an item is in each place, or, last, away, and its partner where it is
     * known to be, if it is; given the shelf of their category.
     */
    double[] joint(Item item, int shelf, Map<Item, Placed> placed) {
      double[] alone = shares(item, shelf);
      Optional<ItemCatalogue.Pair> pair = catalogue.pair(item);
      if (pair.isEmpty()) {
        return alone;
      }
      Item other = pair.get().other(item);
      int[][] partners = item.equals(pair.get().first()) ? seconds : firsts;
      double[] others = shares(other, shelf);
      int away = alone.length - 1;
      double met = 0;
      for (int s = 0; s < away; s++) {
        met += alone[s] * sum(others, partners[s]);
      }
      // Of all draws of two that are not away only these are kept: so much more each of them
      // counts.
      double kept = (1 - item.away()) * (1 - other.away()) / met;
      double[] seen = placed.containsKey(other) ? only(others, placed.get(other)) : others;
      double[] joint = new double[alone.length];
      for (int s = 0; s < away; s++) {
        joint[s] = alone[s] * (kept * sum(seen, partners[s]) + seen[away]);
      }
      joint[away] = item.away() * Arrays.stream(seen).sum();
      return joint;
    }

    private double[] only(double[] shares, Placed known) {
      double[] only = new double[shares.length];
      if (known.storages().isEmpty()) {
        only[shares.length - 1] = shares[shares.length - 1];
      }
      known.storages().forEach(s -> only[s] = shares[s]);
      return only;
    }

    /** The probability of each place and, last, of being away, for an item without a partner. */
    private double[] shares(Item item, int shelf) {
      double[] weights = weights(item, shelf);
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      double[] shares = new double[weights.length + 1];
      for (int s = 0; s < weights.length; s++) {
        shares[s] = (1 - item.away()) * weights[s] / sum;
      }
      shares[weights.length] = item.away();
      return shares;
    }
  }
}
