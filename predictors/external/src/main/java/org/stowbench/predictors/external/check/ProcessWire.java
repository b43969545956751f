package org.stowbench.predictors.external.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.process.BoundedLines;
import org.stowbench.predictors.external.process.Errors;
import org.stowbench.predictors.external.process.ProcessTree;
import org.stowbench.predictors.external.protocol.Received;

/** Standard input and output of a planner that runs as a child process. */
final class ProcessWire implements Wire {

  /** A planner that floods us waits; what is here already takes no more memory than this. */
  private static final int MOST_UNREAD = 32;

  private static final long LONGEST_EXIT_MILLIS = 300;
  private static final long PAUSE_MILLIS = 10;
  private static final int LONGEST_QUOTE = 400;
  private static final byte[] LAST = new byte[0];

  private final String mark = UUID.randomUUID().toString();
  private final Process process;
  private final Errors.Tail errors = new Errors(Optional.empty()).new Tail();
  private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
  private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>(MOST_UNREAD);
  private final List<Thread> threads;
  private final Thread atExit;

  /**
   * Starts a planner.
   *
   * @throws InvalidInputException if there is no such program
   */
  ProcessWire(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(ProcessTree.VARIABLE, mark);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new InvalidInputException(
          "the planner cannot be started: " + InvalidInputException.excerpt(e.getMessage()), e);
    }
    atExit = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(atExit);
    Thread errorsThread = thread("errors", () -> errors.read(process.getErrorStream()));
    threads = List.of(thread("reader", () -> read(errorsThread)), thread("writer", this::write));
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "stowbench-check-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void read(Thread errorsThread) {
    try (InputStream in = process.getInputStream()) {
      BoundedLines lines = new BoundedLines(in, LONGEST_MESSAGE);
      long number = 0;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        inbox.put(event(line.get(), ++number));
      }
    } catch (IOException e) {
      // It is being ended.
    } catch (InterruptedException e) {
      return;
    }
    try {
      boolean ended = process.waitFor(LONGEST_EXIT_MILLIS, TimeUnit.MILLISECONDS);
      errorsThread.join(LONGEST_EXIT_MILLIS);
      String why =
          ended ? "ended with exit code " + process.exitValue() : "closed its standard output";
      inbox.put(new Event.End(why + errors.quoted()));
    } catch (InterruptedException e) {
      // Nobody wants to know any more.
    }
  }

  private static Event event(BoundedLines.Line line, long number) {
    byte[] bytes = line.bytes();
    String quote =
        InvalidInputException.excerpt(
            new String(bytes, 0, Math.min(bytes.length, LONGEST_QUOTE), StandardCharsets.UTF_8));
    if (!line.complete()) {
      return new Event.Noise(
          "line %d is longer than %d bytes; it begins: %s"
              .formatted(number, LONGEST_MESSAGE, quote));
    }
    try {
      return new Event.Message(Received.parse(bytes));
    } catch (InvalidInputException e) {
      return new Event.Noise(
          "line %d is no message (%s): %s".formatted(number, e.getMessage(), quote));
    }
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      for (byte[] message = outbox.take(); message != LAST; message = outbox.take()) {
        out.write(message);
        out.write('\n');
        if (outbox.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      try {
        if (!process.waitFor(LONGEST_EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
          inbox.put(new Event.End("closed its standard input" + errors.quoted()));
        } // else the reader tells of it
      } catch (InterruptedException interrupted) {
        // Nobody wants to know any more.
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  @Override
  public void send(List<byte[]> messages) {
    outbox.addAll(messages);
  }

  @Override
  public void tell(byte[] message) {
    outbox.add(message);
  }

  @Override
  public Optional<Event> next(Duration longest) throws InterruptedException {
    return Optional.ofNullable(inbox.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public String silence(Duration waited) {
    return "within %d s".formatted(waited.toSeconds()) + errors.quoted();
  }

  /** Sends no more: closes the planner's standard input. */
  void closeInput() {
    outbox.add(LAST);
  }

  /** What of the planner still runs after so long, in words; empty when nothing does. */
  Set<ProcessHandle> leftAfter(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Set<ProcessHandle> alive = ProcessTree.alive(mark, List.of(process.toHandle()));
      if (alive.isEmpty() || System.nanoTime() >= deadline) {
        return alive;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Whether the planner ends by itself in so long. */
  boolean endsWithin(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void end() {
    ProcessTree.end(mark, List.of(process.toHandle()));
  }

  @Override
  public void close() {
    end();
    threads.forEach(Thread::interrupt);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // We are ending, and the hook is at work.
    }
  }
}
