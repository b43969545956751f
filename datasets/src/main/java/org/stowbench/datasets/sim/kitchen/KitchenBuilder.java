package org.stowbench.datasets.sim.kitchen;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Kitchen.Layout;
import org.stowbench.datasets.sim.kitchen.WallColumn.Role;

/** Builds kitchens: fills the columns of a floor plan with fronts and fixtures. */
public final class KitchenBuilder {

  private static final double PLINTH = 0.1;
  private static final double WORKTOP_EDGE = 0.86;
  private static final double UPPER_DEPTH = 0.35;
  private static final double WIDEST_DOOR = 0.52;

  private final Dice dice;
  private final FloorPlan plan;
  private final List<Wall> walls;
  private final List<Storage> storages = new ArrayList<>();
  private final List<Fixture> fixtures = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final double upperBottom;
  private final double upperTop;
  private final boolean secondTier;
  private int groups;

  private KitchenBuilder(Dice dice) {
    this.dice = dice;
    plan = FloorPlan.draw(dice);
    walls = new ArrayList<>(plan.walls());
    upperBottom = dice.uniform(1.38, 1.5);
    upperTop = upperBottom + dice.uniform(0.62, 0.95);
    secondTier = dice.chance(0.1);
  }

  /** Builds a kitchen from these draws. */
  public static Kitchen build(Dice dice) {
    KitchenBuilder builder = new KitchenBuilder(dice);
    for (int w = 0; w < builder.plan.walls().size(); w++) {
      builder.fillWall(w);
    }
    if (builder.plan.layout() != Layout.GALLEY && dice.chance(0.25)) {
      builder.island();
    }
    builder.table();
    builder.putOnCounter();
    return new Kitchen(
        builder.plan.layout(), builder.walls, builder.storages, builder.fixtures, builder.blocks);
  }

  private void fillWall(int w) {
    Wall wall = walls.get(w);
    boolean uppers = dice.chance(0.85);
    double blockFrom = -1;
    double upperFrom = -1;
    double end = 0;
    for (WallColumn column : plan.columns()) {
      if (column.wall() != w) {
        continue;
      }
      end = column.right();
      fillFloor(wall, column);
      boolean upper = !column.role().isHigh() && uppers && fillAbove(wall, column);
      if (column.role().isHigh()) {
        blocks.add(Block.of(wall, column.left(), column.right(), FloorPlan.DEPTH - 0.02, 0, 2.1));
        blockFrom = closeBase(wall, blockFrom, column.left());
      } else if (blockFrom < 0) {
        blockFrom = column.left();
      }
      if (!upper) {
        upperFrom = closeUpper(wall, upperFrom, column.left());
      } else if (upperFrom < 0) {
        upperFrom = column.left();
      }
    }
    closeBase(wall, blockFrom, end);
    closeUpper(wall, upperFrom, end);
  }

  private double closeBase(Wall wall, double from, double to) {
    if (from >= 0 && to > from) {
      blocks.add(Block.of(wall, from, to, FloorPlan.DEPTH - 0.02, 0, Kitchen.COUNTER));
    }
    return -1;
  }

  private double closeUpper(Wall wall, double from, double to) {
    if (from >= 0 && to > from) {
      blocks.add(Block.of(wall, from, to, UPPER_DEPTH - 0.02, upperBottom, upperTop));
    }
    return -1;
  }

  private void fillFloor(Wall wall, WallColumn column) {
    int group = groups++;
    double left = column.left();
    double right = column.right();
    switch (column.role()) {
      case SINK -> {
        doors(wall, left, right, PLINTH, WORKTOP_EDGE, StorageKind.SINK_CABINET, group);
        double inset = column.width() * 0.15;
        fixture(
            Fixture.Kind.SINK,
            new Panel(wall, left + inset, right - inset, Kitchen.COUNTER - 0.04, 1.15, 0.35));
      }
      case STOVE -> stove(wall, left, right, group);
      case DISHWASHER ->
          fixture(
              Fixture.Kind.DISHWASHER,
              new Panel(wall, left, right, PLINTH, WORKTOP_EDGE, FloorPlan.DEPTH));
      case REFRIGERATOR -> {
        double top = dice.uniform(1.65, 1.85);
        fixture(
            Fixture.Kind.REFRIGERATOR,
            new Panel(wall, left, right, 0.03, top, FloorPlan.DEPTH + 0.06));
        if (dice.chance(0.6)) {
          doors(wall, left, right, top + 0.04, 2.25, StorageKind.HIGH_CABINET, group);
        }
      }
      case TALL -> tall(wall, left, right, group);
      case DRAWERS -> drawers(wall, left, right, group);
      case DOORS -> doors(wall, left, right, PLINTH, WORKTOP_EDGE, StorageKind.BASE_CABINET, group);
      case DRAWER_OVER_DOORS -> {
        double split = WORKTOP_EDGE - dice.uniform(0.15, 0.2);
        int drawers = column.width() > 0.7 && dice.chance(0.5) ? 2 : 1;
        for (int i = 0; i < drawers; i++) {
          double a = left + (right - left) * i / drawers;
          double b = left + (right - left) * (i + 1) / drawers;
          front(wall, a, b, split, WORKTOP_EDGE, StorageKind.TOP_DRAWER, group);
        }
        doors(wall, left, right, PLINTH, split, StorageKind.BASE_CABINET, group);
      }
      case OPEN -> front(wall, left, right, PLINTH, WORKTOP_EDGE, StorageKind.OPEN_SHELF, group);
    }
  }

