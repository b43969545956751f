package org.stowbench.predictors.external.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.external.protocol.RequestWriter;

/**
 * The life of one process, from its start to its end. Three threads serve it, so that nobody who
 * asks is ever held up by a planner that does not read, does not write, or writes too much: one
 * writes what is asked, one reads answers, one listens to standard error.
 */
final class Session {

  /** How long to wait for the exit code of a process that closed its output. */
  private static final long LONGEST_EXIT_MILLIS = 300;

  private static final byte[] LAST = new byte[0];

  private final Process process;
  private final String mark;
  private final int longestMessage;
  private final Faults faults;
  private final Errors.Tail errors;
  private final Thread errorsThread;
  private final AtomicLong ids;
  private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Received>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Received> hello = new CompletableFuture<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * Starts a process.
   *
   * @param ids where ids of requests come from: none is used twice, not even by the next process
   * @throws IOException if there is no such program, or nobody to end it with this process; then it
   *     does not run
   */
  Session(
      List<String> command,
      String mark,
      int longestMessage,
      Guard guard,
      Errors errors,
      Faults faults,
      AtomicLong ids)
      throws IOException {
    this.mark = mark;
    this.longestMessage = longestMessage;
    this.faults = faults;
    this.errors = errors.new Tail();
    this.ids = ids;
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(ProcessTree.VARIABLE, mark);
    this.process = builder.start();
    try {
      guard.watch(process.pid());
      start("reader", this::read);
      start("writer", this::write);
      this.errorsThread = start("errors", () -> this.errors.read(process.getErrorStream()));
    } catch (IOException | RuntimeException | Error e) {
      // It would belong to nobody.
      ProcessTree.end(mark, List.of(process.toHandle()));
      throw e;
    }
    process
        .onExit()
        .thenRunAsync(
            // Its last answers may still be on their way, or somebody else hold its output open.
            () -> lose(exit()),
            CompletableFuture.delayedExecutor(LONGEST_EXIT_MILLIS, TimeUnit.MILLISECONDS));
  }

  private Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, "stowbench-planner-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Says hello and waits for the answer; a planner that gives none is ended. */
  PlannerReply.Introduction greet(Duration longest) throws LostException, InterruptedException {
    outbox.add(RequestWriter.hello());
    Received answer =
        await(hello, longest, "it did not say hello within %s s".formatted(seconds(longest)));
    try {
      return answer.introduction();
    } catch (InvalidInputException e) {
      lose("its hello does not fit: " + e.getMessage());
      throw new LostException(lost.join());
    }
  }

  /** A number for a request. */
  String nextId() {
    return Long.toString(ids.incrementAndGet());
  }

  /**
   * Sends a request and waits for the answer; a planner that gives none in time is ended.
   *
   * @throws LostException if the process ended, whatever the reason
   */
  Received ask(String id, byte[] request, Duration longest)
      throws LostException, InterruptedException {
    CompletableFuture<Received> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    try {
      outbox.add(request);
      if (lost.isDone()) {
        throw new LostException(lost.join()); // perhaps before it could see this one waiting
      }
      return await(answer, longest, "it did not answer within %s s".formatted(seconds(longest)));
    } finally {
      waiting.remove(id);
    }
  }

  private Received await(CompletableFuture<Received> answer, Duration longest, String late)
      throws LostException, InterruptedException {
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      lose(late);
      throw new LostException(lost.join());
    } catch (ExecutionException e) {
      throw new LostException(lost.join());
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  /** Sends what wants no answer. */
  void tell(byte[] message) {
    outbox.add(message);
  }

  /** Whether the process is gone, or about to be. */
  boolean isLost() {
    return lost.isDone();
  }

  /** Why the process is gone; empty while it is not. */
  Optional<String> lostBecause() {
    return isLost() ? Optional.of(lost.join()) : Optional.empty();
  }

  /** Whether it answered anything. */
  boolean hasAnswered() {
    return answered.get();
  }

  /** Says good-bye; {@link #end} follows. */
  void bid(byte[] bye) {
    outbox.add(bye);
    outbox.add(LAST);
  }

  /** Ends the process with all that it started, giving it until then to end by itself. */
  void end(long deadlineNanos) {
    try {
      process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lose("the run is over");
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      while (true) {
        byte[] message = outbox.take();
        if (message == LAST) {
          return;
        }
        out.write(message);
        out.write('\n');
        if (outbox.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        lose("it closed its standard input");
      }
    } catch (InterruptedException e) {
      lose("interrupted");
    }
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      BoundedLines lines = new BoundedLines(in, longestMessage);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().complete()) {
          faults.add(
              Fault.TOO_LONG,
              "more than %d bytes, beginning %s".formatted(longestMessage, excerpt(line.get())));
        } else if (!isBlank(line.get().bytes())) {
          receive(line.get());
        }
      }
    } catch (IOException e) {
      // It is being ended.
    }
    lose(exit());
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static String excerpt(BoundedLines.Line line) {
    int length = Math.min(line.bytes().length, 400);
    return InvalidInputException.excerpt(
        new String(line.bytes(), 0, length, StandardCharsets.UTF_8));
  }

  private void receive(BoundedLines.Line line) {
    Received message;
    try {
      message = Received.parse(line.bytes());
    } catch (InvalidInputException e) {
      faults.add(Fault.NOISE, excerpt(line));
      return;
    }
    if (!hello.isDone() && message.type().equals("hello")) {
      hello.complete(message);
      return;
    }
    Optional<String> id = message.id();
    CompletableFuture<Received> answer = id.isEmpty() ? null : waiting.remove(id.get());
    if (answer != null) {
      answered.set(true);
      answer.complete(message);
    } else if (id.isPresent()) {
      faults.add(wasAsked(id.get()) ? Fault.NOT_WAITED_FOR : Fault.UNKNOWN_ID, excerpt(line));
    } else {
      faults.add(Fault.NOISE, excerpt(line));
    }
  }

  private boolean wasAsked(String id) {
    return id.matches("[1-9][0-9]{0,17}") && Long.parseLong(id) <= ids.get();
  }

  private String exit() {
    try {
      if (process.waitFor(LONGEST_EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
        return "it ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "it closed its standard output";
  }

  /** Ends the process and tells whoever waits; the first reason holds. */
  private void lose(String reason) {
    synchronized (this) {
      if (lost.isDone()) {
        return;
      }
      ProcessTree.end(mark, List.of(process.toHandle()));
      awaitLastWords();
      lost.complete(reason + errors.quoted());
    }
    outbox.add(LAST);
    Exception gone = new LostException(reason);
    hello.completeExceptionally(gone);
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
  }

  private void awaitLastWords() {
    try {
      errorsThread.join(LONGEST_EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
