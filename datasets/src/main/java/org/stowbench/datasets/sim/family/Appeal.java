package org.stowbench.datasets.sim.family;

import java.util.List;
import java.util.Map;
import org.stowbench.datasets.sim.family.Item.UsePoint;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Storage;
import org.stowbench.datasets.sim.kitchen.StorageKind;

/**
 * What speaks for keeping an item in each of some storages, in homes as in workplaces. Given a
 * {@link Manner} m, the weight of storage s is
 *
 * <pre>
 * exp( fit_m · ln suits(item, kind of s)
 *    − nearness_m · metres(s, point of use)
 *    + reach_m · pull(item) · ease(s)
 *    + given(s) )
 * </pre>
 */
public final class Appeal {

  private static final double SUITS_BADLY = 0.1;
  private static final double FARTHEST = 3;

  private final List<Storage> storages;
  private final double[] ease;
  private final double[] given;
  private final Map<UsePoint, Panel> points;

  /**
   * @param storages what there is
   * @param ease how easily each is reached, 0 to 1
   * @param given what speaks for each whatever the item and the manner: the logarithm of a factor
   * @param points where items are used, as far as there is such a place
   */
  public Appeal(
      List<Storage> storages, double[] ease, double[] given, Map<UsePoint, Panel> points) {
    this.storages = storages;
    this.ease = ease;
    this.given = given;
    this.points = points;
  }

  /** The weights of all storages. */
  public double[] weights(Item item, Manner manner) {
    double[] weights = of(item, manner);
    for (int s = 0; s < weights.length; s++) {
      weights[s] = StrictMath.exp(weights[s]);
    }
    return weights;
  }

  /** The logarithms of the weights. */
  double[] of(Item item, Manner manner) {
    double[] fit = new double[StorageKind.values().length];
    double best = 0;
    for (double weight : item.places().values()) {
      best = Math.max(best, weight);
    }
    for (StorageKind kind : StorageKind.values()) {
      double weight = item.places().getOrDefault(kind, SUITS_BADLY);
      fit[kind.ordinal()] = manner.fit() * StrictMath.log(weight / best);
    }
    double[] scores = new double[storages.size()];
    double pull = manner.reach() * item.frequency().pull();
    for (int s = 0; s < scores.length; s++) {
      Storage storage = storages.get(s);
      scores[s] = fit[storage.kind().ordinal()] + pull * ease[s] + given[s];
      if (manner.nearness() > 0) {
        scores[s] -= manner.nearness() * distance(storage, item);
      }
    }
    return scores;
  }

  /** Metres to the nearest point of use; half of the farthest that matters where there is none. */
  private double distance(Storage storage, Item item) {
    double nearest = FARTHEST;
    boolean known = false;
    for (UsePoint point : item.use()) {
      Panel panel = points.get(point);
      if (panel != null) {
        known = true;
        nearest = Math.min(nearest, storage.panel().distance(panel));
      }
    }
    return known ? nearest : FARTHEST / 2;
  }

  /** How easily a front is reached: best between hip and eyes; 0 to 1. */
  public static double inReach(Storage storage) {
    double height = (storage.panel().bottom() + storage.panel().top()) / 2;
    double best = storage.kind().isDrawer() ? 0.8 : 1.3;
    return Math.max(0, 1 - Math.abs(height - best));
  }
}