  private void stove(Wall wall, double left, double right, int group) {
    double out = FloorPlan.DEPTH;
    fixture(
        Fixture.Kind.STOVE,
        new Panel(wall, left, right, Kitchen.COUNTER - 0.02, Kitchen.COUNTER + 0.1, out - 0.1));
    if (dice.chance(0.72)) {
      fixture(Fixture.Kind.OVEN, new Panel(wall, left, right, 0.25, WORKTOP_EDGE, out + 0.02));
      if (dice.chance(0.6)) {
        front(wall, left, right, 0.06, 0.24, StorageKind.DRAWER, group);
      }
    } else {
      drawers(wall, left, right, group);
    }
  }

  private void drawers(Wall wall, double left, double right, int group) {
    int count = dice.pick(0, 0, 0.2, 0.44, 0.3, 0.06);
    double height = WORKTOP_EDGE - PLINTH;
    // A shallow one on top, as most makers build them, or all alike.
    double first = count > 2 && dice.chance(0.6) ? dice.uniform(0.15, 0.19) : height / count;
    double top = WORKTOP_EDGE;
    for (int i = 0; i < count; i++) {
      double each = i == 0 ? first : (height - first) / (count - 1);
      StorageKind kind =
          i == 0
              ? StorageKind.TOP_DRAWER
              : each > 0.2 ? StorageKind.DEEP_DRAWER : StorageKind.DRAWER;
      front(wall, left, right, top - each, top, kind, group);
      top -= each;
    }
  }

  private void tall(Wall wall, double left, double right, int group) {
    double top = dice.uniform(2.05, 2.3);
    double middle = dice.uniform(0.85, 1.3);
    boolean hasOven = fixtures.stream().anyMatch(f -> f.kind() == Fixture.Kind.OVEN);
    if (!hasOven && right - left >= 0.5 && dice.chance(0.6)) {
      doors(wall, left, right, PLINTH, 0.7, StorageKind.BASE_CABINET, group);
      fixture(Fixture.Kind.OVEN, new Panel(wall, left, right, 0.72, 1.3, FloorPlan.DEPTH));
      doors(wall, left, right, 1.32, top, StorageKind.TALL_CABINET, group);
    } else {
      doors(wall, left, right, PLINTH, middle, StorageKind.TALL_CABINET, group);
      doors(wall, left, right, middle, top, StorageKind.TALL_CABINET, group);
    }
  }

  /** Wall cabinets over a column of base units; says whether anything hangs there. */
  private boolean fillAbove(Wall wall, WallColumn column) {
    int group = groups++;
    double left = column.left();
    double right = column.right();
    if (column.role() == Role.STOVE) {
      return hood(wall, left, right, group);
    }
    boolean window = column.role() == Role.SINK && dice.chance(0.6);
    if (window || dice.chance(0.08)) {
      return false;
    }
    if (dice.chance(0.05)) {
      front(wall, left, right, upperBottom, upperTop, StorageKind.OPEN_SHELF, group, UPPER_DEPTH);
      return true;
    }
    doors(wall, left, right, upperBottom, upperTop, StorageKind.WALL_CABINET, group);
    if (secondTier) {
      doors(wall, left, right, upperTop + 0.02, upperTop + 0.4, StorageKind.HIGH_CABINET, groups++);
    }
    return true;
  }

  private boolean hood(Wall wall, double left, double right, int group) {
    if (dice.chance(0.08)) {
      return false;
    }
    double bottom = dice.uniform(1.5, 1.62);
    if (dice.chance(0.2) && right - left >= 0.55) {
      fixture(Fixture.Kind.MICROWAVE, new Panel(wall, left, right, bottom, bottom + 0.4, 0.4));
      bottom += 0.3;
    }
    fixture(Fixture.Kind.HOOD, new Panel(wall, left, right, bottom, bottom + 0.14, 0.45));
    if (upperTop - bottom > 0.38 && dice.chance(0.5)) {
      doors(wall, left, right, bottom + 0.15, upperTop, StorageKind.HIGH_CABINET, group);
    }
    return false;
  }

