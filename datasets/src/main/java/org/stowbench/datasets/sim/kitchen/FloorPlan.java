package org.stowbench.datasets.sim.kitchen;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Kitchen.Layout;
import org.stowbench.datasets.sim.kitchen.WallColumn.Role;

/**
 * Where the columns of a kitchen stand. By the usual planning rules: the dishwasher is beside the
 * sink; there is a worktop between sink and stove; the refrigerator ends a line of units; and of a
 * few drafts the one is built whose work triangle (sink, stove, refrigerator) comes closest to legs
 * of 1.2 to 2.7 m that add up to no more than 7.9 m (the National Kitchen and Bath Association's
 * planning guideline).
 */
record FloorPlan(Layout layout, List<Wall> walls, List<WallColumn> columns) {

  /** Depth of units on the floor, in metres; corners of that width stay blind. */
  static final double DEPTH = 0.6;

  private static final int DRAFTS = 4;

  /** A refrigerator that had to go elsewhere is worse than a leg that is 2 m too long. */
  private static final double NO_TRIANGLE = 2;

  private static final double UNIT = 0.6;
  private static final double NARROWEST = 0.3;
  private static final double[] WIDTHS = {0.3, 0.4, 0.45, 0.5, 0.6, 0.8, 0.9};
  private static final double[] WIDTH_WEIGHTS = {1, 2, 2, 2, 4, 3, 2};
  private static final List<Double> SINK_EXTRA = List.of(0.0, 0.2, 0.3);
  private static final List<Role> STORAGE =
      List.of(Role.DRAWERS, Role.DOORS, Role.DRAWER_OVER_DOORS, Role.OPEN);
  private static final double[] STORAGE_WEIGHTS = {0.28, 0.3, 0.37, 0.07};

  private record Part(Role role, double width) {}

  static FloorPlan draw(Dice dice) {
    Layout layout = Layout.values()[dice.pick(0.34, 0.38, 0.16, 0.12)];
    List<Wall> walls = walls(layout, dice);
    boolean dishwasher = dice.chance(0.6);
    List<WallColumn> best = List.of();
    double least = Double.POSITIVE_INFINITY;
    for (int draft = 0; draft < DRAFTS && least > 0; draft++) {
      List<WallColumn> columns = columns(walls, dishwasher, dice);
      double penalty = trianglePenalty(walls, columns);
      if (penalty < least) {
        least = penalty;
        best = columns;
      }
    }
    return new FloorPlan(layout, walls, best);
  }

  private static List<Wall> walls(Layout layout, Dice dice) {
    double main = dice.uniform(1.9, layout == Layout.ONE_WALL ? 5.0 : 4.4);
    double side = dice.uniform(1.9, 3.0);
    Wall back = new Wall(0, 0, 1, 0, main);
    Wall left = new Wall(0, -side, 0, 1, side);
    double otherSide = dice.uniform(1.9, 3.0);
    Wall right = new Wall(main, 0, 0, -1, otherSide);
    return switch (layout) {
      case ONE_WALL -> List.of(back);
      case L_SHAPE -> List.of(back, dice.chance(0.5) ? left : right);
      case U_SHAPE -> List.of(back, left, right);
      case GALLEY -> List.of(back, new Wall(main, -dice.uniform(2.2, 3.0), -1, 0, main));
    };
  }

  private static List<WallColumn> columns(List<Wall> walls, boolean dishwasherWanted, Dice dice) {
    double[] from = new double[walls.size()];
    double[] room = new double[walls.size()];
    for (int w = 0; w < room.length; w++) {
      // Corners stay free: their last units would open against those of the other wall.
      from[w] = meets(walls, w, 0) ? DEPTH + 0.05 : 0;
      double to = walls.get(w).length();
      room[w] = to - from[w] - (meets(walls, w, to) ? DEPTH + 0.05 : 0);
    }
    double[] free = room.clone();
    double sinkWidth = 0.6 + dice.of(SINK_EXTRA);
    int sinkWall = place(sinkWidth, free, dice);
    int stoveWall = place(UNIT, free, dice);
    double coldWidth = dice.uniform(0.62, 0.9);
    int coldWall = place(coldWidth, free, dice);
    boolean cold = free[coldWall] >= 0;
    boolean dishwasher = dishwasherWanted && free[sinkWall] >= UNIT;
    List<WallColumn> columns = new ArrayList<>();
    for (int w = 0; w < room.length; w++) {
      List<List<Part>> groups = new ArrayList<>();
      if (w == sinkWall) {
        groups.add(sinkGroup(sinkWidth, dishwasher, dice));
      }
      if (w == stoveWall) {
        groups.add(dice.below(groups.size() + 1), List.of(new Part(Role.STOVE, UNIT)));
      }
      List<Part> line =
          withStorage(groups, room[w] - (cold && w == coldWall ? coldWidth : 0), dice);
      if (cold && w == coldWall) {
        boolean atLeft =
            from[w] == 0 && (meets(walls, w, walls.get(w).length()) || dice.chance(0.5));
        line.add(atLeft ? 0 : line.size(), new Part(Role.REFRIGERATOR, coldWidth));
      }
      double at = from[w];
      for (Part part : line) {
        columns.add(new WallColumn(w, at, at + part.width(), part.role()));
        at += part.width();
      }
    }
    return columns;
  }

