package org.stowbench.datasets.stats;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.geometry.Overlap;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.scene.Container;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** Counts what {@link SceneStatistics} reports. */
final class SceneTally {

  private static final double LARGE = 0.002;
  private static final double SAME = 0.5;
  private static final double CONTAINED = 0.9;
  private static final List<String> THIRDS = List.of("top", "middle", "bottom");
  private static final List<String> SIZES = List.of("small", "medium", "large");

  private final Map<String, Histogram.Collector> numeric = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> general = new HashMap<>();
  private final Map<String, Map<String, Long>> places = new HashMap<>();

  private Optional<Scene> lastScene = Optional.empty();
  private double[] lastAreas = {};

  SceneTally() {
    numeric.put("candidates", new Histogram.Collector(0, 200, 1));
    numeric.put("overlap_pairs", new Histogram.Collector(0, 100, 1));
    numeric.put("contained_pairs", new Histogram.Collector(0, 200, 1));
    numeric.put("covered", new Histogram.Collector(0, 2, 0.005));
    numeric.put("vertices", new Histogram.Collector(0, 100, 1));
    numeric.put("log_area_share", new Histogram.Collector(-8, 0, 0.02));
    numeric.put("log_aspect", new Histogram.Collector(-8, 8, 0.02));
    numeric.put("centre_height", new Histogram.Collector(0, 1, 0.005));
  }

  void add(Scene scene) {
    numeric.get("candidates").add(scene.containers().size());
    if (scene.isDrawn()) {
      addShapes(scene);
    }
  }

  private void addShapes(Scene scene) {
    Frame frame = Frame.of(scene);
    List<Overlap> overlaps =
        scene.containers().stream().map(Container::outline).map(Overlap::of).toList();
    List<Set<CandidateFlag>> flags = CandidateFlag.of(scene);
    double covered = 0;
    for (Container container : scene.containers()) {
      double share = overlaps.get(container.id()).area() / frame.area();
      covered += share;
      add(container.outline(), share, frame);
      count("shape", shape(flags.get(container.id())));
      count("repeated", flags.get(container.id()).contains(CandidateFlag.REPEATED) ? "yes" : "no");
    }
    numeric.get("covered").add(covered);
    addPairs(overlaps);
  }

  private void add(Region region, double share, Frame frame) {
    numeric.get("vertices").add(region.vertices().size());
    if (share > 0) {
      numeric.get("log_area_share").add(Math.log10(share));
    }
    if (share >= LARGE) {
      Region.Box box = region.bounds();
      numeric.get("log_aspect").add(Math.log(box.width() / box.height()) / Math.log(2));
      numeric.get("centre_height").add(frame.height(region));
    }
  }

  private void addPairs(List<Overlap> overlaps) {
    int same = 0;
    int contained = 0;
    for (int i = 0; i < overlaps.size(); i++) {
      for (int j = 0; j < i; j++) {
        double a = overlaps.get(i).area();
        double b = overlaps.get(j).area();
        double shared = overlaps.get(i).sharedArea(overlaps.get(j));
        if (shared > 0 && shared / (a + b - shared) >= SAME) {
          same++;
        } else if (shared > 0 && shared >= CONTAINED * Math.min(a, b)) {
          contained++;
        }
      }
    }
    numeric.get("overlap_pairs").add(same);
    numeric.get("contained_pairs").add(contained);
  }

  private static String shape(Set<CandidateFlag> flags) {
    if (flags.contains(CandidateFlag.POINT)) {
      return "point";
    }
    if (flags.contains(CandidateFlag.LINE)) {
      return "line";
    }
    return flags.contains(CandidateFlag.INVALID) ? "invalid" : "polygon";
  }

  void add(LabeledQuery query) {
    int places = query.truth().containers().size();
    count("truth", places == 0 ? "not_here" : places == 1 ? "container" : "containers");
    List<Vote> votes = query.votes().votes();
    for (int i = 0; i < votes.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean same = votes.get(i).answer().equals(votes.get(j).answer());
        count("agreement", same ? "same" : "different");
      }
    }
    Scene scene = query.query().scene();
    if (scene.isDrawn()) {
      addPlace(query.query().item(), place(scene, query.truth().first()));
    }
  }

  private void addPlace(String item, String place) {
    places
        .computeIfAbsent(item.toLowerCase(Locale.ROOT), name -> new HashMap<>())
        .merge(place, 1L, Long::sum);
  }

  private String place(Scene scene, Answer truth) {
    if (!(truth instanceof Answer.InContainer in)) {
      return "not_here";
    }
    Frame frame = Frame.of(scene);
    Region region = scene.container(in.id()).outline();
    double[] areas = areas(scene);
    double own = areas[in.id()];
    int large = 0;
    int smaller = 0;
    for (double area : areas) {
      if (area >= LARGE * frame.area()) {
        large++;
        smaller += area < own ? 1 : 0;
      }
    }
    int size = large == 0 ? 0 : Math.min(2, 3 * smaller / large);
    int third = (int) Math.max(0, Math.min(2, Math.floor(3 * frame.height(region))));
    return THIRDS.get(third) + "_" + SIZES.get(size);
  }

  /** Queries of a scene mostly follow each other: its areas are kept until the next scene. */
  private double[] areas(Scene scene) {
    if (!lastScene.equals(Optional.of(scene))) {
      lastScene = Optional.of(scene);
      lastAreas =
          scene.containers().stream().mapToDouble(c -> Overlap.of(c.outline()).area()).toArray();
    }
    return lastAreas;
  }

  private void count(String measure, String category) {
    general.computeIfAbsent(measure, name -> new HashMap<>()).merge(category, 1L, Long::sum);
  }

  Map<String, Histogram> numeric() {
    Map<String, Histogram> finished = new LinkedHashMap<>();
    numeric.forEach((name, collector) -> finished.put(name, collector.finish()));
    finished.values().removeIf(histogram -> histogram.count() == 0);
    return finished;
  }

  Map<String, Shares> categorical() {
    return SceneStatistics.inOrder(general, places);
  }

  /** The photo's box, or what stands for it. */
  private record Frame(Region.Box box) {

    static Frame of(Scene scene) {
      if (scene.size().isPresent()) {
        return new Frame(
            new Region.Box(0, 0, scene.size().get().width(), scene.size().get().height()));
      }
      Region.Box around = new Region.Box(0, 0, 0, 0);
      for (Container container : scene.containers()) {
        Region.Box box = container.outline().bounds();
        around =
            new Region.Box(
                Math.min(around.left(), box.left()),
                Math.min(around.top(), box.top()),
                Math.max(around.right(), box.right()),
                Math.max(around.bottom(), box.bottom()));
      }
      return new Frame(around);
    }

    double area() {
      return Math.max(1, box.width()) * Math.max(1, box.height());
    }

    /** How far down a region's centre lies: 0 at the top edge, 1 at the bottom. */
    double height(Region region) {
      return (region.bounds().center().y() - box.top()) / Math.max(1, box.height());
    }
  }
}
