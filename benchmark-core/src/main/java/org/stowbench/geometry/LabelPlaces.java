package org.stowbench.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * Where the words of a picture stand, so that none covers another: in the middle of what they name,
 * as large as there is room; elsewhere in it where something stands there already; beside it, with
 * a line to it, where they do not fit in. The middle is the point that is furthest from the outline
 * (the pole of inaccessibility), or the centre of gravity where that is nearly as far.
 *
 * <p>What was placed stays, and later words keep out of its way: place first what matters most. The
 * same words get the same places. Not for several threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LabelPlaces {

  /** How near to the best a centre of gravity must come, of the distance to the outline. */
  private static final double NEARLY = 0.75;

  /** Of the letters' size, how much is kept free around words. */
  private static final double AIR = 0.12;

  /** More words than these may be smaller, the more there are. */
  private static final double MANY = 100;

  /** From one size that is tried to the next. */
  private static final double SMALLER = 0.85;

  /** How far from what they name words are put before a line may cross others; in their heights. */
  private static final int FEW_RINGS = 15;

  /** Places a row or column that are tried in a region. */
  private static final int STEPS = 8;

  private final Region.Box frame;
  private final List<Placed> placed = new ArrayList<>();

  /** Where lines to what is too small for words will end. */
  private final List<Point> ends = new ArrayList<>();

  /**
   * Words for a picture.
   *
   * @param frame the picture; words stay in it
   */
  public LabelPlaces(Region.Box frame) {
    this.frame = frame;
  }

  /**
   * Words that want a place.
   *
   * @param region what they name
   * @param width how wide they are, of their letters' size
   * @param height how high they are with all their lines, of their letters' size
   * @param least the smallest letters that can be read
   * @param most the largest letters that are wanted, at least {@code least}
   */
  public record Wanted(Region region, double width, double height, double least, double most) {

    private Wanted scaled(double leastBy, double mostBy) {
      return new Wanted(region, width, height, least * leastBy, most * mostBy);
    }
  }

  /**
   * Words that have a place.
   *
   * @param box where they stand
   * @param size how large their letters are
   * @param inside a point in what they name
   * @param isBeside whether they stand beside it, so that a line to {@code inside} has to tell what
   *     they name
   */
  public record Placed(Region.Box box, double size, Point inside, boolean isBeside) {}

  /**
   * Places words; the answer is in the order asked. They are smaller than the least that was asked
   * where there are more than a hundred, or no room else.
   */
  public List<Placed> place(List<Wanted> all) {
    List<Outline> outlines = all.stream().map(wanted -> Outline.of(wanted.region())).toList();
    int before = placed.size();
    double least = Math.min(1, Math.sqrt(MANY / Math.max(1, all.size())));
    double most = 1;
    List<Placed> found = place(all, outlines, least, most);
    while (found.size() < all.size()) {
      placed.subList(before, placed.size()).clear();
      least *= SMALLER;
      most *= SMALLER;
      found = place(all, outlines, least, most);
    }
    return found;
  }

  /** The places of all; of fewer where there is no room for all. */
  private List<Placed> place(List<Wanted> all, List<Outline> outlines, double least, double most) {
    List<Integer> order = new ArrayList<>();
    List<Wanted> scaled = new ArrayList<>();
    List<Optional<Placed>> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      order.add(i);
      scaled.add(all.get(i).scaled(least, most));
      found.add(Optional.empty());
    }
    // The smallest have the fewest places; those that fit into none come last.
    order.sort(Comparator.comparingDouble(i -> outlines.get(i).area()));
    ends.clear();
    for (int i : order) {
      found.set(i, inside(scaled.get(i), outlines.get(i)));
      found.get(i).ifPresentOrElse(placed::add, () -> ends.add(outlines.get(i).pole()));
    }
    for (int i : order) {
      if (found.get(i).isEmpty()) {
        ends.remove(outlines.get(i).pole()); // from here on, its own line is in the way
        found.set(i, beside(scaled.get(i), outlines.get(i), outlines));
        found.get(i).ifPresent(placed::add);
      }
    }
    return found.stream().flatMap(Optional::stream).toList();
  }

  private Optional<Placed> inside(Wanted wanted, Outline outline) {
    Region.Box box = outline.box();
    double most =
        Math.min(
            wanted.most(),
            Math.min(
                box.width() / (wanted.width() + 2 * AIR),
                box.height() / (wanted.height() + 2 * AIR)));
    for (double size = most; size >= wanted.least() * .999; size *= SMALLER) {
      Optional<Placed> middle = inside(wanted, outline, outline.pole(), size);
      if (middle.isPresent()) {
        return middle;
      }
    }
    // All sizes in the middle before any other place: that is where one looks first.
    for (double size = most; size >= wanted.least() * .999; size *= SMALLER) {
      Optional<Placed> best = Optional.empty();
      double nearest = Double.POSITIVE_INFINITY;
      for (int step = 0; step < STEPS * STEPS; step++) {
        Point at = outline.spot(step);
        double far = distance(at, outline.pole());
        if (far < nearest) {
          Optional<Placed> there = inside(wanted, outline, at, size);
          if (there.isPresent()) {
            best = there;
            nearest = far;
          }
        }
      }
      if (best.isPresent()) {
        return best;
      }
    }
    return Optional.empty();
  }

  private Optional<Placed> inside(Wanted wanted, Outline outline, Point at, double size) {
    Region.Box box = around(at, wanted, size, 0);
    Region.Box airy = around(at, wanted, size, AIR);
    return isIn(frame, box) && outline.holds(airy) && isFree(airy, true)
        ? Optional.of(new Placed(box, size, at, false))
        : Optional.empty();
  }

  /** Where a line to it ends: in its middle, or where no words stand yet. */
  private Point end(Outline outline) {
    Point best = outline.pole();
    if (isBare(best)) {
      return best;
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS * STEPS; step++) {
      Point at = outline.spot(step);
      double far = distance(at, outline.pole());
      if (far < nearest && outline.contains(at.x(), at.y()) && isBare(at)) {
        nearest = far;
        best = at;
      }
    }
    return best;
  }

  private boolean isBare(Point at) {
    for (Placed other : placed) {
      if (isIn(other.box(), at)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Placed> beside(Wanted wanted, Outline outline, List<Outline> all) {
    return beside(wanted, outline, all, true).or(() -> beside(wanted, outline, all, false));
  }

  /**
   * The nearest free place, rather on nothing than on what others name.
   *
   * @param strict whether no line may cross words
   */
  private Optional<Placed> beside(
      Wanted wanted, Outline outline, List<Outline> all, boolean strict) {
    double size = wanted.least();
    Point pole = end(outline);
    double dx = Math.max(size, (wanted.width() + AIR) * size / 3);
    double dy = Math.max(size, (wanted.height() + AIR) * size / 2);
    double least = Double.POSITIVE_INFINITY;
    Optional<Placed> best = Optional.empty();
    int rings =
        strict ? FEW_RINGS : (int) Math.ceil(Math.max(frame.width() / dx, frame.height() / dy));
    for (int ring = 0; ring <= rings; ring++) {
      if (ring * Math.min(dx, dy) > least) {
        break; // no place from here on is nearer
      }
      for (int row = -ring; row <= ring; row++) {
        int step = Math.abs(row) == ring ? 1 : Math.max(1, 2 * ring);
        for (int column = -ring; column <= ring; column += step) {
          Point at = clamped(new Point(pole.x() + column * dx, pole.y() + row * dy), wanted, size);
          Region.Box box = around(at, wanted, size, 0);
          Region.Box airy = around(at, wanted, size, AIR);
          boolean over = isIn(airy, pole);
          double cost = distance(at, pole);
          if (cost < least && isIn(frame, box) && isFree(airy, strict)) {
            if (over || !strict || isOpen(at, pole)) {
              for (Outline other : all) {
                cost += other != outline && cost < least && other.meets(box) ? 2 * size : 0;
              }
              if (cost < least) {
                least = cost;
                best = Optional.of(new Placed(box, size, pole, !over));
              }
            }
          }
        }
      }
    }
    return best;
  }

  /** Whether a line crosses no words. */
  private boolean isOpen(Point from, Point to) {
    for (Placed other : placed) {
      if (crosses(from, to, other.box())) {
        return false;
      }
    }
    return true;
  }

  private Point clamped(Point at, Wanted wanted, double size) {
    double x = wanted.width() * size / 2;
    double y = wanted.height() * size / 2;
    return new Point(
        Math.max(frame.left() + x, Math.min(frame.right() - x, at.x())),
        Math.max(frame.top() + y, Math.min(frame.bottom() - y, at.y())));
  }

  private static Region.Box around(Point at, Wanted wanted, double size, double air) {
    double x = (wanted.width() / 2 + air) * size;
    double y = (wanted.height() / 2 + air) * size;
    return new Region.Box(at.x() - x, at.y() - y, at.x() + x, at.y() + y);
  }

  /** Whether nothing stands there; nor goes or will go there any line, where that is asked. */
  private boolean isFree(Region.Box box, boolean lines) {
    for (Placed other : placed) {
      if (overlap(box, other.box())
          || lines && other.isBeside() && crosses(other.inside(), other.box().center(), box)) {
        return false;
      }
    }
    if (lines) {
      for (Point end : ends) {
        if (isIn(box, end)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether two boxes have more in common than an edge. */
  private static boolean overlap(Region.Box a, Region.Box b) {
    return a.left() < b.right()
        && b.left() < a.right()
        && a.top() < b.bottom()
        && b.top() < a.bottom();
  }

  private static boolean isIn(Region.Box frame, Region.Box box) {
    double hair = 1e-6 * Math.max(frame.width(), frame.height());
    return box.left() >= frame.left() - hair
        && box.right() <= frame.right() + hair
        && box.top() >= frame.top() - hair
        && box.bottom() <= frame.bottom() + hair;
  }

  private static boolean isIn(Region.Box box, Point p) {
    return p.x() >= box.left()
        && p.x() <= box.right()
        && p.y() >= box.top()
        && p.y() <= box.bottom();
  }

  private static double distance(Point a, Point b) {
    double dx = a.x() - b.x();
    double dy = a.y() - b.y();
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** Whether a line goes through a box (Liang and Barsky's clipping). */
  private static boolean crosses(Point from, Point to, Region.Box box) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double enters = 0;
    double leaves = 1;
    for (int side = 0; side < 4; side++) {
      double along = side < 2 ? dx : dy;
      double left =
          switch (side) {
            case 0 -> from.x() - box.left();
            case 1 -> box.right() - from.x();
            case 2 -> from.y() - box.top();
            default -> box.bottom() - from.y();
          };
      boolean back = side % 2 == 0;
      if (along == 0) {
        if (left <= 0) {
          return false;
        }
      } else {
        double at = left / (back ? -along : along);
        if (back == along > 0) {
          enters = Math.max(enters, at);
        } else {
          leaves = Math.min(leaves, at);
        }
      }
    }
    return enters < leaves;
  }

  /** What words name, as plain numbers: it is asked often. */
  private record Outline(List<Point> vertices, Region.Box box, double area, Point pole) {

    static Outline of(Region region) {
      Region.Box box = region.bounds();
      Geometry shape = Shapes.repaired(region);
      return new Outline(region.vertices(), box, shape.getArea(), pole(shape, box));
    }

    private static Point pole(Geometry shape, Region.Box box) {
      if (shape.isEmpty()) {
        return box.center();
      }
      Coordinate middle = shape.getCentroid().getCoordinate();
      Geometry border = shape.getBoundary();
      double most = Math.min(box.width(), box.height()) / 2; // no point is further from it
      double far = shape.covers(shape.getCentroid()) ? border.distance(shape.getCentroid()) : 0;
      if (far < NEARLY * most) {
        double tolerance = Math.max(most / 20, Double.MIN_NORMAL);
        MaximumInscribedCircle circle = new MaximumInscribedCircle(shape, tolerance);
        if (far < NEARLY * circle.getRadiusLine().getLength()) {
          middle = circle.getCenter().getCoordinate();
        }
      }
      return new Point(middle.x, middle.y);
    }

    /** One of the places in its box that are tried. */
    Point spot(int step) {
      return new Point(
          box.left() + box.width() * (step % STEPS + .5) / STEPS,
          box.top() + box.height() * (step / STEPS + .5) / STEPS);
    }

    /** Whether a box lies in it. */
    boolean holds(Region.Box inner) {
      return contains(inner.left(), inner.top()) && !cuts(inner);
    }

    /** Whether it has something in common with a box. */
    boolean meets(Region.Box other) {
      return overlap(box, other) && (contains(other.left(), other.top()) || cuts(other));
    }

    private boolean cuts(Region.Box inner) {
      for (int i = 0; i < vertices.size(); i++) {
        if (crosses(vertices.get(i), vertices.get((i + 1) % vertices.size()), inner)) {
          return true;
        }
      }
      return false;
    }

    /** By counting how often one crosses the outline on the way out. */
    private boolean contains(double x, double y) {
      boolean in = false;
      for (int i = 0, j = vertices.size() - 1; i < vertices.size(); j = i++) {
        Point a = vertices.get(i);
        Point b = vertices.get(j);
        if (a.y() > y != b.y() > y && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
          in = !in;
        }
      }
      return in;
    }
  }
}
