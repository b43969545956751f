package org.stowbench.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.io.ErrorWords;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Masker;
import org.stowbench.io.TextForm;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.UnusableRegionException;

/**
 * One query put to a predictor, and what came back held against the contract of {@link Predictor}:
 * a predictor that throws, returns null, answers another query or names a container that the scene
 * does not have has failed on that query, with a cause of one line. Whoever asks a predictor does
 * it here.
 *
 * @param prediction for the query that was asked, with latency; its error is one bounded line
 * @param fault what the predictor threw, or how it broke its contract; empty where it answered or
 *     said itself that it failed
 */
public record GuardedAsk(Prediction prediction, Optional<Throwable> fault) {

  private static final int LONGEST_CAUSE = 300;
  private static final int ENOUGH_TO_GO_ON = 4 << 20;

  /** A way to ask a predictor, which may throw anything or return null. */
  @FunctionalInterface
  public interface Question {

    /** Has the predictor answer. */
    Prediction put() throws InterruptedException;
  }

  /** Refuses null. */
  public GuardedAsk {
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(fault, "fault");
  }

  /**
   * Asks for a ranking.
   *
   * @throws RunStoppedException if the predictor says that no further prediction can succeed
   * @throws InterruptedException if the thread is interrupted while the predictor is at it
   * @throws OutOfMemoryError if memory ran out and is not there again once the predictor has given
   *     up; any other error is that prediction's failure
   */
  public static GuardedAsk of(Predictor predictor, Query query, PredictionContext context)
      throws InterruptedException {
    return of(query, () -> predictor.predict(query, context));
  }

  /** Asks in another way; the same is thrown. */
  public static GuardedAsk of(Query query, Question question) throws InterruptedException {
    long start = System.nanoTime();
    try {
      Prediction prediction = owed(query, question.put());
      return new GuardedAsk(
          prediction.latency().isPresent() ? prediction : prediction.withLatency(since(start)),
          Optional.empty());
    } catch (RunStoppedException | InterruptedException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      if (!memoryIsBack()) {
        throw e;
      }
      return failed(query, e, start);
    } catch (Throwable e) {
      return failed(query, e, start);
    }
  }

  /**
   * Closes a predictor.
   *
   * @return why that went wrong, in one line; it harms no prediction
   */
  public static Optional<String> close(Predictor predictor) {
    try {
      predictor.close();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(oneLine("closing the predictor: " + ErrorWords.of(e)));
    }
  }

  /** Whether what a predictor took is free again, and enough is there to go on. */
  private static boolean memoryIsBack() {
    try {
      Reference.reachabilityFence(new byte[ENOUGH_TO_GO_ON]);
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private static Prediction owed(Query query, Prediction prediction) {
    if (prediction == null) {
      throw new BrokenPromise("the predictor returned nothing");
    }
    if (!prediction.query().equals(query.id())) {
      throw new BrokenPromise("the prediction is for query " + prediction.query());
    }
    int containers = query.scene().containers().size();
    if (prediction.ranking().isPresent()) {
      for (RankedAnswer ranked : prediction.ranking().get().answers()) {
        if (ranked.answer() instanceof Answer.InContainer in && in.id() >= containers) {
          throw new BrokenPromise(
              "the ranking names container %d: the scene has %d, numbered from 0"
                  .formatted(in.id(), containers));
        }
      }
      try {
        query.requireComparable(prediction.ranking().get().places());
      } catch (UnusableRegionException e) {
        throw new BrokenPromise(e.getMessage());
      }
    }
    return prediction.error().isEmpty()
            && prediction.rationale().isEmpty()
            && prediction.details().isEmpty()
        ? prediction
        : new Prediction(
            query.id(),
            prediction.ranking(),
            prediction.error().map(GuardedAsk::oneLine),
            prediction.rationale().map(Masker.environment()::mask),
            prediction.latency(),
            prediction.usage(),
            prediction.details().map(GuardedAsk::withoutKeys));
  }

  private static Details withoutKeys(Details details) {
    ObjectNode json = details.json();
    JsonNode masked = Masker.environment().mask(json);
    return masked == json ? details : new Details((ObjectNode) masked);
  }

  private static GuardedAsk failed(Query query, Throwable fault, long start) {
    return new GuardedAsk(
        Prediction.failed(query.id(), cause(query, fault)).withLatency(since(start)),
        Optional.of(fault));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - start));
  }

  /**
   * Why a predictor that threw has failed, as one bounded line. All that was thrown goes to the log
   * {@code org.stowbench.ask}, for whoever wrote the predictor.
   */
  public static String cause(Query query, Throwable thrown) {
    System.getLogger(GuardedAsk.class.getPackageName())
        .log(System.Logger.Level.DEBUG, () -> "query " + TextForm.LINE.of(query.id()), thrown);
    return oneLine(
        thrown instanceof BrokenPromise || thrown instanceof InvalidInputException
            ? thrown.getMessage()
            : "the predictor threw an error: " + ErrorWords.of(thrown));
  }

  /**
   * A hostile text as one bounded line: white space and control characters are single spaces, the
   * end is cut, keys are masked.
   */
  public static String oneLine(String text) {
    String start =
        Masker.environment().mask(text.substring(0, Math.min(text.length(), 4 * LONGEST_CAUSE)));
    String line = start.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+", " ").strip();
    if (line.length() <= LONGEST_CAUSE && start.length() == text.length()) {
      return line;
    }
    int cut = Math.min(line.length(), LONGEST_CAUSE);
    boolean splitsPair = cut > 0 && Character.isHighSurrogate(line.charAt(cut - 1));
    return line.substring(0, splitsPair ? cut - 1 : cut) + "...";
  }

  /** The predictor returned what its contract rules out. */
  private static final class BrokenPromise extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenPromise(String message) {
      super(message, null, false, false);
    }
  }
}
