package org.stowbench.run;

import java.time.Duration;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.io.ErrorWords;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;

/**
 * A query that was asked in a run, and the journal's line about it. What cannot be written, or
 * could not be relied on to be read again, has failed.
 *
 * @param prediction for the query that was asked, with latency
 * @param line the prediction as the journal's line
 */
record Attempt(Prediction prediction, byte[] line) {

  private static final int LONGEST_LINE = 8 << 20;

  /**
   * Asks.
   *
   * @throws org.stowbench.predictor.RunStoppedException if the predictor says so
   * @throws OutOfMemoryError as {@link GuardedAsk} does
   */
  static Attempt ask(Task task, LabeledQuery labeled, long runSeed) {
    Query query = labeled.query();
    PredictionContext context = PredictionContext.of(runSeed, query.id());
    long start = System.nanoTime();
    Prediction prediction;
    try {
      prediction = GuardedAsk.of(query, () -> task.perform(labeled, context)).prediction();
    } catch (InterruptedException e) {
      // The run interrupts only what it no longer waits for, so this was the predictor's own doing.
      return failed(query, "interrupted", start);
    }
    try {
      byte[] line = Journal.line(prediction);
      return line.length <= LONGEST_LINE
          ? new Attempt(prediction, line)
          : failed(
              query,
              "prediction of " + line.length + " bytes: must be at most " + LONGEST_LINE,
              start);
    } catch (RuntimeException | Error e) {
      return failed(
          query,
          GuardedAsk.oneLine("the prediction cannot be written: " + ErrorWords.of(e)),
          start);
    }
  }

  private static Attempt failed(Query query, String cause, long start) {
    Duration took = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
    Prediction prediction = Prediction.failed(query.id(), cause).withLatency(took);
    return new Attempt(prediction, Journal.line(prediction));
  }
}
