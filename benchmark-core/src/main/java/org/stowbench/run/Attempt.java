package org.stowbench.run;

import java.time.Duration;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.search.SearchFailedException;

/**
 * One query put to a predictor, and what the predictor owes held against what came back. Whatever
 * goes wrong becomes a failed prediction with a cause of one line.
 *
 * @param prediction for the query that was asked, with latency
 * @param line the prediction as the journal's line
 */
record Attempt(Prediction prediction, byte[] line) {

  /** A line longer than this could not be relied on to be read again. */
  private static final int LONGEST_LINE = 8 << 20;

  private static final int LONGEST_CAUSE = 300;

  /**
   * Asks.
   *
   * @throws RunStoppedException if the predictor says so
   * @throws VirtualMachineError if the JVM is in trouble, but for an overflown stack, which is over
   *     once it is unwound
   */
  static Attempt ask(Task task, LabeledQuery labeled, long runSeed) {
    Query query = labeled.query();
    long start = System.nanoTime();
    Prediction prediction;
    byte[] line;
    try {
      prediction = owed(query, task.perform(labeled, PredictionContext.of(runSeed, query.id())));
      if (prediction.latency().isEmpty()) {
        prediction = prediction.withLatency(since(start));
      }
      line = Journal.line(prediction);
    } catch (RunStoppedException e) {
      throw e;
    } catch (InterruptedException e) {
      return failed(query, "interrupted", start);
    } catch (StackOverflowError e) {
      return failed(query, "StackOverflowError", start);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return failed(query, cause(e), start);
    }
    if (line.length > LONGEST_LINE) {
      return failed(
          query, "prediction of " + line.length + " bytes: must be at most " + LONGEST_LINE, start);
    }
    return new Attempt(prediction, line);
  }

  /** What the predictor returned, if that is what it owes. */
  static Prediction owed(Query query, Prediction prediction) {
    if (prediction == null) {
      throw new BrokenPromise("the predictor returned null");
    }
    if (!prediction.query().equals(query.id())) {
      throw new BrokenPromise("the prediction is for query " + prediction.query());
    }
    int containers = query.scene().containers().size();
    if (prediction.ranking().isPresent()) {
      for (RankedAnswer ranked : prediction.ranking().get().answers()) {
        if (ranked.answer() instanceof Answer.InContainer in && in.id() >= containers) {
          throw new BrokenPromise(
              "the ranking names container "
                  + in.id()
                  + ": the scene has "
                  + containers
                  + ", numbered from 0");
        }
      }
    }
    return new Prediction(
        query.id(),
        prediction.ranking(),
        prediction.error().map(Attempt::oneLine),
        prediction.rationale(),
        prediction.latency(),
        prediction.usage(),
        prediction.details());
  }

  private static Attempt failed(Query query, String cause, long start) {
    Prediction prediction = Prediction.failed(query.id(), cause).withLatency(since(start));
    return new Attempt(prediction, Journal.line(prediction));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - start));
  }

  /** An error as one bounded line. */
  static String cause(Throwable e) {
    if (e instanceof BrokenPromise || e instanceof SearchFailedException) {
      return oneLine(String.valueOf(e.getMessage()));
    }
    String name = e.getClass().getSimpleName();
    return oneLine(e.getMessage() == null ? name : name + ": " + e.getMessage());
  }

  /** A hostile text as one bounded line: white space and control characters are single spaces. */
  static String oneLine(String text) {
    String start = text.substring(0, Math.min(text.length(), 4 * LONGEST_CAUSE));
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
    BrokenPromise(String message) {
      super(message, null, false, false);
    }
  }
}
