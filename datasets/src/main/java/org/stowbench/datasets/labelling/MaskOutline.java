package org.stowbench.datasets.labelling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.scene.Point;
import org.stowbench.scene.Region;

/**
 * The outline of a mask that is given as lengths of runs: pixels outside of it, inside, outside,
 * and so on, line by line. It runs along the pixels' edges, so that bounds and area are the mask's;
 * holes are filled, since what stands before a drawer is no hole in it.
 *
 * @param region all parts as one region
 * @param parts how many parts that do not touch along an edge the mask has, at least 1
 */
public record MaskOutline(Region region, int parts) {

  /** What a brush left beside its mask are specks; a mask in more parts keeps the largest. */
  private static final int MOST_PARTS = 20;

  private static final int LONGEST_LINE = 100_000;

  /** A mask with more runs of pixels is noise, and has no outline here. */
  public static final int MOST_RUNS = 2_000_000;

  /** Which way the lines of a mask go. */
  public enum Lines {
    /** From left to right, the first on top. */
    ROWS,
    /** From top to bottom, the first at the left. */
    COLUMNS
  }

  /**
   * The outline of a mask.
   *
   * @param counts lengths of runs in pixels, outside first; what they leave is outside
   * @param left x of the mask's first column in the photo
   * @param top y of its first row
   * @return empty where no pixel is inside, or counts and size do not fit each other
   */
  public static Optional<MaskOutline> of(
      List<Long> counts, Lines lines, int width, int height, double left, double top) {
    boolean columns = lines == Lines.COLUMNS;
    int number = columns ? width : height;
    int length = columns ? height : width;
    if (width < 1
        || height < 1
        || width > LONGEST_LINE
        || height > LONGEST_LINE
        || counts.size() > MOST_RUNS) {
      return Optional.empty();
    }
    Optional<List<List<int[]>>> runs = runs(counts, number, length);
    return runs.map(inside -> new Edges(inside, length).parts())
        .filter(parts -> !parts.isEmpty())
        .map(
            parts ->
                new MaskOutline(
                    Outlines.joined(
                        parts.stream()
                            .limit(MOST_PARTS)
                            .map(part -> placed(part, columns, left, top))
                            .toList()),
                    parts.size()));
  }

  /** Clockwise from the leftmost of the topmost corners, as a box is drawn. */
  private static List<Point> placed(List<int[]> corners, boolean columns, double left, double top) {
    List<Point> vertices = new ArrayList<>();
    for (int[] corner : corners) {
      vertices.add(
          columns
              ? new Point(left + corner[0], top + corner[1])
              : new Point(left + corner[1], top + corner[0]));
    }
    if (!columns) {
      Collections.reverse(vertices);
    }
    Point first =
        Collections.min(vertices, Comparator.comparingDouble(Point::y).thenComparing(Point::x));
    Collections.rotate(vertices, -vertices.indexOf(first));
    return vertices;
  }

