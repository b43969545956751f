package org.stowbench.ask;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.io.ErrorWords;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Explaining;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * What a predictor says to one question.
 *
 * @param query what was asked
 * @param ranking the predictor's whole ranking, of opened and excluded containers too
 * @param suggestions the first places to look of those that may be named, best first, each with its
 *     probability after what was opened; none where the ranking has no such place
 * @param next what is done first if the ranking is followed: the first of its containers that may
 *     be named is opened, or, at "not here", none. That too where nothing is left, then without a
 *     probability
 * @param leftOut how likely the item is in a container that may not be named; empty where all may
 *     be, or the predictor gives no probabilities
 * @param rationale the predictor's own words about the whole; hostile input to whoever shows it
 * @param warning why all this is not to be relied on, in one line; empty where nothing speaks
 *     against it
 * @param learnedFrom what the predictor has learned from
 */
public record Advice(
    Query query,
    Ranking ranking,
    List<Suggestion> suggestions,
    Suggestion next,
    OptionalDouble leftOut,
    Optional<String> rationale,
    Optional<String> warning,
    LearnedFrom learnedFrom) {

  /**
   * One seed for all, so that a predictor that draws at random also gives the same answer again.
   */
  private static final long SEED = 1;

  public Advice {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(ranking, "ranking");
    suggestions = List.copyOf(suggestions);
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(leftOut, "leftOut");
    Objects.requireNonNull(rationale, "rationale");
    Objects.requireNonNull(warning, "warning");
    Objects.requireNonNull(learnedFrom, "learnedFrom");
  }

  /** A way to ask a predictor, which may throw anything or return null. */
  @FunctionalInterface
  public interface Way {

    /** Has the predictor answer. */
    Prediction put(Query query, PredictionContext context) throws InterruptedException;
  }

  /**
   * Asks for a ranking.
   *
   * @throws NoAdviceException if the predictor fails, or returns what its contract rules out
   * @throws InterruptedException if the thread is interrupted
   */
  public static Advice ask(Predictor predictor, Inquiry inquiry)
      throws NoAdviceException, InterruptedException {
    return ask(predictor, inquiry, predictor::predict);
  }

  /** Asks in another way; the same is thrown. */
  public static Advice ask(Predictor predictor, Inquiry inquiry, Way way)
      throws NoAdviceException, InterruptedException {
    Query query = inquiry.query();
    PredictionContext context = PredictionContext.of(SEED, query.id() + "\n" + query.item());
    GuardedAsk asked;
    try {
      asked = GuardedAsk.of(query, () -> way.put(query, context));
    } catch (RunStoppedException e) {
      throw new NoAdviceException(
          GuardedAsk.oneLine(String.valueOf(e.getMessage())), Optional.of(e));
    }
    Prediction prediction = asked.prediction();
    if (prediction.ranking().isEmpty()) {
      throw new NoAdviceException(prediction.error().orElseThrow(), asked.fault());
    }
    Ranking ranking = prediction.ranking().get();
    RankedPlaces places = RankedPlaces.of(query.scene(), ranking, inquiry.within());
    List<Answer> first = places.first(inquiry.top());
    List<Suggestion> suggestions =
        places.suggestions(
            inquiry.reasons()
                ? reasons(predictor, query, first)
                : Collections.nCopies(first.size(), Optional.empty()));
    return new Advice(
        query,
        ranking,
        suggestions,
        places.next(suggestions),
        places.leftOut(),
        prediction.rationale(),
        Needs.doubts(predictor, query),
        learnedFrom(predictor));
  }

  /** What a predictor has learned from; one that throws where it is asked that has not said it. */
  public static LearnedFrom learnedFrom(Predictor predictor) {
    try {
      return Objects.requireNonNullElse(Learned.of(predictor), LearnedFrom.NOT_DECLARED);
    } catch (RuntimeException | Error e) {
      return LearnedFrom.NOT_DECLARED;
    }
  }

  private static List<Optional<String>> reasons(
      Predictor predictor, Query query, List<Answer> answers) throws NoAdviceException {
    if (answers.isEmpty()) {
      return List.of();
    }
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
}