  /** A wall, drawn among all, or the one with most room where the drawn one has too little. */
  private static int place(double width, double[] free, Dice dice) {
    int wall = dice.below(free.length);
    if (free[wall] < width) {
      for (int w = 0; w < free.length; w++) {
        wall = free[w] > free[wall] ? w : wall;
      }
    }
    free[wall] -= width;
    return wall;
  }

  private static boolean meets(List<Wall> walls, int w, double along) {
    double x = walls.get(w).x(along, 0);
    double y = walls.get(w).y(along, 0);
    for (Wall other : walls) {
      if (other != walls.get(w)
          && ((other.x(0, 0) == x && other.y(0, 0) == y)
              || (other.x(other.length(), 0) == x && other.y(other.length(), 0) == y))) {
        return true;
      }
    }
    return false;
  }

  private static List<Part> sinkGroup(double sinkWidth, boolean dishwasher, Dice dice) {
    Part sink = new Part(Role.SINK, sinkWidth);
    if (!dishwasher) {
      return List.of(sink);
    }
    Part beside = new Part(Role.DISHWASHER, UNIT);
    return dice.chance(0.5) ? List.of(beside, sink) : List.of(sink, beside);
  }

  /** Fills a line to its end: the groups in their order, storage of random widths between them. */
  private static List<Part> withStorage(List<List<Part>> groups, double length, Dice dice) {
    double rest = length;
    for (List<Part> group : groups) {
      for (Part part : group) {
        rest -= part.width();
      }
    }
    List<List<Part>> gaps = new ArrayList<>();
    for (int gap = 0; gap <= groups.size(); gap++) {
      gaps.add(new ArrayList<>());
    }
    // The first unit goes between two groups: a worktop between sink and stove.
    int gap = groups.size() == 2 ? 1 : dice.below(gaps.size());
    while (rest >= NARROWEST) {
      double width = WIDTHS[dice.pick(WIDTH_WEIGHTS)];
      if (rest - width < NARROWEST) {
        width = Math.min(rest, 1.0);
      }
      gaps.get(gap).add(new Part(storage(dice), width));
      rest -= width;
      gap = dice.below(gaps.size());
    }
    List<Part> line = new ArrayList<>(gaps.get(0));
    for (int g = 0; g < groups.size(); g++) {
      line.addAll(groups.get(g));
      line.addAll(gaps.get(g + 1));
    }
    // A tall unit elsewhere would cut the worktop in two.
    int last = line.size() - 1;
    if (last > 0 && line.get(last).role().isStorage() && dice.chance(0.25)) {
      line.set(last, new Part(Role.TALL, line.get(last).width()));
    }
    return line;
  }

  private static Role storage(Dice dice) {
    return STORAGE.get(dice.pick(STORAGE_WEIGHTS));
  }

  private static double trianglePenalty(List<Wall> walls, List<WallColumn> columns) {
    double[][] corners = new double[3][];
    for (WallColumn column : columns) {
      int corner =
          switch (column.role()) {
            case SINK -> 0;
            case STOVE -> 1;
            case REFRIGERATOR -> 2;
            default -> -1;
          };
      if (corner >= 0) {
        Wall wall = walls.get(column.wall());
        double middle = (column.left() + column.right()) / 2;
        corners[corner] = new double[] {wall.x(middle, DEPTH), wall.y(middle, DEPTH)};
      }
    }
    if (corners[2] == null) {
      return NO_TRIANGLE;
    }
    double penalty = 0;
    double total = 0;
    for (int i = 0; i < 3; i++) {
      double[] a = corners[i];
      double[] b = corners[(i + 1) % 3];
      double leg = Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
      penalty += Math.max(0, 1.2 - leg) + Math.max(0, leg - 2.7);
      total += leg;
    }
    return penalty + Math.max(0, total - 7.9);
  }
}
