package org.stowbench.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.input.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * What a predictor says to one question.
 *
 * @param query what was asked
 * @param ranking the predictor's whole ranking
 * @param suggestions its first answers, best first
 * @param rationale the predictor's own words about the whole; hostile input to whoever shows it
 */
public record Advice(
    Query query, Ranking ranking, List<Suggestion> suggestions, Optional<String> rationale) {

  /** The same question gets the same answer, from predictors that draw too. */
  private static final long SEED = 1;

  public Advice {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(ranking, "ranking");
    suggestions = List.copyOf(suggestions);
    Objects.requireNonNull(rationale, "rationale");
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
    try {
      Prediction prediction =
          predictor.predict(query, PredictionContext.of(SEED, query.id() + "\n" + query.item()));
      if (prediction.error().isPresent()) {
        throw new NoAdviceException(InvalidInputException.excerpt(prediction.error().get()));
      }
      Ranking ranking = prediction.ranking().orElseThrow();
      List<RankedAnswer> first =
          ranking.answers().subList(0, Math.min(top, ranking.answers().size()));
      List<Optional<String>> why =
          reasons && predictor instanceof Explaining explaining
              ? explaining.reasons(query, first.stream().map(RankedAnswer::answer).toList())
              : Collections.nCopies(first.size(), Optional.empty());
      return new Advice(
          query, ranking, suggestions(query.scene(), ranking, first, why), prediction.rationale());
    } catch (NoAdviceException | InterruptedException e) {
      throw e;
    } catch (Exception | StackOverflowError e) {
      String message = e.getMessage() == null ? "" : ": " + e.getMessage();
      throw new NoAdviceException(
          InvalidInputException.excerpt(e.getClass().getSimpleName() + message), e);
    }
  }

  private static List<Suggestion> suggestions(
      Scene scene, Ranking ranking, List<RankedAnswer> first, List<Optional<String>> reasons) {
    PhysicalContainers physical = PhysicalContainers.of(scene);
    Whereabouts whereabouts = new Whereabouts(scene);
    List<Suggestion> suggestions = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Answer answer = first.get(i).answer();
      suggestions.add(
          new Suggestion(
              i + 1,
              answer,
              answer instanceof Answer.InContainer in
                  ? OptionalInt.of(physical.of(scene.container(in.id()).id()))
                  : OptionalInt.empty(),
              ranking.scores() == Ranking.Scores.PROBABILITY
                  ? first.get(i).score()
                  : OptionalDouble.empty(),
              whereabouts.of(answer),
              reasons.get(i)));
    }
    return suggestions;
  }
}
