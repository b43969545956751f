package org.stowbench.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Counts the places in which outlines cross or touch, theirs and each other's, and gives up where
 * there are too many: repairing and comparing regions costs time and memory for each of them, so
 * that a drawing of a few kilobytes could take all that there is.
 *
 * <p>A line is swept over the edges: each is held against those only that it overlaps in one
 * direction. Where rounding leaves it open whether two edges touch, they do.
 */
final class Crossings {

  /** Of a region with itself. Detectors' have 14 at most; repairing these takes 0.1 s. */
  static final int MOST_IN_REGION = 1_000;

  /** Of all regions of a scene, each with itself. */
  static final int MOST_OWN = 10_000;

  /**
   * Of all regions of a scene with each other. Photos have some 200; each costs 0.02 ms at most.
   */
  static final int MOST_SHARED = 100_000;

  /** Pairs of edges, or of regions, whose bounds overlap. Each is looked at, crossing or not. */
  static final int MOST_CLOSE = 2_000_000;

  /** Containers with a region, since each is held against each. */
  static final int MOST_REGIONS = 20_000;

  /** Pairs of edges that the sweep itself looks at; what has more is all parallel lines. */
  private static final long MOST_SWEPT = 200_000_000;

  private static final double ROUNDING = 1e-15;

  private final List<List<Point>> given;
  private final List<List<Point>> added;

  /** Outlines to count in; places in which only given ones meet do not count. */
  private Crossings(List<List<Point>> given, List<List<Point>> added) {
    this.given = given;
    this.added = added;
  }

  /**
   * Refuses the outline of a region that cannot be repaired in reasonable time.
   *
   * @throws UnusableRegionException if it crosses itself too often
   */
  static void requireFew(List<Point> outline) {
    if (ownPairs(outline) > MOST_IN_REGION) {
      new Crossings(List.of(), List.of(outline))
          .require(MOST_IN_REGION, 0, "region of %d vertices".formatted(outline.size()));
    }
  }

  /**
   * Refuses regions that cannot be compared in reasonable time, with each other and with those that
   * are given.
   *
   * @param what whose regions they are, for the message
   * @throws UnusableRegionException if they cross too often
   */
  static void requireFew(String what, List<Region> given, List<Region> added) {
    if (added.isEmpty()) {
      return;
    }
    if (added.size() > MOST_REGIONS) {
      throw tooMany(what, added.size() + " regions", MOST_REGIONS);
    }
    List<Region> all = new ArrayList<>(given);
    all.addAll(added);
    Region.Box[] bounds = all.stream().map(Region::bounds).toArray(Region.Box[]::new);
    long overlapping = 0;
    long own = 0; // so many crossings at most
    long shared = 0;
    for (int i = given.size(); i < bounds.length; i++) {
      own += ownPairs(all.get(i).vertices());
      for (int j = 0; j < i; j++) {
        if (bounds[i].touches(bounds[j])) {
          overlapping++;
          shared += (long) all.get(i).vertices().size() * all.get(j).vertices().size();
        }
      }
      if (overlapping > MOST_CLOSE) {
        throw tooMany(what, overlapping + " pairs of regions or more that overlap", MOST_CLOSE);
      }
    }
    // Nearly every scene is let pass here: its regions have a few vertices.
    if (own > MOST_OWN || shared > MOST_SHARED) {
      new Crossings(
              given.stream().map(Region::vertices).toList(),
              added.stream().map(Region::vertices).toList())
          .require(MOST_OWN, MOST_SHARED, what);
    }
  }

  /** Pairs of edges of an outline that are not neighbours. */
  private static long ownPairs(List<Point> outline) {
    long n = outline.size();
    return n < 4 ? 0 : n * (n - 3) / 2;
  }

