package org.stowbench.datasets.sim.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Storage;
import org.stowbench.datasets.sim.kitchen.StorageKind;
import org.stowbench.datasets.sim.kitchen.Wall;
import org.stowbench.datasets.sim.work.Premises.Landmark;

/**
 * Builds a stock room: a counter where things are handed out and, from there on, a rack of bays
 * with shelves of bins. A bin's label is its address; over half of the bays a sign names the family
 * of things that is meant to be there.
 */
final class StockRoom {

  private static final double BAY = 0.9;
  private static final double COUNTER = 1.2;
  private static final double DEPTH = 0.5;

  /** As far from the counter, a place is of no use to what is asked for often. */
  private static final double FAR = 8;

  /** How much of a place's ease is the way to it; the rest is its height. */
  private static final double WAY = 0.65;

  private static final double SIGNED = 0.6;

  private static final List<String> FAMILIES =
      List.of(
          "paper",
          "office supplies",
          "protective equipment",
          "cleaning agents",
          "cleaning tools",
          "electrical supplies",
          "fasteners",
          "plumbing supplies",
          "first aid");

  private StockRoom() {}

  static Premises build(Dice dice) {
    int bays = dice.between(5, 7);
    int levels = dice.between(3, 4);
    Wall wall = new Wall(0, 0, 1, 0, COUNTER + BAY * bays);
    List<String> families = new ArrayList<>(FAMILIES);
    List<Spot> spots = new ArrayList<>();
    for (int bay = 0; bay < bays; bay++) {
      int columns = dice.between(2, 3);
      String family = families.remove(dice.below(families.size()));
      Optional<String> sign = dice.chance(SIGNED) ? Optional.of(family) : Optional.empty();
      String name = "bay " + (bay + 1) + sign.map(of -> ", " + of).orElse("");
      double left = COUNTER + BAY * bay;
      for (int level = 0; level < levels; level++) {
        StorageKind kind =
            level == 0
                ? StorageKind.LOW_BIN
                : level == levels - 1 ? StorageKind.HIGH_BIN : StorageKind.BIN;
        double bottom = 0.1 + 1.9 * level / levels;
        for (int column = 0; column < columns; column++) {
          double from = left + BAY * column / columns;
          Panel panel =
              Premises.panel(
                  wall, from, from + BAY / columns, bottom, bottom + 1.5 / levels, DEPTH);
          spots.add(
              new Spot(
                  "%s, shelf %d, bin %d".formatted(name, level + 1, column + 1),
                  "rack",
                  new Storage(kind, panel, bay),
                  sign,
                  level,
                  column,
                  Spot.Row.WHOLE));
        }
      }
    }
    Panel counter = new Panel(wall, 0, COUNTER - 0.1, 0, 1.1, DEPTH);
    return new Premises(
        "stock room", spots, List.of(new Landmark("counter", Optional.empty(), counter)), false);
  }

  /** Near the counter and between hip and eyes. */
  static double[] ease(Premises premises) {
    Panel counter = premises.landmarks().get(0).panel();
    double[] ease = premises.inReach();
    for (int s = 0; s < ease.length; s++) {
      double way = premises.spots().get(s).storage().panel().distance(counter);
      ease[s] = WAY * Math.max(0, 1 - way / FAR) + (1 - WAY) * ease[s];
    }
    return ease;
  }
}
