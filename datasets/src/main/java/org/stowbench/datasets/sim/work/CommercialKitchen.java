package org.stowbench.datasets.sim.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Item.UsePoint;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Storage;
import org.stowbench.datasets.sim.kitchen.StorageKind;
import org.stowbench.datasets.sim.kitchen.Wall;
import org.stowbench.datasets.sim.work.Premises.Landmark;

/**
 * Builds a restaurant's kitchen: the cooking line, the tables across from it, a dry store and a
 * walk-in refrigerator. Stations have drawers and shelves; each bay of the stores is meant for one
 * category of food, which its label says, if it has one, and each of its shelves has a front and a
 * back.
 */
final class CommercialKitchen {

  private static final double BAY = 1.2;
  private static final double AISLE = 2.4;
  private static final double LABELLED = 0.85;
  private static final double DEPTH = 0.6;

  private static final List<String> DRY =
      List.of("dry goods", "canned goods", "seasonings", "disposables");
  private static final List<String> COLD =
      List.of("produce", "dairy", "meat and fish", "prepared food");

  private final Dice dice;
  private final List<Spot> spots = new ArrayList<>();
  private final List<Landmark> landmarks = new ArrayList<>();
  private int bays;

  private record Station(String name, UsePoint use) {}

  private CommercialKitchen(Dice dice) {
    this.dice = dice;
  }

  static Premises build(Dice dice) {
    return new CommercialKitchen(dice).build();
  }

  private Premises build() {
    List<Station> line = new ArrayList<>();
    line.add(new Station("stove", UsePoint.STOVE));
    addMaybe(line, 0.9, new Station("grill", UsePoint.GRILL));
    addMaybe(line, 0.8, new Station("fryer", UsePoint.FRYER));
    addMaybe(line, 0.85, new Station("oven", UsePoint.OVEN));
    List<Station> across = new ArrayList<>();
    across.add(new Station("prep sink", UsePoint.PREP));
    across.add(new Station("dishwasher", UsePoint.DISHWASHER));
    addMaybe(across, 0.85, new Station("salad counter", UsePoint.COLD_KITCHEN));
    addMaybe(across, 0.9, new Station("pass", UsePoint.PASS));
    double length = BAY * Math.max(line.size(), across.size());
    stations(new Wall(0, 0, 1, 0, length), "cooking line", shuffled(line));
    stations(new Wall(length, -AISLE, -1, 0, length), "tables", shuffled(across));
    double next = length + AISLE;
    store(new Wall(next, 0, 1, 0, BAY * DRY.size()), "dry store", DRY, StorageKind.DRY_SHELF);
    store(
        new Wall(next + BAY * COLD.size(), -AISLE, -1, 0, BAY * COLD.size()),
        "walk-in",
        COLD,
        StorageKind.COLD_SHELF);
    return new Premises("commercial kitchen", spots, landmarks, true);
  }

  private void addMaybe(List<Station> stations, double chance, Station station) {
    if (dice.chance(chance)) {
      stations.add(station);
    }
  }

  private <T> List<T> shuffled(List<T> all) {
    List<T> left = new ArrayList<>(all);
    List<T> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(dice.below(left.size())));
    }
    return shuffled;
  }

  private void stations(Wall wall, String area, List<Station> stations) {
    double at = 0;
    for (Station station : stations) {
      landmarks.add(
          new Landmark(
              station.name(),
              Optional.of(station.use()),
              new Panel(
                  wall,
                  at + 0.1,
                  at + BAY - 0.1,
                  Premises.WORKTOP,
                  Premises.WORKTOP + 0.3,
                  DEPTH)));
      if (dice.chance(0.8)) {
        station(wall, area, station, "over-shelf", StorageKind.OVER_SHELF, at, 1.5, 1.8);
      }
      int drawers = dice.between(1, 3);
      for (int d = 0; d < drawers; d++) {
        double left = at + BAY * d / drawers;
        Panel panel = Premises.panel(wall, left, left + BAY / drawers, 0.6, 0.85, DEPTH);
        add(
            station.name() + ", " + (drawers == 1 ? "drawer" : "drawer " + (d + 1)),
            area,
            new Storage(StorageKind.STATION_DRAWER, panel, bays),
            Optional.empty(),
            1,
            d,
            Spot.Row.WHOLE);
      }
      station(wall, area, station, "under-shelf", StorageKind.UNDER_SHELF, at, 0.15, 0.55);
      bays++;
      at += BAY;
    }
  }

  private void station(
      Wall wall,
      String area,
      Station station,
      String what,
      StorageKind kind,
      double left,
      double bottom,
      double top) {
    Panel panel = Premises.panel(wall, left, left + BAY, bottom, top, DEPTH);
    add(
        station.name() + ", " + what,
        area,
        new Storage(kind, panel, bays),
        Optional.empty(),
        kind == StorageKind.UNDER_SHELF ? 0 : 2,
        0,
        Spot.Row.WHOLE);
  }

  private void store(Wall wall, String area, List<String> categories, StorageKind kind) {
    double at = 0;
    int number = 0;
    for (String category : shuffled(categories)) {
      number++;
      Optional<String> meant = dice.chance(LABELLED) ? Optional.of(category) : Optional.empty();
      String bay = area + ", " + meant.orElse("bay " + number);
      int levels = dice.between(2, 3);
      for (int level = 0; level < levels; level++) {
        String shelf =
            level == 0 ? "bottom shelf" : level == levels - 1 ? "top shelf" : "middle shelf";
        // No food on the floor: the lowest shelf is 15 cm above it.
        double bottom = 0.15 + 1.6 * level / levels;
        double middle = bottom + 0.7 / levels;
        double top = bottom + 1.4 / levels;
        StorageKind here = level == 0 ? low(kind) : kind;
        add(
            bay + ", " + shelf + ", front",
            area,
            new Storage(here, Premises.panel(wall, at, at + BAY, bottom, middle, DEPTH), bays),
            meant,
            level,
            0,
            Spot.Row.FRONT);
        // From where one stands, what is behind is seen over what is in front.
        add(
            bay + ", " + shelf + ", back",
            area,
            new Storage(here, Premises.panel(wall, at, at + BAY, middle, top, DEPTH / 2), bays),
            meant,
            level,
            0,
            Spot.Row.BACK);
      }
      bays++;
      at += BAY;
    }
  }

  private static StorageKind low(StorageKind kind) {
    return kind == StorageKind.COLD_SHELF ? StorageKind.LOW_COLD_SHELF : StorageKind.LOW_DRY_SHELF;
  }

  private void add(
      String name,
      String area,
      Storage storage,
      Optional<String> meant,
      int level,
      int column,
      Spot.Row row) {
    spots.add(new Spot(name, area, storage, meant, level, column, row));
  }
}