  /** What is inside of each line, from and to; empty where the counts are too long. */
  private static Optional<List<List<int[]>>> runs(List<Long> counts, int number, int length) {
    List<List<int[]>> lines = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lines.add(new ArrayList<>());
    }
    long size = (long) number * length;
    long at = 0;
    boolean inside = false;
    for (long count : counts) {
      if (count < 0 || count > size - at) {
        return Optional.empty();
      }
      long end = at + count;
      while (inside && at < end) {
        List<int[]> line = lines.get((int) (at / length));
        int from = (int) (at % length);
        int to = (int) Math.min(length, from + (end - at));
        int last = line.size() - 1;
        if (last >= 0 && line.get(last)[1] == from) {
          line.get(last)[1] = to;
        } else {
          line.add(new int[] {from, to});
        }
        at += to - from;
      }
      at = end;
      inside = !inside;
    }
    return Optional.of(lines);
  }

  /**
   * The edges between inside and outside, as steps from corner to corner with the inside on the
   * right: along the front of a run, down its end, back, and up its start, if lines are columns.
   */
  private static final class Edges {

    private static final int LINE_FORTH = 0;
    private static final int ALONG = 1;
    private static final int LINE_BACK = 2;
    private static final int AGAINST = 3;

    private record Step(int line, int at, int direction, int toLine, int to) {}

    private final List<Step> steps = new ArrayList<>();
    private final Map<Long, List<Integer>> from = new HashMap<>();

    Edges(List<List<int[]>> lines, int length) {
      List<int[]> before = List.of();
      for (int i = 0; i <= lines.size(); i++) {
        List<int[]> line = i < lines.size() ? lines.get(i) : List.of();
        for (int[] ends : without(before, line)) {
          add(new Step(i, ends[0], ALONG, i, ends[1]));
        }
        for (int[] ends : without(line, before)) {
          add(new Step(i, ends[1], AGAINST, i, ends[0]));
        }
        for (int[] run : line) {
          add(new Step(i, run[0], LINE_FORTH, i + 1, run[0]));
          add(new Step(i + 1, run[1], LINE_BACK, i, run[1]));
        }
        before = line;
      }
    }

    private void add(Step step) {
      from.computeIfAbsent(key(step.line(), step.at()), k -> new ArrayList<>(2)).add(steps.size());
      steps.add(step);
    }

    private static long key(int line, int at) {
      return (long) line << 32 | at;
    }

    /** The parts of sorted runs that other sorted runs leave. */
    private static List<int[]> without(List<int[]> runs, List<int[]> others) {
      List<int[]> rest = new ArrayList<>();
      int next = 0;
      for (int[] run : runs) {
        int at = run[0];
        while (next < others.size() && others.get(next)[1] <= at) {
          next++;
        }
        for (int i = next; i < others.size() && others.get(i)[0] < run[1]; i++) {
          if (others.get(i)[0] > at) {
            rest.add(new int[] {at, others.get(i)[0]});
          }
          at = others.get(i)[1];
        }
        if (at < run[1]) {
          rest.add(new int[] {at, run[1]});
        }
      }
      return rest;
    }

    /** The corners of each outer outline, the largest first. */
    List<List<int[]>> parts() {
      List<List<int[]>> parts = new ArrayList<>();
      boolean[] gone = new boolean[steps.size()];
      for (int i = 0; i < gone.length; i++) {
        if (!gone[i]) {
          List<int[]> corners = walk(i, gone);
          if (twiceArea(corners) > 0) {
            parts.add(corners);
          }
        }
      }
      parts.sort(Comparator.comparingLong(part -> -twiceArea(part)));
      return parts;
    }

    private List<int[]> walk(int start, boolean[] gone) {
      List<int[]> corners = new ArrayList<>();
      int direction = -1;
      int current = start;
      while (!gone[current]) {
        gone[current] = true;
        Step step = steps.get(current);
        if (step.direction() != direction) {
          corners.add(new int[] {step.line(), step.at()});
        }
        direction = step.direction();
        current = next(step, gone, start);
      }
      if (corners.size() > 4 && steps.get(start).direction() == direction) {
        corners.remove(0);
      }
      return corners;
    }

    /** Where two go on, the right turn: pixels that touch at a corner only are not one part. */
    private int next(Step step, boolean[] gone, int start) {
      List<Integer> on = from.get(key(step.toLine(), step.to()));
      for (int next : on) {
        if (steps.get(next).direction() == (step.direction() + 1) % 4
            && (!gone[next] || next == start)) {
          return next;
        }
      }
      return on.stream().filter(next -> !gone[next] || next == start).findFirst().orElse(start);
    }

    private static long twiceArea(List<int[]> corners) {
      long sum = 0;
      for (int i = 0; i < corners.size(); i++) {
        int[] a = corners.get(i);
        int[] b = corners.get((i + 1) % corners.size());
        sum += (long) a[0] * b[1] - (long) b[0] * a[1];
      }
      return sum;
    }
  }
}
