package org.stowbench.predictors.external.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.planner.Fault;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.external.protocol.RequestWriter;

/** The life of one process, from its start to its end: what is asked finds its answer. */
final class Session implements PlannerProcess.Listener {

  /** What is mostly wrong where nothing is heard of a planner that runs. */
  private static final String HINT = "does it end each message with a line end, and flush?";

  /** How long a planner may take for its hello after a line that holds one beside other text. */
  private static final int SECONDS_AFTER_A_SPOILED_HELLO = 2;

  private static final String OVER_SEVERAL_LINES =
      "it wrote a message over several lines: each must stand on one line, without indents";

  private final int longestMessage;
  private final Faults faults;
  private final Errors.Tail errors;
  private final PlannerProcess process;
  private final AtomicLong ids;
  private final Map<String, CompletableFuture<Received>> waiting = new ConcurrentHashMap<>();
  private final SpreadMessage lines;
  private final CompletableFuture<Received> hello = new CompletableFuture<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final AtomicBoolean answered = new AtomicBoolean();

  /** The first line that answers nothing: what may be wrong where no answer comes. */
  private final AtomicReference<String> strange = new AtomicReference<>();

  private volatile boolean ended;
  private volatile boolean idle;

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
    this.longestMessage = longestMessage;
    this.lines = new SpreadMessage(longestMessage);
    this.faults = faults;
    this.errors = errors.new Tail();
    this.ids = ids;
    this.process = new PlannerProcess(command, mark, longestMessage, guard, this.errors, this);
    process.listen();
    process.afterEnd(this::ended);
  }

  /** Says hello and waits for the answer; a planner that gives none is ended. */
  PlannerReply.Introduction greet(Duration longest) throws LostException, InterruptedException {
    process.say(RequestWriter.hello());
    Received answer =
        await(hello, longest, "it did not say hello within %s s".formatted(longest.toSeconds()));
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
      process.say(request);
      if (lost.isDone()) {
        throw new LostException(lost.join()); // perhaps before it could see this one waiting
      }
      return await(answer, longest, "it did not answer within %s s".formatted(longest.toSeconds()));
    } finally {
      waiting.remove(id);
    }
  }

  private Received await(CompletableFuture<Received> answer, Duration longest, String late)
      throws LostException, InterruptedException {
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      lose(hello.isDone() ? late : late + ": " + doubt());
      throw new LostException(lost.join());
    } catch (ExecutionException e) {
      throw new LostException(lost.join());
    }
  }

  /** Sends what wants no answer. */
  void tell(byte[] message) {
    process.say(message);
  }

  /** Whether the process is gone, or about to be. */
  boolean isLost() {
    return lost.isDone();
  }

  /**
   * Why the process is gone, if that was while nobody asked it anything; else whoever asks hears.
   */
  Optional<String> lostIdleBecause() {
    return isLost() && idle ? Optional.of(lost.join()) : Optional.empty();
  }

  /** What is likely wrong with a planner that has answered nothing. */
  String doubt() {
    String line = strange.get();
    return line == null ? HINT : "it wrote what is no answer: " + line;
  }

  /** Whether it answered anything. */
  boolean hasAnswered() {
    return answered.get();
  }

  /** Whether it was ended for what it did or did not say, and did not end by itself. */
  boolean wasEnded() {
    return ended;
  }

  /** Says good-bye; {@link #end} follows. */
  void bid(byte[] bye) {
    process.say(bye);
    process.closeInput();
  }

  /** Ends the process with all that it started, giving it until then to end by itself. */
  void end(long deadlineNanos) {
    try {
      process.endsWithin(Duration.ofNanos(deadlineNanos - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lose("the run is over");
  }

  @Override
  public void hear(BoundedLines.Line line) {
    if (ended) {
      return; // what it had not said in time
    }
    if (!line.complete()) {
      faults.add(
          Fault.TOO_LONG,
          "more than %d bytes, beginning %s".formatted(longestMessage, excerpt(line)));
    } else if (!isBlank(line.bytes())) {
      receive(line);
    }
  }

  @Override
  public void stopped(String why) {
    lose("it " + why, false);
  }

  /** Its last answers may still be on their way, or somebody else hold its output open. */
  private void ended() {
    try {
      stopped(process.exit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      noteStrange(Fault.NOISE, line);
      if (lines.add(line.bytes())) {
        lose(OVER_SEVERAL_LINES);
      } else if (isMeantAsMessage(line)) {
        lose("it wrote a message that cannot be read: " + e.problem());
      } else if (!hello.isDone() && holds(line, "\"hello\"")) {
        CompletableFuture.delayedExecutor(SECONDS_AFTER_A_SPOILED_HELLO, TimeUnit.SECONDS)
            .execute(this::loseWithoutHello);
      }
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
      noteStrange(wasAsked(id.get()) ? Fault.NOT_WAITED_FOR : Fault.UNKNOWN_ID, line);
    } else {
      noteStrange(Fault.NOISE, line);
    }
  }

  private void loseWithoutHello() {
    if (!hello.isDone()) {
      lose("its hello does not stand on a line of its own: " + doubt());
    }
  }

  private void noteStrange(Fault fault, BoundedLines.Line line) {
    faults.add(fault, excerpt(line));
    strange.compareAndSet(null, excerpt(line));
  }

  /** Nobody knows which question it answers: whoever waits for it would wait in vain. */
  private static boolean isMeantAsMessage(BoundedLines.Line line) {
    byte[] bytes = line.bytes();
    return bytes[0] == '{' && bytes[bytes.length - 1] == '}' && holds(line, "\"type\"");
  }

  private static boolean holds(BoundedLines.Line line, String text) {
    return new String(line.bytes(), StandardCharsets.UTF_8).contains(text);
  }

  private boolean wasAsked(String id) {
    return id.matches("[1-9][0-9]{0,17}") && Long.parseLong(id) <= ids.get();
  }

  /** Ends the process and tells whoever waits; the first reason holds. */
  private void lose(String reason) {
    lose(reason, true);
  }

  private void lose(String reason, boolean byUs) {
    synchronized (this) {
      if (lost.isDone()) {
        return;
      }
      ended = byUs;
      idle = hello.isDone() && waiting.isEmpty();
      process.end();
      awaitLastWords();
      lost.complete(reason + errors.quoted());
    }
    process.closeInput();
    Exception gone = new LostException(reason);
    hello.completeExceptionally(gone);
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
  }

  private void awaitLastWords() {
    try {
      process.awaitLastWords();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
