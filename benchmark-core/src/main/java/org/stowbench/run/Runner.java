package org.stowbench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.ErrorWords;
import org.stowbench.io.IdTable;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Spending;
import org.stowbench.query.LabeledQuery;

/**
 * Runs a predictor over a split of a dataset.
 *
 * <p><b>Going on.</b> A run whose folder was begun before goes on where it was, however it ended,
 * by a kill at any moment too: what has an answer is not asked again. What failed is asked again,
 * since most failures pass; the journal keeps both and the last one counts. So is what is
 * incomplete, unless it then fails. Only a run without either is over for good.
 *
 * <p><b>Failing.</b> A predictor that throws, returns null, or breaks its contract has failed on
 * that query, and the run goes on; so has one that takes all memory, if it is free again after. A
 * {@link org.stowbench.predictor.RunStoppedException}, an interrupt of the calling thread and the
 * end of the JVM (Ctrl-C) stop it: nothing more is asked, what was begun gets a few seconds to end,
 * the predictor is closed. An error of the dataset, the disk or the JVM stops it likewise and is
 * then thrown.
 *
 * <p><b>Same bytes.</b> If the predictor keeps its contract, {@code predictions.jsonl} depends on
 * dataset, predictor, seed, limit and mode alone: not on jobs, nor on how often the run was
 * stopped.
 */
public final class Runner {

  /** How long the end of the JVM is held up for the run to end in order. */
  private static final long LONGEST_SHUTDOWN_SECONDS = 15;

  private final RunPlan plan;
  private final Predictor predictor;
  private final RunFolder folder;
  private final RunListener listener;
  private LearnedFrom learnedFrom = LearnedFrom.NOT_DECLARED;
  private boolean predictorClosed;
  private Optional<Spending.Spent> spent = Optional.empty();
  private List<String> notices = List.of();

  private Runner(RunPlan plan, Predictor predictor, RunFolder folder, RunListener listener) {
    this.plan = plan;
    this.predictor = predictor;
    this.folder = folder;
    this.listener = listener;
  }

