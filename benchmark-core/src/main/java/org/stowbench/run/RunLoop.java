package org.stowbench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.io.ErrorWords;
import org.stowbench.io.IdTable;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.LabeledQuery;

/**
 * The part of a run in which queries are asked: one thread hands them out, as many as there are
 * jobs answer them, and whoever has an answer writes it down. Only a few queries a job are held at
 * a time.
 */
final class RunLoop {

  /** How many queries may wait for each job, so that no job waits for the dataset. */
  private static final int AHEAD = 16;

  /** What writing the manifest takes is much less. */
  private static final int RESERVE = 4 << 20;

  /** How long predictions that were begun may take to end once the run is being stopped. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** How long they may take after that, once their threads were interrupted. */
  private static final Duration GRACE_INTERRUPTED = Duration.ofSeconds(2);

  private final RunPlan plan;
  private final Predictor predictor;
  private final Journal journal;
  private final RunListener listener;
  private final int mostPending;
  private final long kept;
  private final long start;

  /** The ids of the queries that were reached, in the dataset's order; the calling thread's. */
  private final IdTable reached = new IdTable();

  // All below, and the journal, are guarded by this.
  private int pending;
  private long answered;
  private long failed;
  private boolean over;
  private String stop; // why the run is being stopped, or null
  private Throwable fatal; // the error that ends it, or null; set without a need for memory
  private byte[] reserve = new byte[RESERVE]; // for ending in order where memory runs out

  RunLoop(RunPlan plan, Predictor predictor, Journal journal, RunListener listener) {
    this.plan = plan;
    this.predictor = predictor;
    this.journal = journal;
    this.listener = listener;
    this.mostPending = (int) Math.min(Integer.MAX_VALUE, (1L + AHEAD) * plan.jobs());
    this.kept = journal.answered() - journal.incomplete();
    this.start = System.nanoTime();
  }

