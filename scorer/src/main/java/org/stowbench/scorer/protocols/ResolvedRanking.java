package org.stowbench.scorer.protocols;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.geometry.Overlap;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * The answers of a ranking that count, with the place that each stands for, by the rules of {@link
 * Protocol#CONSISTENT}. An answer's IoU with the truth, the best of several, is found when it is
 * asked for: of most rankings only the first one's is.
 */
final class ResolvedRanking {

  /**
   * An answer that counts.
   *
   * @param place a component, {@link SearchSpace#NOT_HERE} or {@link SearchSpace#NOWHERE}
   * @param drawn of a region, whose place depends on it, the IoU with the true one
   */
  record Resolved(RankedAnswer ranked, int place, OptionalDouble drawn) {

    private Resolved(RankedAnswer ranked, int place) {
      this(ranked, place, OptionalDouble.empty());
    }
  }

  private final SearchSpace space;
  private final List<Resolved> answers;
  private final boolean missing;
  private final boolean tied;
  private final boolean probable;

  private ResolvedRanking(
      SearchSpace space, List<Resolved> answers, boolean missing, boolean tied, boolean probable) {
    this.space = space;
    this.answers = answers;
    this.missing = missing;
    this.tied = tied;
    this.probable = probable;
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
    boolean probable = ranking.filter(r -> r.scores() != Ranking.Scores.PROBABILITY).isEmpty();
    return new ResolvedRanking(space, answers, ranking.isEmpty(), tied, probable);
  }

  private static Resolved resolve(SearchSpace space, RankedAnswer ranked, double threshold) {
    if (ranked.answer() instanceof Answer.InContainer in) {
      return new Resolved(ranked, space.physical().of(in.id()));
    }
    if (ranked.answer() instanceof Answer.InRegion in) {
      Overlap region = Overlap.of(in.region());
      double iou = iouWithTruth(space, region);
      return new Resolved(
          ranked,
          iou >= threshold ? placeOfTruth(region, space, iou) : placeOf(region, space, threshold),
          OptionalDouble.of(iou));
    }
    return new Resolved(ranked, SearchSpace.NOT_HERE);
  }

  /** IoU of an answer's own region with the true one. */
  double iou(Resolved resolved) {
    if (resolved.ranked().answer() instanceof Answer.InContainer in) {
      return space.physical().overlap(in.id()).map(o -> iouWithTruth(space, o)).orElse(0.0);
    }
    return resolved
        .drawn()
        .orElse(resolved.place() == SearchSpace.NOT_HERE && space.isNotHere() ? 1 : 0);
  }

  /** The true place that a region overlaps by this IoU, the highest with any. */
  private static int placeOfTruth(Overlap region, SearchSpace space, double iou) {
    return space.query().truth().containers().stream()
        .filter(id -> space.physical().overlap(id).filter(o -> region.iou(o) == iou).isPresent())
        .mapToInt(space.physical()::of)
        .findFirst()
        .orElseThrow();
  }

  private static double iouWithTruth(SearchSpace space, Overlap region) {
    return space.query().truth().containers().stream()
        .flatMap(id -> space.physical().overlap(id).stream())
        .mapToDouble(region::iou)
        .max()
        .orElse(0);
  }

  private static int placeOf(Overlap region, SearchSpace space, double threshold) {
    OptionalInt candidate = space.physical().mostOverlapped(region, threshold);
    return candidate.isPresent() ? space.physical().of(candidate.getAsInt()) : SearchSpace.NOWHERE;
  }

  /** Whether its answers have probabilities, or nobody gave any. */
  boolean mayHaveProbabilities() {
    return probable;
  }

  List<Resolved> answers() {
    return answers;
  }

  /** Whether there is no ranking at all. */
  boolean isMissing() {
    return missing;
  }

  /** Whether its order is one draw of many. */
  boolean isTied() {
    return tied;
  }

  /** The answers that may come first: all where the order is one draw of many, else the first. */
  List<Resolved> firsts() {
    return tied ? answers : answers.subList(0, Math.min(1, answers.size()));
  }

  /** What it ranks and opens. */
  CompleteRanking complete() {
    return complete(tied);
  }

  /** The same in the order given, even if that is one draw of many. */
  CompleteRanking completeAsGiven() {
    return complete(false);
  }

  private CompleteRanking complete(boolean asOneBlock) {
    if (missing) {
      return CompleteRanking.none(space);
    }
    int[] places = answers.stream().mapToInt(Resolved::place).toArray();
    return CompleteRanking.of(
        space,
        asOneBlock
            ? List.of(places)
            : Arrays.stream(places).mapToObj(place -> new int[] {place}).toList());
  }
}
