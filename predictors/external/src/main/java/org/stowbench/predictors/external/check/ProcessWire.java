package org.stowbench.predictors.external.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.process.BoundedLines;
import org.stowbench.predictors.external.process.Errors;
import org.stowbench.predictors.external.process.Guard;
import org.stowbench.predictors.external.process.PlannerProcess;
import org.stowbench.predictors.external.protocol.Received;

/** Standard input and output of a planner that runs as a child process. */
final class ProcessWire implements Wire, PlannerProcess.Listener {

  /** A planner that floods us waits; what is here already takes no more memory than this. */
  private static final int MOST_UNREAD = 32;

  private static final int LONGEST_QUOTE = 400;

  private final Errors.Tail errors = new Errors(Optional.empty()).new Tail();
  private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>(MOST_UNREAD);
  private final PlannerProcess process;
  private long lines;

  /**
   * Starts a planner.
   *
   * @param mark in the environment of whatever it starts
   * @throws IOException if there is no such program
   */
  ProcessWire(List<String> command, String mark, Guard guard) throws IOException {
    process = new PlannerProcess(command, mark, LONGEST_MESSAGE, guard, errors, this);
    process.listen();
  }

  @Override
  public void hear(BoundedLines.Line line) throws InterruptedException {
    inbox.put(event(line, ++lines));
  }

  @Override
  public void stopped(String why) throws InterruptedException {
    process.awaitLastWords();
    inbox.put(new Event.End(why + errors.quoted()));
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
          "line %d is not a message (%s): %s".formatted(number, e.getMessage(), quote));
    }
  }

  /** The process itself. */
  PlannerProcess process() {
    return process;
  }

  @Override
  public void send(List<byte[]> messages) {
    messages.forEach(process::say);
  }

  @Override
  public void tell(byte[] message) {
    process.say(message);
  }

  @Override
  public Optional<Event> next(Duration longest) throws InterruptedException {
    return Optional.ofNullable(inbox.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public String silence(Duration waited) {
    return "within %d s".formatted(waited.toSeconds()) + errors.quoted();
  }

  @Override
  public void close() {
    process.letGo();
  }
}
