package org.stowbench.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.stowbench.scene.Scene;

/**
 * Which candidates of a scene are the same thing in the kitchen. A physical container is a
 * connected component of candidates under "IoU >= 0.5" of their repaired geometry: opening one
 * opens all. A candidate without a region is one of its own.
 *
 * <p>A candidate without area cannot be opened. It belongs to a component all the same (it may be
 * the truth), but {@link #canOpen} says no for it, and {@link #openable()} does not count a
 * component that has no other.
 *
 * <p>Components are numbered from 0 in the order of their lowest candidate id.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PhysicalContainers {

  /** From this overlap on, two candidates are the same physical container. */
  public static final double SAME = 0.5;

  private final List<Optional<Overlap>> overlaps;
  private final int[] componentOf;
  private final List<List<Integer>> members;

  private PhysicalContainers(List<Optional<Overlap>> overlaps, int[] componentOf) {
    this.overlaps = overlaps;
    this.componentOf = componentOf;
    List<List<Integer>> lists = new ArrayList<>();
    for (int id = 0; id < componentOf.length; id++) {
      if (componentOf[id] == lists.size()) {
        lists.add(new ArrayList<>());
      }
      lists.get(componentOf[id]).add(id);
    }
    this.members = lists.stream().map(List::copyOf).toList();
  }

  /** Groups the candidates of a scene; costs one overlay a pair that may be the same. */
  public static PhysicalContainers of(Scene scene) {
    List<Optional<Overlap>> overlaps =
        scene.containers().stream().map(c -> c.region().map(Overlap::of)).toList();
    int n = overlaps.size();
    int[] root = IntStream.range(0, n).toArray();
    // A home that is a list of places may have tens of thousands, none of which can be another.
    int[] drawn = IntStream.range(0, n).filter(id -> overlaps.get(id).isPresent()).toArray();
    for (int i = 0; i < drawn.length; i++) {
      Overlap region = overlaps.get(drawn[i]).orElseThrow();
      for (int j = 0; j < i; j++) {
        int a = find(root, drawn[i]);
        int b = find(root, drawn[j]);
        if (a != b && region.iouIsAtLeast(overlaps.get(drawn[j]).orElseThrow(), SAME)) {
          root[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    int[] component = new int[n];
    int next = 0;
    for (int i = 0; i < n; i++) {
      int r = find(root, i);
      component[i] = r == i ? next++ : component[r];
    }
    return new PhysicalContainers(overlaps, component);
  }

  private static int find(int[] root, int i) {
    int r = i;
    while (root[r] != r) {
      r = root[r];
    }
    return r;
  }

  /** How many components there are, with or without area. */
  public int count() {
    return members.size();
  }

  /** How many components a robot could open. */
  public int openable() {
    return (int) members.stream().filter(ids -> ids.stream().anyMatch(this::canOpen)).count();
  }

  /** The component, from 0, that a candidate belongs to. */
  public int of(int containerId) {
    return componentOf[containerId];
  }

  /** The candidates of a component, by id. */
  public List<Integer> members(int component) {
    return members.get(component);
  }

  /** Whether the candidate has area, or nobody drew it. */
  public boolean canOpen(int containerId) {
    return overlaps.get(containerId).map(Overlap::hasArea).orElse(true);
  }

  /**
   * The candidate that a region overlaps most, the first of equals.
   *
   * @param leastIou above 0; empty if no candidate overlaps by that much
   */
  public OptionalInt mostOverlapped(Overlap region, double leastIou) {
    OptionalInt candidate = OptionalInt.empty();
    double most = 0;
    for (int id = 0; id < overlaps.size(); id++) {
      if (overlaps.get(id).isPresent()
          && region.iouIsAtLeast(overlaps.get(id).get(), Math.max(most, leastIou))) {
        double iou = region.iou(overlaps.get(id).get());
        if (iou > most) {
          most = iou;
          candidate = OptionalInt.of(id);
        }
      }
    }
    return candidate;
  }

  /** The candidate's region, prepared for comparing; empty where it has none. */
  public Optional<Overlap> overlap(int containerId) {
    return overlaps.get(containerId);
  }
}
