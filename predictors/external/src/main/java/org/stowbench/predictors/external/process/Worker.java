package org.stowbench.predictors.external.process;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.Received;

/**
 * One place of the pool: a process, and the next one when that is gone.
 *
 * <p>When a process ends or hangs with several questions open, nobody knows which of them was too
 * much for it. So each is asked once more, alone; whoever is lost then too is the culprit, and only
 * its prediction fails.
 */
final class Worker {

  private final ProcessSettings settings;
  private final Starts starts;
  private final Semaphore places;
  private final ReentrantLock starting = new ReentrantLock();
  private volatile Starts.Greeted current;

  Worker(ProcessSettings settings, Starts starts) {
    this.settings = settings;
    this.starts = starts;
    this.places = new Semaphore(settings.inFlight(), true);
  }

  /** How many more questions it can take now; less than 0 where some wait already. */
  int free() {
    return places.availablePermits() - places.getQueueLength();
  }

  PlannerReply ask(Question question) throws InterruptedException {
    try {
      return ask(question, 1);
    } catch (LostException first) {
      try {
        return ask(question, settings.inFlight());
      } catch (LostException second) {
        throw new NoAnswerException(
            "the planner was asked twice, the second time alone, and %s"
                .formatted(second.getMessage()));
      }
    }
  }

  private PlannerReply ask(Question question, int share)
      throws LostException, InterruptedException {
    places.acquire(share);
    try {
      Starts.Greeted greeted = greeted();
      Session session = greeted.session();
      String id = session.nextId();
      byte[] request = greeted.writer().write(question.request(id));
      Received answer;
      try {
        answer = session.ask(id, request, settings.timeout());
      } catch (LostException e) {
        starts.lost(session, e.getMessage());
        throw e;
      }
      return question.read(answer);
    } finally {
      places.release(share);
    }
  }

  /** The process that runs now, or a new one. */
  Starts.Greeted greeted() throws InterruptedException {
    Starts.Greeted running = current;
    if (running != null && !running.session().isLost()) {
      return running;
    }
    starting.lockInterruptibly();
    try {
      if (current == null || current.session().isLost()) {
        current = null;
        current = starts.start();
      }
      return current;
    } finally {
      starting.unlock();
    }
  }

  /** The process, if one runs. */
  Optional<Starts.Greeted> running() {
    return Optional.ofNullable(current).filter(c -> !c.session().isLost());
  }
}
