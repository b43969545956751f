package org.stowbench.ask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.ErrorWords;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * What a predictor says to one question.
 *
 * @param query what was asked
 * @param ranking the predictor's whole ranking
 * @param suggestions the first places to look, best first
 * @param rationale the predictor's own words about the whole; hostile input to whoever shows it
 * @param warning why all this is not to be relied on, in one line; empty where nothing speaks
 *     against it
 */
public record Advice(
    Query query,
    Ranking ranking,
    List<Suggestion> suggestions,
    Optional<String> rationale,
    Optional<String> warning) {

  /**
   * One seed for all, so that a predictor that draws at random also gives the same answer again.
   */
  private static final long SEED = 1;

  public Advice {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(ranking, "ranking");
    suggestions = List.copyOf(suggestions);
    Objects.requireNonNull(rationale, "rationale");
    Objects.requireNonNull(warning, "warning");
  }

  /**
   * Asks.
   *
   * @param top suggestions at most, 1 or more
   * @param reasons whether to ask for reasons, where the predictor is {@link Explaining}; costs
   *     some predictions more
   * @throws NoAdviceException if the predictor fails, or returns what its contract rules out
   * @throws InterruptedException if the thread is interrupted
   */
  public static Advice ask(Predictor predictor, Query query, int top, boolean reasons)
      throws NoAdviceException, InterruptedException {
    if (top < 1) {
      throw new IllegalArgumentException("top " + top + ": must be 1 or more");
    }
    PredictionContext context = PredictionContext.of(SEED, query.id() + "\n" + query.item());
    GuardedAsk asked;
    try {
      asked = GuardedAsk.of(predictor, query, context);
    } catch (RunStoppedException e) {
      throw new NoAdviceException(
          GuardedAsk.oneLine(String.valueOf(e.getMessage())), Optional.of(e));
    }
    Prediction prediction = asked.prediction();
    if (prediction.ranking().isEmpty()) {
      throw new NoAdviceException(prediction.error().orElseThrow(), asked.fault());
    }
    Ranking ranking = prediction.ranking().get();
    List<List<RankedAnswer>> places = places(query.scene(), ranking);
    List<List<RankedAnswer>> first = places.subList(0, Math.min(top, places.size()));
    List<Optional<String>> why =
        reasons
            ? reasons(predictor, query, first.stream().map(p -> p.get(0).answer()).toList())
            : Collections.nCopies(first.size(), Optional.empty());
    Whereabouts whereabouts = new Whereabouts(query.scene());
    List<Suggestion> suggestions = new ArrayList<>();
    for (List<RankedAnswer> place : first) {
      int before = suggestions.size();
      boolean tied = before > 0 && areTied(first.get(before - 1), place, ranking);
      Answer answer = place.get(0).answer();
      suggestions.add(
          new Suggestion(
              tied ? suggestions.get(before - 1).rank() : before + 1,
              answer,
              place.stream()
                  .skip(1)
                  .map(other -> ((Answer.InContainer) other.answer()).id())
                  .toList(),
              probability(place, ranking),
              whereabouts.of(answer),
              why.get(before)));
    }
    return new Advice(
        query, ranking, suggestions, prediction.rationale(), Needs.doubts(predictor, query));
  }

  private static List<Optional<String>> reasons(
      Predictor predictor, Query query, List<Answer> answers) throws NoAdviceException {
    try {
      List<Optional<String>> reasons =
          Explaining.of(predictor)
              .map(explaining -> List.copyOf(explaining.reasons(query, answers)))
              .orElseGet(() -> Collections.nCopies(answers.size(), Optional.empty()));
      if (reasons.size() != answers.size()) {
        throw new IllegalStateException(
            "%d reasons for %d answers".formatted(reasons.size(), answers.size()));
      }
      return reasons;
    } catch (RuntimeException | Error e) {
      throw new NoAdviceException(
          GuardedAsk.oneLine("no reasons: " + ErrorWords.of(e)), Optional.of(e));
    }
  }

  /** The ranking's answers by place: candidates of one physical container stand together. */
  private static List<List<RankedAnswer>> places(Scene scene, Ranking ranking) {
    PhysicalContainers physical = PhysicalContainers.of(scene);
    Map<Object, List<RankedAnswer>> places = new LinkedHashMap<>();
    for (RankedAnswer ranked : ranking.answers()) {
      Object place =
          ranked.answer() instanceof Answer.InContainer in
              ? physical.of(scene.container(in.id()).id())
              : ranked.answer();
      places.computeIfAbsent(place, p -> new ArrayList<>()).add(ranked);
    }
    return List.copyOf(places.values());
  }

  /**
   * Whether nothing puts one place before the next: the predictor says so of all, or their scores
   * are the same. "Not here" may stand where it pays to stop, whatever its score.
   */
  private static boolean areTied(
      List<RankedAnswer> place, List<RankedAnswer> next, Ranking ranking) {
    return switch (ranking.order()) {
      case TIED -> true;
      case STRICT -> sameScore(place, next, ranking);
      case COST -> sameScore(place, next, ranking) && !isNotHere(place) && !isNotHere(next);
    };
  }

  private static boolean sameScore(
      List<RankedAnswer> place, List<RankedAnswer> next, Ranking ranking) {
    return switch (ranking.scores()) {
      case NONE -> false;
      case RELATIVE -> place.get(0).score().equals(next.get(0).score());
      case PROBABILITY -> probability(place) == probability(next);
    };
  }

  private static boolean isNotHere(List<RankedAnswer> place) {
    return place.get(0).answer() instanceof Answer.NotHere;
  }

  private static OptionalDouble probability(List<RankedAnswer> place, Ranking ranking) {
    return ranking.scores() == Ranking.Scores.PROBABILITY
        ? OptionalDouble.of(probability(place))
        : OptionalDouble.empty();
  }

  private static double probability(List<RankedAnswer> place) {
    return Math.min(1, place.stream().mapToDouble(r -> r.score().getAsDouble()).sum());
  }
}
