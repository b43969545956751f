package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * The answers of a ranking that count, with the place that each stands for and its IoU with the
 * truth, by the rules of {@link Protocol#CONSISTENT}.
 */
final class ResolvedRanking {

  /**
   * An answer that counts.
   *
   * @param place a component, {@link SearchSpace#NOT_HERE} or {@link SearchSpace#NOWHERE}
   * @param iou of the answer's own region with the true one
   */
  record Resolved(RankedAnswer ranked, int place, double iou) {}

  private final SearchSpace space;
  private final List<Resolved> answers;
  private final boolean tied;

  private ResolvedRanking(SearchSpace space, List<Resolved> answers, boolean tied) {
    this.space = space;
    this.answers = answers;
    this.tied = tied;
  }

  static ResolvedRanking of(SearchSpace space, Optional<Ranking> ranking, double threshold) {
    List<Resolved> answers = new ArrayList<>();
    for (RankedAnswer ranked : ranking.map(Ranking::answers).orElse(List.of())) {
      Resolved resolved = resolve(space, ranked, threshold);
      if (resolved.place() < 0 || space.isOpenable(resolved.place())) {
        answers.add(resolved);
      }
    }
    boolean tied = ranking.filter(r -> r.order() == Ranking.Order.TIED).isPresent();
    return new ResolvedRanking(space, answers, tied);
  }

  private static Resolved resolve(SearchSpace space, RankedAnswer ranked, double threshold) {
    PhysicalContainers physical = space.physical();
    if (ranked.answer() instanceof Answer.InContainer in) {
      return new Resolved(
          ranked, physical.of(in.id()), iouWithTruth(space, physical.overlap(in.id())));
    }
    if (ranked.answer() instanceof Answer.InRegion in) {
      Overlap region = Overlap.of(in.region());
      double iou = iouWithTruth(space, region);
      boolean right = space.truth() >= 0 && iou >= threshold;
      return new Resolved(ranked, right ? space.truth() : placeOf(region, space, threshold), iou);
    }
    return new Resolved(
        ranked, SearchSpace.NOT_HERE, space.truth() == SearchSpace.NOT_HERE ? 1 : 0);
  }

  private static double iouWithTruth(SearchSpace space, Overlap region) {
    return space.query().truth() instanceof Answer.InContainer in
        ? region.iou(space.physical().overlap(in.id()))
        : 0;
  }

  private static int placeOf(Overlap region, SearchSpace space, double threshold) {
    OptionalInt candidate = space.physical().mostOverlapped(region, threshold);
    return candidate.isPresent() ? space.physical().of(candidate.getAsInt()) : SearchSpace.NOWHERE;
  }

  List<Resolved> answers() {
    return answers;
  }

  /** The answers that may come first: all where the order is one draw of many, else the first. */
  List<Resolved> firsts() {
    return tied ? answers : answers.subList(0, Math.min(1, answers.size()));
  }

  /** Whether the order is one draw of many. */
  boolean tied() {
    return tied;
  }

  /** All answers as equally liked ones. */
  TiedOrders tiedOrders() {
    int[] counts = new int[space.components()];
    boolean notHere = false;
    int misses = 0;
    for (Resolved answer : answers) {
      switch (answer.place()) {
        case SearchSpace.NOT_HERE -> notHere = true;
        case SearchSpace.NOWHERE -> misses++;
        default -> counts[answer.place()]++;
      }
    }
    return space.tied(counts, notHere, misses);
  }

  /** The truth's rank from 1, or 0 if it is not ranked. */
  int rank() {
    BitSet seen = new BitSet();
    int rank = 0;
    for (Resolved answer : answers) {
      if (answer.place() >= 0) {
        if (seen.get(answer.place())) {
          continue;
        }
        seen.set(answer.place());
      }
      rank++;
      if (answer.place() == space.truth()) {
        return rank;
      }
    }
    return 0;
  }

  /** How many containers a robot opens. */
  int openings() {
    BitSet opened = new BitSet();
    for (Resolved answer : answers) {
      if (answer.place() == SearchSpace.NOT_HERE) {
        return space.truth() == SearchSpace.NOT_HERE ? opened.cardinality() : space.openable();
      }
      if (answer.place() >= 0) {
        opened.set(answer.place());
        if (answer.place() == space.truth()) {
          return opened.cardinality();
        }
      }
    }
    return space.openable();
  }
}