  private void island() {
    double mainLength = plan.walls().get(0).length();
    double length = Math.min(mainLength * 0.7, dice.uniform(1.2, 2.2));
    double start = (mainLength - length) * dice.uniform(0.3, 0.7);
    double back = -dice.uniform(1.75, 2.1);
    // Its units open to the room or to the main wall; the other side is a plain panel.
    boolean toRoom = dice.chance(0.6);
    double depth = dice.uniform(0.65, 0.9);
    Wall side =
        toRoom
            ? new Wall(start, back - depth + FloorPlan.DEPTH, 1, 0, length)
            : new Wall(start + length, back - FloorPlan.DEPTH, -1, 0, length);
    walls.add(side);
    int columns = Math.max(2, (int) (length / 0.5));
    for (int c = 0; c < columns; c++) {
      double left = length * c / columns;
      double right = length * (c + 1) / columns;
      if (dice.chance(0.4)) {
        drawers(side, left, right, groups++);
      } else {
        doors(side, left, right, PLINTH, WORKTOP_EDGE, StorageKind.BASE_CABINET, groups++);
      }
    }
    blocks.add(
        new Block(start, back - depth + 0.02, 0, start + length, back - 0.02, Kitchen.COUNTER));
  }

  /** A table in the room: nothing is kept in it, but it hides what is behind it. */
  private void table() {
    if (plan.layout() != Layout.GALLEY && dice.chance(0.4)) {
      double left = walls.get(0).length() * dice.uniform(-0.1, 0.8);
      double back = -dice.uniform(1.5, 2.4);
      double height = dice.uniform(0.72, 1.05);
      double width = dice.uniform(0.8, 1.8);
      blocks.add(new Block(left, back - 0.7, 0, left + width, back, height));
    }
  }

  private void putOnCounter() {
    List<WallColumn> free = new ArrayList<>();
    for (WallColumn column : plan.columns()) {
      if (!column.role().isHigh()
          && column.role() != Role.SINK
          && column.role() != Role.STOVE
          && column.width() >= 0.4) {
        free.add(column);
      }
    }
    boolean microwave = fixtures.stream().anyMatch(f -> f.kind() == Fixture.Kind.MICROWAVE);
    putOn(free, Fixture.Kind.MICROWAVE, microwave ? 0 : 0.35, 0.45, 0.28);
    putOn(free, Fixture.Kind.KETTLE, 0.5, 0.2, 0.25);
    putOn(free, Fixture.Kind.COFFEE_MACHINE, 0.6, 0.25, 0.35);
    putOn(free, Fixture.Kind.TOASTER, 0.45, 0.3, 0.2);
  }

  private void putOn(
      List<WallColumn> free, Fixture.Kind kind, double chance, double width, double height) {
    if (!free.isEmpty() && dice.chance(chance)) {
      WallColumn column = free.remove(dice.below(free.size()));
      double left = column.left() + Math.max(0, column.width() - width) / 2;
      double right = Math.min(column.right(), left + width);
      fixture(
          kind,
          new Panel(
              walls.get(column.wall()),
              left,
              right,
              Kitchen.COUNTER,
              Kitchen.COUNTER + height,
              0.35));
    }
  }

  private void doors(
      Wall wall,
      double left,
      double right,
      double bottom,
      double top,
      StorageKind kind,
      int group) {
    double out = kind == StorageKind.WALL_CABINET ? UPPER_DEPTH : FloorPlan.DEPTH;
    if (kind == StorageKind.HIGH_CABINET && dice.chance(0.5)) {
      out = UPPER_DEPTH;
    }
    if (right - left <= WIDEST_DOOR) {
      front(wall, left, right, bottom, top, kind, group, out);
    } else {
      double middle = (left + right) / 2;
      front(wall, left, middle, bottom, top, kind, group, out);
      front(wall, middle, right, bottom, top, kind, group, out);
    }
  }

  private void front(
      Wall wall,
      double left,
      double right,
      double bottom,
      double top,
      StorageKind kind,
      int group) {
    front(wall, left, right, bottom, top, kind, group, FloorPlan.DEPTH);
  }

  private void front(
      Wall wall,
      double left,
      double right,
      double bottom,
      double top,
      StorageKind kind,
      int group,
      double out) {
    // A centimetre of carcass shows around every front.
    Panel panel = new Panel(wall, left + 0.01, right - 0.01, bottom + 0.01, top - 0.01, out);
    storages.add(new Storage(kind, panel, group));
  }

  private void fixture(Fixture.Kind kind, Panel panel) {
    fixtures.add(new Fixture(kind, panel));
  }
}
