package org.stowbench.predictors.external.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.predictors.external.protocol.RequestWriter;
import org.stowbench.predictors.external.protocol.SceneWriter;

/**
 * Starts processes for the workers, and says when that has no sense any more: when several starts
 * in a row fail, or many processes in a row end without an answer. A guard beside them sees to it
 * that none outlives this process.
 */
final class Starts implements AutoCloseable {

  /** So many starts may fail in a row; the command will hardly do better after that. */
  private static final int MOST_FAILED_STARTS = 3;

  /**
   * A planner that has never answered, and was ended so often without an answer, does not do what
   * it should: it hangs, or what it says is not understood.
   */
  private static final int MOST_ENDS_FROM_THE_START = 3;

  /** The pause before a start grows from this, twice with each failure in a row... */
  private static final long FIRST_PAUSE_MILLIS = 10;

  /** ...up to this. */
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  /** How long a planner may take to end by itself after "bye". */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * A process that has said hello.
   *
   * @param session the process
   * @param introduction its hello
   * @param writer writes what it wants to be sent
   */
  record Greeted(Session session, PlannerReply.Introduction introduction, RequestWriter writer) {}

  private final ProcessSettings settings;
  private final Faults faults;
  private final Errors errors;
  private final String mark = UUID.randomUUID().toString();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Set<PlannerReply.Want>, RequestWriter> writers = new ConcurrentHashMap<>();

  // All below is guarded by this.
  private final Set<Session> sessions = new HashSet<>();
  private Optional<Guard> guard = Optional.empty();
  private long started;
  private int failedStarts;
  private int fruitlessEnds;
  private boolean everAnswered;
  private Optional<String> stopped = Optional.empty();

  Starts(ProcessSettings settings, Faults faults, Errors errors) {
    this.settings = settings;
    this.faults = faults;
    this.errors = errors;
  }

  /**
   * Starts a process, again where that fails.
   *
   * @throws RunStoppedException if that has no sense any more
   */
  Greeted start() throws InterruptedException {
    while (true) {
      Thread.sleep(pause());
      Session session = open();
      try {
        PlannerReply.Introduction introduction = session.greet(settings.startTimeout());
        greeted();
        return new Greeted(
            session, introduction, writers.computeIfAbsent(introduction.wants(), this::writer));
      } catch (LostException e) {
        failedToStart(session, e.getMessage());
      }
    }
  }

  private RequestWriter writer(Set<PlannerReply.Want> wants) {
    return new RequestWriter(
        new SceneWriter(
            wants,
            settings.photos(),
            SceneWriter.PhotoForm.PATH,
            scene -> faults.add(Fault.WITHOUT_PHOTO, scene)));
  }

  private synchronized long pause() {
    int failures = failedStarts + fruitlessEnds;
    return failures == 0
        ? 0
        : Math.min(FIRST_PAUSE_MILLIS << Math.min(failures, 20), LONGEST_PAUSE_MILLIS);
  }

  private synchronized Session open() {
    requireGoing();
    try {
      forgetEnded();
      if (guard.isEmpty()) {
        guard = Optional.of(Guard.start(mark));
      }
      Session session =
          new Session(
              settings.command(),
              mark + "/" + ++started + "/",
              settings.longestMessage(),
              guard.get(),
              errors,
              faults,
              ids);
      sessions.add(session);
      return session;
    } catch (IOException e) {
      throw stop("the planner cannot be started: " + e.getMessage());
    }
  }

  /** Processes that ended while nobody asked them anything. */
  private void forgetEnded() {
    for (Session session : List.copyOf(sessions)) {
      session
          .lostIdleBecause()
          .ifPresent(
              reason -> {
                sessions.remove(session);
                faults.add(Fault.ENDED, reason);
              });
    }
  }

  private synchronized void greeted() {
    failedStarts = 0;
  }

  private synchronized void failedToStart(Session session, String reason) {
    sessions.remove(session);
    requireGoing();
    if (++failedStarts >= MOST_FAILED_STARTS) {
      throw stop("the planner was started %d times, and %s".formatted(MOST_FAILED_STARTS, reason));
    }
    faults.add(Fault.ENDED, reason);
  }

  /** Hears of a process that was lost with a question open, and why. */
  synchronized void lost(Session session, String reason) {
    if (!sessions.remove(session)) {
      return; // another question told of it already
    }
    requireGoing();
    faults.add(Fault.ENDED, reason);
    everAnswered |= session.hasAnswered();
    fruitlessEnds = session.hasAnswered() ? 0 : fruitlessEnds + 1;
    if (!everAnswered && session.wasEnded() && fruitlessEnds >= MOST_ENDS_FROM_THE_START) {
      throw stop(
          "the planner has not answered one question (%s), and was ended %d times; the last time %s"
              .formatted(session.doubt(), fruitlessEnds, reason));
    }
    if (fruitlessEnds >= settings.mostEnds()) {
      throw stop(
          "the planner ended %d times in a row without an answer; the last time %s"
              .formatted(fruitlessEnds, reason));
    }
  }

  private RunStoppedException stop(String reason) {
    stopped = Optional.of(reason);
    return new RunStoppedException(reason);
  }

  private void requireGoing() {
    stopped.ifPresent(
        reason -> {
          throw new RunStoppedException(reason);
        });
  }

  /** Ends all processes, and whoever asks for another gets none. */
  @Override
  public void close() {
    List<Session> open;
    Optional<Guard> last;
    synchronized (this) {
      stopped = stopped.or(() -> Optional.of("the planner was let go"));
      open = List.copyOf(sessions);
      sessions.clear();
      last = guard;
      guard = Optional.empty();
    }
    try (Guard ending = last.orElse(null)) { // it ends what the rest does not
      byte[] bye = writer(Set.of()).write(PlannerRequest.BYE);
      open.forEach(session -> session.bid(bye));
      long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(GRACE);
      open.forEach(session -> session.end(deadline));
    }
  }
}