  private void require(int mostOwn, int mostShared, String what) {
    Edge[] edges = edges();
    Edge[] open = new Edge[edges.length];
    int count = 0;
    long swept = 0;
    long close = 0;
    long own = 0;
    long shared = 0;
    for (Edge edge : edges) {
      int still = 0;
      for (int i = 0; i < count; i++) {
        Edge other = open[i];
        if (other.high < edge.low) {
          continue;
        }
        open[still++] = other;
        if (other.isCloseTo(edge) && !(other.given && edge.given) && !other.isNextTo(edge)) {
          close++;
          if (other.meets(edge)) {
            boolean itself = other.outline == edge.outline;
            own += itself ? 1 : 0;
            shared += itself ? 0 : 1;
          }
          if (own > mostOwn) {
            throw tooMany(
                what, own + " places or more where it crosses or touches itself", mostOwn);
          }
          if (shared > mostShared) {
            throw tooMany(
                what, shared + " places or more where outlines cross or touch", mostShared);
          }
          if (close > MOST_CLOSE) {
            throw tooMany(what, close + " pairs of edges or more side by side", MOST_CLOSE);
          }
        }
      }
      open[still++] = edge;
      swept += count;
      if (swept > MOST_SWEPT) {
        throw tooMany(what, swept + " pairs of edges or more in line", MOST_SWEPT);
      }
      count = still;
    }
  }

  private static UnusableRegionException tooMany(String what, String found, long most) {
    return new UnusableRegionException("%s: %s: must be at most %d".formatted(what, found, most));
  }

  /** All edges in the order in which the sweep meets them. */
  private Edge[] edges() {
    List<Edge> edges = new ArrayList<>();
    double wide = 0;
    double high = 0;
    for (List<List<Point>> outlines : List.of(given, added)) {
      for (List<Point> outline : outlines) {
        Point before = outline.get(outline.size() - 1);
        for (Point p : outline) {
          wide += Math.abs(p.x() - before.x());
          high += Math.abs(p.y() - before.y());
          before = p;
        }
      }
    }
    // Swept in the direction in which the edges are shorter, so that fewer overlap.
    boolean upright = wide > high;
    given.forEach(outline -> add(outline, true, upright, edges));
    added.forEach(outline -> add(outline, false, upright, edges));
    Edge[] sorted = edges.toArray(Edge[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(edge -> edge.low));
    return sorted;
  }

  /** Adds an outline's edges; a vertex that is repeated at once has none. */
  private static void add(List<Point> outline, boolean given, boolean upright, List<Edge> edges) {
    List<Point> corners = new ArrayList<>(outline.size());
    Point before = outline.get(outline.size() - 1);
    for (Point p : outline) {
      if (!p.equals(before)) {
        corners.add(p);
      }
      before = p;
    }
    int n = corners.size();
    for (int i = 0; i < n; i++) {
      edges.add(new Edge(outline, given, i, n, corners.get(i), corners.get((i + 1) % n), upright));
    }
  }

  /** An edge, with the sweep's direction first. */
  private static final class Edge {
    private final List<Point> outline;
    private final boolean given;
    private final int place;
    private final int edges;
    private final double x1;
    private final double y1;
    private final double x2;
    private final double y2;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    Edge(List<Point> outline, boolean given, int place, int edges, Point a, Point b, boolean swap) {
      this.outline = outline;
      this.given = given;
      this.place = place;
      this.edges = edges;
      this.x1 = swap ? a.y() : a.x();
      this.y1 = swap ? a.x() : a.y();
      this.x2 = swap ? b.y() : b.x();
      this.y2 = swap ? b.x() : b.y();
      this.low = Math.min(x1, x2);
      this.high = Math.max(x1, x2);
      this.from = Math.min(y1, y2);
      this.to = Math.max(y1, y2);
    }

    /** Whether the bounds overlap, where they do in the sweep's direction. */
    boolean isCloseTo(Edge other) {
      return from <= other.to && other.from <= to;
    }

    /** Whether they share a corner because the one follows the other. */
    boolean isNextTo(Edge other) {
      int apart = Math.abs(place - other.place);
      return outline == other.outline && (apart == 1 || apart == edges - 1);
    }

    /** Whether they have a point in common, where their bounds do. */
    boolean meets(Edge other) {
      return side(other.x1, other.y1) * side(other.x2, other.y2) <= 0
          && other.side(x1, y1) * other.side(x2, y2) <= 0;
    }

    /** On which side of this line a place lies: -1 or 1, or 0 for on it, as far as one can tell. */
    private int side(double x, double y) {
      double left = (x2 - x1) * (y - y1);
      double right = (y2 - y1) * (x - x1);
      double difference = left - right;
      return Math.abs(difference) <= ROUNDING * (Math.abs(left) + Math.abs(right))
          ? 0
          : difference > 0 ? 1 : -1;
    }
  }
}
