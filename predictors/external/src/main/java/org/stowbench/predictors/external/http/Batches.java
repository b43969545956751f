package org.stowbench.predictors.external.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.external.protocol.Received;

/**
 * Posts questions together: while a request is under way, those that come meanwhile wait for the
 * next. None waits for others to come, and none waits any more once this is closed.
 */
final class Batches implements AutoCloseable {

  private record Waiting(String id, byte[] request, CompletableFuture<Optional<Received>> answer) {}

  private final HttpSettings settings;
  private final Post post;
  private final Faults faults;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /** Prepares to post; {@link #start} follows. */
  Batches(HttpSettings settings, Post post, Faults faults) {
    this.settings = settings;
    this.post = post;
    this.faults = faults;
  }

  /** Begins to post what is asked. */
  synchronized void start() {
    for (int i = 0; i < settings.posts() && !closed; i++) {
      Thread thread = new Thread(this::work, "stowbench-planner-post");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /**
   * The answer to a request; empty where there was none among the answers to others.
   *
   * @throws RunStoppedException if this is closed, or closed before the answer is there
   */
  Optional<Received> ask(String id, byte[] request) throws InterruptedException {
    Waiting waiting = new Waiting(id, request, new CompletableFuture<>());
    enqueue(waiting);
    try {
      return waiting.answer().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      queue.remove(waiting);
    }
  }

  private synchronized void enqueue(Waiting waiting) {
    if (closed) {
      throw letGo();
    }
    queue.add(waiting);
  }

  private static RunStoppedException letGo() {
    return new RunStoppedException("the planner was let go");
  }

  private void work() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, settings.batch() - 1);
        send(batch);
      }
    } catch (InterruptedException e) {
      fail(batch, letGo());
    }
  }

  private void send(List<Waiting> batch) throws InterruptedException {
    try {
      Map<String, Received> answers = answers(batch, Received.parseAll(post.send(list(batch))));
      batch.forEach(one -> one.answer().complete(Optional.ofNullable(answers.get(one.id()))));
    } catch (NoAnswerException | InvalidInputException e) {
      faults.add(
          Fault.REPEATED, "%d questions, one by one: %s".formatted(batch.size(), e.getMessage()));
      batch.forEach(one -> one.answer().complete(Optional.empty()));
    } catch (RuntimeException | Error e) {
      // Whoever waits hears of it, and this thread goes on: others may wait for it.
      fail(batch, e);
    }
  }

  private static void fail(List<Waiting> batch, Throwable reason) {
    batch.forEach(one -> one.answer().completeExceptionally(reason));
  }

  private static byte[] list(List<Waiting> batch) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (Waiting one : batch) {
      list.write(list.size() == 0 ? '[' : ',');
      list.writeBytes(one.request());
    }
    list.write(']');
    return list.toByteArray();
  }

  /** The first answer to each question. */
  private Map<String, Received> answers(List<Waiting> batch, List<Received> received) {
    Set<String> asked = new HashSet<>();
    batch.forEach(one -> asked.add(one.id()));
    Map<String, Received> answers = new HashMap<>();
    for (Received message : received) {
      String id = message.id().orElse("");
      String example = "id " + InvalidInputException.excerpt(id);
      if (!asked.contains(id)) {
        faults.add(id.isEmpty() ? Fault.NOISE : Fault.UNKNOWN_ID, example);
      } else if (answers.putIfAbsent(id, message) != null) {
        faults.add(Fault.NOT_WAITED_FOR, example);
      }
    }
    return answers;
  }

  @Override
  public void close() {
    List<Waiting> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      queue.drainTo(left);
      threads.forEach(Thread::interrupt);
    }
    fail(left, letGo());
  }
}
