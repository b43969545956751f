package org.stowbench.datasets.shic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.geometry.Overlap;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.Container;
import org.stowbench.scene.CountertopSide;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;

/** A photo while the source's files add to what is known of it. */
final class ChallengePhoto {

  private final String id;
  private final List<Region> candidates;
  private final Map<Region, List<Integer>> idsOf = new HashMap<>();
  private final Label[] labels;
  private Optional<String> room = Optional.empty();
  private Optional<String> image = Optional.empty();
  private Optional<ImageSize> size = Optional.empty();
  private Optional<Region> countertop = Optional.empty();
  private List<Anchor> anchors = List.of();

  /** What the labelled table says of a candidate. */
  record Label(
      Optional<String> type,
      OptionalDouble confidence,
      Optional<CountertopSide> side,
      OptionalInt row) {

    static final Label NONE =
        new Label(Optional.empty(), OptionalDouble.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** How a region of the source fits the candidates. */
  record Match(int candidate, Fit fit, double iou) {}

  /** How well. */
  enum Fit {
    ONE,
    SEVERAL,
    OVERLAP
  }

  ChallengePhoto(String id, List<Region> candidates) {
    this.id = id;
    this.candidates = candidates;
    this.labels = new Label[candidates.size()];
    for (int i = 0; i < candidates.size(); i++) {
      labels[i] = Label.NONE;
      idsOf.computeIfAbsent(candidates.get(i), region -> new ArrayList<>()).add(i);
    }
  }

  String id() {
    return id;
  }

  List<Region> candidates() {
    return candidates;
  }

  Optional<String> image() {
    return image;
  }

  boolean hasSize() {
    return size.isPresent();
  }

  boolean hasAnchors() {
    return !anchors.isEmpty();
  }

  /** The first room that is given stays. */
  void room(Optional<String> given) {
    room = room.or(() -> given);
  }

  /** The first image path that is given stays. */
  void image(Optional<String> given) {
    image = image.or(() -> given);
  }

  void size(ImageSize given) {
    size = Optional.of(given);
  }

  void anchors(List<Anchor> given) {
    anchors = given;
  }

  /** The first countertop that is given stays; false if this is another. */
  boolean countertop(Region given) {
    countertop = countertop.or(() -> Optional.of(given));
    return countertop.get().equals(given);
  }

  /**
   * Labels the first candidate with this region that has no row yet: rows of a repeated polygon
   * meet the repeated candidates in order. False if there is none.
   */
  boolean label(Region region, Label label) {
    for (int candidate : idsOf.getOrDefault(region, List.of())) {
      if (labels[candidate].row().isEmpty()) {
        labels[candidate] = label;
        return true;
      }
    }
    return false;
  }

  /** The candidates that no row labelled. */
  List<Integer> unlabelled() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i].row().isEmpty()) {
        ids.add(i);
      }
    }
    return ids;
  }

  /** The candidate with exactly these vertices, the first if there are several. */
  Optional<Match> equal(Region region) {
    List<Integer> ids = idsOf.getOrDefault(region, List.of());
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(ids.get(0), ids.size() == 1 ? Fit.ONE : Fit.SEVERAL, 1));
  }

  /** The candidate that overlaps most, if IoU is at least {@code least}. */
  Optional<Match> overlapping(Region region, double least) {
    Overlap wanted = Overlap.of(region);
    int best = -1;
    double bestIou = 0;
    for (int i = 0; i < candidates.size(); i++) {
      double iou = wanted.iou(Overlap.of(candidates.get(i)));
      if (iou >= least && iou > bestIou) {
        best = i;
        bestIou = iou;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(new Match(best, Fit.OVERLAP, bestIou));
  }

  Scene scene() {
    List<Container> containers = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Label label = labels[i];
      containers.add(
          new Container(
              i, candidates.get(i), label.type(), label.confidence(), label.side(), label.row()));
    }
    return new Scene(id, room, image, size, containers, anchors, countertop);
  }
}
