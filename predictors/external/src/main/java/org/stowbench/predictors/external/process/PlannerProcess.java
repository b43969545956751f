package org.stowbench.predictors.external.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process with its three pipes. Three threads serve it, so that nobody is ever held up by a
 * planner that does not read, does not write, or writes too much: one writes what is said, one
 * reads lines, one listens to standard error.
 */
public final class PlannerProcess {

  /** How long to wait for the exit code of a process that closed its output. */
  static final long LONGEST_EXIT_MILLIS = 300;

  private static final long PAUSE_MILLIS = 10;
  private static final byte[] LAST = new byte[0];

  /** Who hears of what the process says and does. */
  public interface Listener {

    /** A line on its standard output; the next is read when this returns. */
    void hear(BoundedLines.Line line) throws InterruptedException;

    /**
     * It says nothing more, or hears nothing more.
     *
     * @param why such as {@code ended with exit code 1}
     */
    void stopped(String why) throws InterruptedException;
  }

  private final Process process;
  private final String mark;
  private final Listener listener;
  private final Errors.Tail errors;
  private final BlockingQueue<byte[]> outbox = new LinkedBlockingQueue<>();
  private final Thread reader;
  private final Thread writer;
  private final Thread errorsThread;

  /**
   * Starts a process; {@link #listen} follows.
   *
   * @param mark in the environment of whatever it starts, so that nothing is left of it
   * @param longestLine in bytes; more is not kept of a line
   * @throws IOException if there is no such program, or nobody to end it with this process; then it
   *     does not run
   */
  public PlannerProcess(
      List<String> command,
      String mark,
      int longestLine,
      Guard guard,
      Errors.Tail errors,
      Listener listener)
      throws IOException {
    this.mark = mark;
    this.listener = listener;
    this.errors = errors;
    this.reader = thread("reader", () -> read(longestLine));
    this.writer = thread("writer", this::write);
    this.errorsThread = thread("errors", this::readErrors);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(ProcessTree.VARIABLE, mark);
    this.process = Program.start(builder);
    try {
      guard.watch(process.pid());
    } catch (IOException | RuntimeException | Error e) {
      end(); // it would belong to nobody
      throw e;
    }
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "stowbench-planner-" + name);
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to listen and to speak. */
  public void listen() {
    try {
      errorsThread.start();
      reader.start();
      writer.start();
    } catch (Error e) {
      end(); // no more threads can be had, so nobody would ever hear it
      throw e;
    }
  }

  /** Says a message, on a line of its own; does not wait. */
  public void say(byte[] message) {
    outbox.add(message);
  }

  /** Says no more: closes its standard input after what was said. */
  public void closeInput() {
    outbox.add(LAST);
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
        if (!endsWithin(Duration.ofMillis(LONGEST_EXIT_MILLIS))) {
          listener.stopped("closed its standard input");
        } // else the reader tells of it
      } catch (InterruptedException interrupted) {
        // Nobody wants to know any more.
      }
    } catch (InterruptedException e) {
      // It was let go.
    }
  }

  private void read(int longestLine) {
    try {
      try (InputStream in = process.getInputStream()) {
        BoundedLines lines = new BoundedLines(in, longestLine);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
          listener.hear(line.get());
        }
      } catch (IOException e) {
        // It is being ended.
      }
      listener.stopped(exit());
    } catch (InterruptedException e) {
      // It was let go.
    }
  }

  private void readErrors() {
    errors.read(process.getErrorStream());
  }

  /** Why it says nothing more, once that is so. */
  String exit() throws InterruptedException {
    return endsWithin(Duration.ofMillis(LONGEST_EXIT_MILLIS))
        ? "ended with exit code " + process.exitValue()
        : "closed its standard output";
  }

  /** Runs a task a while after it ended, whoever may still hold its output open. */
  void afterEnd(Runnable task) {
    process
        .onExit()
        .thenRunAsync(
            task,
            java.util.concurrent.CompletableFuture.delayedExecutor(
                LONGEST_EXIT_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Waits a little for the last of what it said on standard error, once it has ended. */
  public void awaitLastWords() throws InterruptedException {
    errorsThread.join(LONGEST_EXIT_MILLIS);
  }

  /** Whether it ends by itself in so long. */
  public boolean endsWithin(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What of it, and of what it started, still runs after so long. */
  public Set<ProcessHandle> leftAfter(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Set<ProcessHandle> alive = ProcessTree.alive(mark, List.of(process.toHandle()));
      if (alive.isEmpty() || System.nanoTime() >= deadline) {
        return alive;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Ends it with all that it started. */
  public void end() {
    ProcessTree.end(mark, List.of(process.toHandle()));
  }

  /** Ends it with all that it started; nobody hears of it any more. */
  public void letGo() {
    end();
    reader.interrupt();
    writer.interrupt();
  }
}