  /**
   * Runs, or goes on with a run.
   *
   * @param plan what to run
   * @param predictor made from {@code plan.predictor()}; closed in every case
   * @param folder of {@link RunFolder#create} for a new run, of {@link RunFolder#open} to go on
   * @param listener is told how it goes
   * @return how it ended: complete, if every query now has a prediction, else stopped
   * @throws org.stowbench.io.InvalidInputException if the folder is another run's or in use, or its
   *     files do not fit (nothing is changed then), or if the dataset's do not
   * @throws IOException if the disk refuses
   */
  public static RunOutcome run(
      RunPlan plan, Predictor predictor, RunFolder folder, RunListener listener)
      throws IOException {
    Runner runner = new Runner(plan, predictor, folder, listener);
    // Set aside, so that it does not end the wait for predictions; it is not forgotten.
    boolean interrupted = Thread.interrupted();
    try (FolderLock lock = FolderLock.take(folder.path())) {
      return runner.goOn(interrupted);
    } finally {
      runner.closePredictor();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RunOutcome goOn(boolean interrupted) throws IOException {
    RunIdentity identity = RunIdentity.of(plan);
    Path name = folder.path().toAbsolutePath().normalize().getFileName();
    RunManifest before =
        folder.begun() ? folder.manifest() : RunManifest.begun(String.valueOf(name), plan);
    RunIdentity.of(before).requireSame(identity, InputLocation.of(folder.manifestFile()));
    if (before.isOver() && folder.isReadable()) {
      closePredictor();
      return new RunOutcome(before, 0, spent, notices);
    }
    try (Journal journal = Journal.open(folder.journalFile(), identity)) {
      RunManifest begun = before.goingOn(plan, whatWasLearnedFrom(before, journal), journal);
      folder.write(begun);
      RunLoop asking = new RunLoop(plan, predictor, journal, listener);
      CountDownLatch ended = new CountDownLatch(1);
      Thread hook = new Thread(() -> stopAtShutdown(asking, ended), "stowbench-shutdown");
      boolean shuttingDown = !added(hook);
      if (interrupted || shuttingDown) {
        asking.stop("interrupted");
      }
      try {
        interrupted |= asking.run();
        Progress progress = asking.progress();
        closePredictor();
        return end(begun, asking, progress, journal);
      } finally {
        ended.countDown();
        remove(hook);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /**
   * What the run's answers were learned from.
   *
   * @throws InvalidInputException if the old ones were learned from something else
   */
  private LearnedFrom whatWasLearnedFrom(RunManifest before, Journal journal) {
    hear(
        "what the predictor has learned from",
        () -> learnedFrom = Objects.requireNonNull(Learned.of(predictor), "it says nothing"));
    if (journal.answered() + journal.failed() == 0) {
      return learnedFrom;
    }
    // Of a run that did not say, or not yet, this stays so: its old answers are among the new.
    LearnedFrom then = before.learnedFrom();
    if (!then.equals(LearnedFrom.NOT_DECLARED) && !then.equals(learnedFrom)) {
      throw InvalidInputException.expected(
          InputLocation.of(folder.manifestFile()).child("learned_from"),
          "a run of what has learned from " + learnedFrom.words(),
          then.words());
    }
    return then;
  }

  private static void stopAtShutdown(RunLoop asking, CountDownLatch ended) {
    asking.stop("interrupted");
    try {
      ended.await(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean added(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException e) {
      return false; // the JVM is ending already
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending, and the hook is about to return
    }
  }

  /** Hears the predictor's last words, then closes it; once. */
  private void closePredictor() {
    if (predictorClosed) {
      return;
    }
    predictorClosed = true;
    hear("what the predictor spent", () -> spent = Spending.of(predictor).flatMap(Spending::spent));
    hear(
        "the predictor's notices",
        () -> notices = Notifying.of(predictor).map(Notifying::notices).orElse(List.of()));
    GuardedAsk.close(predictor).ifPresent(listener::warned);
  }

  private void hear(String what, Runnable asking) {
    try {
      asking.run();
    } catch (RuntimeException | Error e) {
      listener.warned(GuardedAsk.oneLine(what + ": " + ErrorWords.of(e)));
    }
  }

  private RunOutcome end(RunManifest begun, RunLoop asking, Progress progress, Journal journal)
      throws IOException {
    long asked = progress.answered() + progress.failed();
    Optional<String> stopped = asking.stopped();
    Optional<Throwable> error = asking.fatal();
    boolean eachHasOne =
        stopped.isEmpty() || journal.answered() + journal.failed() >= plan.queries();
    if (eachHasOne && error.isEmpty()) {
      try {
        AtomicFile.write(
            folder.predictionsFile(), out -> writePredictions(asking.reached(), journal, out));
        stopped.ifPresent(
            why -> listener.warned("stopped while failed queries were asked again: " + why));
        stopped = Optional.empty();
      } catch (IOException | RuntimeException e) {
        error = Optional.of(e);
        stopped = Optional.of(GuardedAsk.oneLine(ErrorWords.of(e)));
      }
    }
    RunManifest manifest =
        begun.ended(
            stopped,
            journal,
            asked == 0 ? begun.queriesPerSecond() : OptionalDouble.of(progress.rate()));
    try {
      folder.write(manifest);
    } catch (IOException e) {
      // On a full disk both fail: what failed first says where.
      error.orElseThrow(() -> e).addSuppressed(e);
    }
    if (error.isPresent()) {
      rethrow(error.get());
    }
    return new RunOutcome(manifest, asked, spent, notices);
  }

  /** Of the queries whose ids are known, and then of the rest, where the loop was stopped. */
  private void writePredictions(IdTable ids, Journal journal, OutputStream out) throws IOException {
    for (int place = 0; place < ids.size(); place++) {
      writePrediction(ids.get(place), journal, out);
    }
    if (ids.size() < plan.queries()) {
      try (Stream<LabeledQuery> rest = plan.asked().queriesFrom(ids.size())) {
        for (Iterator<LabeledQuery> i = rest.iterator(); i.hasNext(); ) {
          writePrediction(i.next().query().id(), journal, out);
        }
      }
    }
  }

  private static void writePrediction(String query, Journal journal, OutputStream out)
      throws IOException {
    out.write(Journal.line(journal.read(query).forScoring()));
  }

  private static void rethrow(Throwable error) throws IOException {
    if (error instanceof IOException e) {
      throw e;
    }
    if (error instanceof RuntimeException e) {
      throw e;
    }
    if (error instanceof Error e) {
      throw e;
    }
    throw new IllegalStateException(error);
  }
}
