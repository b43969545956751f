package org.stowbench.datasets.sim.photo;

import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.kitchen.Fixture;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.Kitchen.Layout;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Wall;
import org.stowbench.scene.ImageSize;

/** Stands where people stand to photograph a kitchen, and looks at it. */
final class Photographer {

  private static final int TRIES = 6;
  private static final int ENOUGH_FRONTS = 3;

  private static final double CLUTTERED = 0.5;
  private static final double MOST_COVERED = 0.75;

  /** Share of square photos, and of portraits among the others. */
  private static final double SQUARE = 0.235;

  private static final double PORTRAIT = 0.09;

  // The sizes that occur most among the official development photos, with their counts.
  private static final int[][] SIZES = {
    {1024, 768}, {800, 533}, {300, 225}, {1024, 683}, {1600, 1200}, {2048, 1536}, {1280, 960},
    {640, 480}, {2592, 1944}, {320, 240}, {720, 480}, {800, 600}, {3072, 2304}, {1200, 900}
  };
  private static final double[] SIZE_COUNTS = {
    59, 59, 50, 37, 36, 33, 33, 31, 29, 28, 28, 27, 18, 16
  };

  private Photographer() {}

  static SimulatedPhoto take(Kitchen kitchen, Dice dice) {
    ImageSize size = size(dice);
    boolean[] covered = covered(kitchen, dice);
    SimulatedPhoto best = new SimulatedPhoto(kitchen, stand(kitchen, size, dice), covered);
    for (int i = 1; i < TRIES && best.fronts() < ENOUGH_FRONTS; i++) {
      SimulatedPhoto next = new SimulatedPhoto(kitchen, stand(kitchen, size, dice), covered);
      best = next.fronts() > best.fronts() ? next : best;
    }
    return best.fronts() > 0
        ? best
        : new SimulatedPhoto(kitchen, atSink(kitchen, size), new boolean[covered.length]);
  }

  /** Right in front of the sink, whose cabinet every kitchen has: closer than any furniture. */
  private static Camera atSink(Kitchen kitchen, ImageSize size) {
    Panel sink = kitchen.fixture(Fixture.Kind.SINK).orElseThrow().panel();
    Wall wall = sink.wall();
    double pan = StrictMath.atan2(wall.alongY(), wall.alongX());
    double out = 1.45;
    double fieldOfView = 2 * StrictMath.atan(18 / 22.0);
    return new Camera(
        wall.x(sink.middle(), out),
        wall.y(sink.middle(), out),
        1.4,
        pan,
        -0.6,
        0,
        fieldOfView,
        size);
  }

  /** Fronts that chairs, people, towels and open doors hide; in a tidy half of kitchens none. */
  private static boolean[] covered(Kitchen kitchen, Dice dice) {
    boolean[] covered = new boolean[kitchen.storages().size()];
    if (dice.chance(CLUTTERED)) {
      double share = dice.uniform(0, MOST_COVERED);
      for (int s = 0; s < covered.length; s++) {
        covered[s] = dice.chance(share);
      }
    }
    return covered;
  }

  private static ImageSize size(Dice dice) {
    if (dice.chance(SQUARE)) {
      return new ImageSize(256, 256);
    }
    int[] size = SIZES[dice.pick(SIZE_COUNTS)];
    return dice.chance(PORTRAIT)
        ? new ImageSize(size[1], size[0])
        : new ImageSize(size[0], size[1]);
  }

  private static Camera stand(Kitchen kitchen, ImageSize size, Dice dice) {
    double length = kitchen.walls().get(0).length();
    double targetX = length * dice.uniform(0.2, 0.8);
    double targetY = 0;
    double y = -dice.uniform(2.4, 5.2);
    double x = targetX + dice.uniform(-0.5, 0.5) * y;
    Layout layout = kitchen.layout();
    if (layout == Layout.L_SHAPE) {
      boolean sideAtLeft = kitchen.walls().get(1).alongY() > 0;
      // Away from the side wall, looking towards the corner.
      x = sideAtLeft ? length * dice.uniform(0.55, 1.15) : length * dice.uniform(-0.15, 0.45);
      targetX = length * (sideAtLeft ? dice.uniform(0.05, 0.6) : dice.uniform(0.4, 0.95));
    } else if (layout == Layout.U_SHAPE) {
      x = length * dice.uniform(0.35, 0.65);
      targetX = length * dice.uniform(0.2, 0.8);
    } else if (layout == Layout.GALLEY) {
      Wall opposite = kitchen.walls().get(1);
      double middle = opposite.startY() / 2;
      boolean fromLeft = dice.chance(0.5);
      x = fromLeft ? -dice.uniform(0.1, 1.2) : length + dice.uniform(0.1, 1.2);
      y = middle + dice.uniform(-0.3, 0.3);
      targetX = fromLeft ? length : 0;
      targetY = dice.uniform(middle - 0.6, 0);
    }
    double z = dice.uniform(1.25, 1.7);
    double away = Math.sqrt((targetX - x) * (targetX - x) + (targetY - y) * (targetY - y));
    double targetZ = dice.uniform(0.65, 1.2);
    double pan = StrictMath.atan2(x - targetX, targetY - y) + 0.08 * dice.bell();
    double tilt = StrictMath.atan2(targetZ - z, away);
    // From 22 to 40 mm of focal length on 36 mm of film.
    double fieldOfView = 2 * StrictMath.atan(18 / dice.uniform(22, 44));
    return new Camera(x, y, z, pan, tilt, 0.012 * dice.bell(), fieldOfView, size);
  }
}