  /**
   * Asks every query that has no answer yet; returns when all were asked, or the run was stopped.
   * After that nothing is written to the journal any more.
   *
   * @return whether the calling thread was interrupted meanwhile, which stops the run
   */
  boolean run() {
    ExecutorService workers = Executors.newFixedThreadPool(plan.jobs(), RunLoop::worker);
    boolean interrupted = false;
    try (Stream<LabeledQuery> queries = plan.asked().queries()) {
      begin();
      handOut(queries.iterator(), plan.mode().task(predictor, plan.whole()), workers);
    } catch (InterruptedException e) {
      interrupted = true;
      stop("interrupted");
    } catch (Throwable e) {
      end(e);
    }
    workers.shutdown();
    try {
      awaitAll();
    } catch (InterruptedException e) {
      interrupted = true;
      stop("interrupted");
    }
    interrupted |= awaitRest(workers);
    return interrupted;
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "stowbench-predictor");
    thread.setDaemon(true); // a predictor that never returns must not keep the process alive
    return thread;
  }

  private synchronized void begin() {
    listener.progressed(progress());
  }

  private void handOut(Iterator<LabeledQuery> queries, Task task, ExecutorService workers)
      throws InterruptedException, IOException {
    while (queries.hasNext()) {
      LabeledQuery query = queries.next();
      int place = reach(query);
      Optional<Prediction> settled = settled(query.query().id());
      if (settled.isPresent()) {
        listener.answered(place, query, settled.get());
        continue;
      }
      if (!awaitSlot()) {
        return;
      }
      workers.execute(() -> ask(task, place, query));
    }
    if (reached.size() < plan.queries()) {
      throw new InvalidInputException(
          InputLocation.of(plan.dataset().info().id()),
          "changed while it was read: has %,d queries left of %,d"
              .formatted(reached.size(), plan.queries()));
    }
  }

  /** The journal knows queries by id, so an id must be one query's, and must be writable. */
  private int reach(LabeledQuery query) {
    String id = query.query().id();
    int place = reached.size();
    String problem =
        reached.add(id) < place
            ? "stands there twice"
            : !StandardCharsets.UTF_8.newEncoder().canEncode(id) ? "is not valid Unicode" : "";
    if (!problem.isEmpty()) {
      throw new InvalidInputException(
          InputLocation.of(plan.dataset().info().id()),
          "query id %s %s".formatted(InvalidInputException.excerpt(id), problem));
    }
    synchronized (this) {
      listener.reached(query);
    }
    return place;
  }

  private synchronized Optional<Prediction> settled(String id) throws IOException {
    return journal.settled(id) ? Optional.of(journal.read(id)) : Optional.empty();
  }

  /** Waits until another query may be handed out; false if none may any more. */
  private synchronized boolean awaitSlot() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (!isStopping() && pending >= mostPending) {
      wait();
    }
    if (isStopping()) {
      return false;
    }
    pending++;
    return true;
  }

  private void ask(Task task, int place, LabeledQuery query) {
    try {
      if (!isStopping()) {
        Attempt attempt = Attempt.ask(task, query, plan.seed());
        Thread.interrupted(); // what a predictor did to its thread must not reach the next query
        Optional<Prediction> counts = record(attempt);
        if (counts.isPresent()) {
          listener.answered(place, query, counts.get());
        }
      }
    } catch (RunStoppedException e) {
      stop(GuardedAsk.oneLine(String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      end(e);
    } finally {
      ended();
    }
  }

  private synchronized boolean isStopping() {
    return stop != null || fatal != null;
  }

  /** The prediction that counts for the query now; empty where it is too late for any. */
  private synchronized Optional<Prediction> record(Attempt attempt) throws IOException {
    Prediction counts = attempt.prediction();
    boolean fails = attempt.prediction().error().isPresent();
    // A failure while the run is being stopped most likely comes from the stopping.
    if (over || (fails && isStopping())) {
      return Optional.empty();
    }
    if (fails && journal.answered(counts.query())) {
      // What there was of an incomplete prediction is better than nothing.
      counts = journal.read(counts.query());
      answered++;
    } else {
      journal.append(attempt.prediction(), attempt.line());
      answered += fails ? 0 : 1;
      failed += fails ? 1 : 0;
    }
    listener.progressed(progress());
    return Optional.of(counts);
  }

  private synchronized void ended() {
    pending--;
    // Waking the other thread for each query would cost more than many a predictor does.
    if (pending <= mostPending / 2) {
      notifyAll();
    }
  }

  /** Stops the run: nothing more is handed out. The first reason holds. */
  synchronized void stop(String reason) {
    if (!isStopping()) {
      stop = reason;
    }
    notifyAll();
  }

  /** Ends the run with an error that is not the predictor's. */
  private synchronized void end(Throwable error) {
    if (fatal == null) {
      fatal = error;
    }
    notifyAll();
  }

  private synchronized void awaitAll() throws InterruptedException {
    while (pending > 0 && !isStopping()) {
      wait();
    }
  }

  /** Gives predictions that were begun a while to end, then interrupts them, then lets them be. */
  private synchronized boolean awaitRest(ExecutorService workers) {
    boolean interrupted = awaitFor(GRACE);
    if (pending > 0) {
      pending -= workers.shutdownNow().size();
      interrupted |= awaitFor(GRACE_INTERRUPTED);
    }
    over = true;
    reserve = null; // not before: predictors that are still at it would take it
    return interrupted;
  }

  /** Waits even where the thread is interrupted meanwhile; says whether it was. */
  private synchronized boolean awaitFor(Duration longest) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + longest.toNanos();
    long left = longest.toNanos();
    while (pending > 0 && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    return interrupted;
  }

  /** How far this is. */
  synchronized Progress progress() {
    return new Progress(
        plan.queries(), kept, answered, failed, Duration.ofNanos(System.nanoTime() - start));
  }

  /** The ids of the queries up to where it came, in the dataset's order. */
  IdTable reached() {
    return reached;
  }

  /** Why the run was stopped; empty if it was not. */
  synchronized Optional<String> stopped() {
    return fatal == null
        ? Optional.ofNullable(stop)
        : Optional.of(GuardedAsk.oneLine(ErrorWords.of(fatal)));
  }

  /** The error that ended the run; empty if none did. */
  synchronized Optional<Throwable> fatal() {
    return Optional.ofNullable(fatal);
  }
}
