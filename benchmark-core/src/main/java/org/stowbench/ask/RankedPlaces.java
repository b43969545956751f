package org.stowbench.ask;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;

/**
 * A ranking as places to look: candidates of one physical container stand together, and what was
 * opened or may not be named is left out.
 *
 * <p>With probabilities, let {@code O} be that of all that was opened. The item was not there, so
 * every other place has its own divided by {@code 1 - O}; a container that may not be named keeps
 * its share. Where {@code O} is all, no probability is left to give.
 */
final class RankedPlaces {

  /** Of a probability, less than this is what rounding leaves. */
  private static final double NOTHING = 1e-9;

  private final PhysicalContainers physical;
  private final Ranking ranking;
  private final List<List<RankedAnswer>> open;
  private final OptionalDouble left;
  private final OptionalDouble leftOut;
  private final Whereabouts whereabouts;

  private RankedPlaces(
      Scene scene,
      PhysicalContainers physical,
      Ranking ranking,
      List<List<RankedAnswer>> open,
      OptionalDouble left,
      OptionalDouble leftOut) {
    this.physical = physical;
    this.ranking = ranking;
    this.open = open;
    this.left = left;
    this.leftOut = leftOut;
    this.whereabouts = new Whereabouts(scene);
  }

  static RankedPlaces of(Scene scene, Ranking ranking, Within within) {
    PhysicalContainers physical = PhysicalContainers.of(scene);
    IntPredicate opened = within.opened(physical);
    IntPredicate allowed = within.allowed(physical);
    boolean probable = ranking.scores() == Ranking.Scores.PROBABILITY;
    List<List<RankedAnswer>> open = new ArrayList<>();
    double seen = 0;
    double unnamed = 0;
    boolean restricted = !within.excluded().isEmpty() || within.reachable().isPresent();
    for (List<RankedAnswer> place : grouped(ranking, physical)) {
      OptionalInt component = component(place.get(0).answer(), physical);
      boolean inContainer = component.isPresent();
      boolean elsewhere = !inContainer && place.get(0).answer() instanceof Answer.InRegion;
      if (inContainer && opened.test(component.getAsInt())) {
        seen += probable ? probability(place) : 0;
      } else if (inContainer && !allowed.test(component.getAsInt())
          || elsewhere && within.reachable().isPresent()) {
        unnamed += probable ? probability(place) : 0;
      } else {
        open.add(place);
      }
    }
    OptionalDouble left =
        probable && seen < 1 - NOTHING ? OptionalDouble.of(1 - seen) : OptionalDouble.empty();
    return new RankedPlaces(
        scene,
        physical,
        ranking,
        open,
        left,
        restricted && left.isPresent()
            ? OptionalDouble.of(Math.min(1, unnamed / left.getAsDouble()))
            : OptionalDouble.empty());
  }

  private static List<List<RankedAnswer>> grouped(Ranking ranking, PhysicalContainers physical) {
    Map<Object, List<RankedAnswer>> places = new LinkedHashMap<>();
    for (RankedAnswer ranked : ranking.answers()) {
      Object place =
          ranked.answer() instanceof Answer.InContainer in ? physical.of(in.id()) : ranked.answer();
      places.computeIfAbsent(place, p -> new ArrayList<>()).add(ranked);
    }
    return List.copyOf(places.values());
  }

  /**
   * The physical container that an answer means; empty for "not here", and for a free region of
   * none.
   */
  private static OptionalInt component(Answer answer, PhysicalContainers physical) {
    OptionalInt candidate = candidate(answer, physical);
    return candidate.isPresent()
        ? OptionalInt.of(physical.of(candidate.getAsInt()))
        : OptionalInt.empty();
  }

  private static OptionalInt candidate(Answer answer, PhysicalContainers physical) {
    if (answer instanceof Answer.InContainer in) {
      return OptionalInt.of(in.id());
    }
    return answer instanceof Answer.InRegion in
        ? physical.mostOverlapped(Overlap.of(in.region()), PhysicalContainers.SAME)
        : OptionalInt.empty();
  }

  /** How likely the item is where nothing may be named; empty where all may be, or nobody knows. */
  OptionalDouble leftOut() {
    return leftOut;
  }

  /** The first places, each by the answer that stands for it. */
  List<Answer> first(int top) {
    return open.stream().limit(top).map(place -> place.get(0).answer()).toList();
  }

  /**
   * The first places, as many as there are reasons.
   *
   * @param reasons of each of them
   */
  List<Suggestion> suggestions(List<Optional<String>> reasons) {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Optional<String> reason : reasons) {
      int before = suggestions.size();
      boolean tied = before > 0 && areTied(open.get(before - 1), open.get(before));
      int rank = tied ? suggestions.get(before - 1).rank() : before + 1;
      suggestions.add(suggestion(rank, open.get(before), reason));
    }
    return suggestions;
  }

  /**
   * What is done first if the ranking is followed; a free region opens the container that it means.
   *
   * @param suggestions the first places
   */
  Suggestion next(List<Suggestion> suggestions) {
    for (int i = 0; i < open.size(); i++) {
      Answer answer = open.get(i).get(0).answer();
      OptionalInt candidate = candidate(answer, physical);
      if (candidate.isPresent() || answer instanceof Answer.NotHere) {
        Suggestion next =
            i < suggestions.size()
                ? suggestions.get(i)
                : suggestion(i + 1, open.get(i), Optional.empty());
        return answer instanceof Answer.InRegion ? opening(next, candidate.getAsInt()) : next;
      }
    }
    return new Suggestion(
        1,
        Answer.NOT_HERE,
        List.of(),
        OptionalDouble.empty(),
        whereabouts.of(Answer.NOT_HERE),
        Optional.empty());
  }

  private Suggestion opening(Suggestion region, int candidate) {
    Answer container = Answer.container(candidate);
    return new Suggestion(
        region.rank(),
        container,
        region.also(),
        region.probability(),
        whereabouts.of(container),
        region.reason());
  }

  private Suggestion suggestion(int rank, List<RankedAnswer> place, Optional<String> reason) {
    Answer answer = place.get(0).answer();
    return new Suggestion(
        rank,
        answer,
        place.stream().skip(1).map(other -> ((Answer.InContainer) other.answer()).id()).toList(),
        left.isPresent()
            ? OptionalDouble.of(Math.min(1, probability(place) / left.getAsDouble()))
            : OptionalDouble.empty(),
        whereabouts.of(answer),
        reason);
  }

  /**
   * Whether nothing puts one place before the next: the predictor says so of all, or their scores
   * are the same. "Not here" may stand where it pays to stop, whatever its score.
   */
  private boolean areTied(List<RankedAnswer> place, List<RankedAnswer> next) {
    return switch (ranking.order()) {
      case TIED -> true;
      case STRICT -> sameScore(place, next);
      case COST -> sameScore(place, next) && !isNotHere(place) && !isNotHere(next);
    };
  }

  private boolean sameScore(List<RankedAnswer> place, List<RankedAnswer> next) {
    return switch (ranking.scores()) {
      case NONE -> false;
      case RELATIVE -> place.get(0).score().equals(next.get(0).score());
      case PROBABILITY -> probability(place) == probability(next);
    };
  }

  private static boolean isNotHere(List<RankedAnswer> place) {
    return place.get(0).answer() instanceof Answer.NotHere;
  }

  private static double probability(List<RankedAnswer> place) {
    return Math.min(1, place.stream().mapToDouble(r -> r.score().getAsDouble()).sum());
  }
}
