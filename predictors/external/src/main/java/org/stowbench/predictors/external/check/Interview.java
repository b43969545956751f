package org.stowbench.predictors.external.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.predictors.external.protocol.Received;
import org.stowbench.predictors.external.protocol.RequestWriter;
import org.stowbench.predictors.external.protocol.SceneWriter;

/** Questions and answers on one wire; whatever else is heard goes into the ledger. */
final class Interview {

  private final Wire wire;
  private final Duration longest;
  private final Ledger ledger;
  private final PlannerReply.Introduction introduction;
  private final RequestWriter writer;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> optional = new HashSet<>();
  private long lastId;

  private Interview(
      Wire wire, Duration longest, Ledger ledger, PlannerReply.Introduction introduction) {
    this.wire = wire;
    this.longest = longest;
    this.ledger = ledger;
    this.introduction = introduction;
    this.writer =
        new RequestWriter(
            new SceneWriter(introduction.wants(), Optional.empty(), SceneWriter.PhotoForm.CONTENT));
  }

  /**
   * Says hello.
   *
   * @param toStart how long the answer may take
   * @param longest how long each later answer may take
   * @throws UnansweredException if no fitting hello comes
   */
  static Interview begin(Wire wire, Duration toStart, Duration longest, Ledger ledger)
      throws UnansweredException, InterruptedException {
    wire.send(List.of(RequestWriter.hello()));
    long deadline = System.nanoTime() + toStart.toNanos();
    while (true) {
      Wire.Event event =
          next(
              wire,
              deadline,
              "said no hello " + wire.silence(toStart) + ": does it flush each line?");
      if (event instanceof Wire.Event.End end) {
        throw new UnansweredException("said no hello, and " + end.why());
      } else if (event instanceof Wire.Event.Noise noise) {
        ledger.add(Ledger.Rule.OUTPUT, "before its hello, " + noise.what());
      } else if (event instanceof Wire.Event.Message message) {
        try {
          return new Interview(wire, longest, ledger, message.message().introduction());
        } catch (InvalidInputException e) {
          throw new UnansweredException("its hello does not fit: " + e.getMessage());
        }
      }
    }
  }

  private static Wire.Event next(Wire wire, long deadline, String late)
      throws UnansweredException, InterruptedException {
    long left = Math.max(1_000_000, deadline - System.nanoTime());
    Optional<Wire.Event> event = wire.next(Duration.ofNanos(left));
    if (event.isEmpty() || System.nanoTime() > deadline) {
      throw new UnansweredException(late);
    }
    return event.get();
  }

  Wire wire() {
    return wire;
  }

  PlannerReply.Introduction introduction() {
    return introduction;
  }

  /** Asks questions together; answers in their order, empty where one does not fit. */
  List<Optional<PlannerReply>> ask(String situation, List<Question> questions)
      throws UnansweredException, InterruptedException {
    return ask(situation, questions, UnaryOperator.identity());
  }

  /** Asks questions whose messages are changed before they are sent. */
  List<Optional<PlannerReply>> ask(
      String situation, List<Question> questions, UnaryOperator<byte[]> change)
      throws UnansweredException, InterruptedException {
    Map<String, Question> byId = new LinkedHashMap<>();
    List<byte[]> messages = new ArrayList<>();
    for (Question question : questions) {
      String id = nextId();
      byId.put(id, question);
      messages.add(change.apply(writer.write(question.request(id))));
    }
    asked.addAll(byId.keySet());
    wire.send(messages);
    Map<String, Received> answers = receive(situation, byId.keySet());
    List<Optional<PlannerReply>> replies = new ArrayList<>();
    byId.forEach((id, question) -> replies.add(read(situation, question, answers.get(id))));
    return replies;
  }

  private Optional<PlannerReply> read(String situation, Question question, Received answer) {
    try {
      PlannerReply reply = question.read(answer);
      Optional<String> careless = answer.carelessness();
      careless.ifPresent(what -> ledger.add(Ledger.Rule.FIT, situation + ": " + what));
      return careless.isPresent() ? Optional.empty() : Optional.of(reply);
    } catch (InvalidInputException e) {
      ledger.add(Ledger.Rule.FIT, situation + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Received> receive(String situation, Set<String> wanted)
      throws UnansweredException, InterruptedException {
    Map<String, Received> answers = new LinkedHashMap<>();
    long deadline = System.nanoTime() + longest.toNanos();
    while (answers.size() < wanted.size()) {
      String late =
          "%s not answered %s"
              .formatted(
                  wanted.size() == 1
                      ? "the question was"
                      : "%d of %d questions were"
                          .formatted(wanted.size() - answers.size(), wanted.size()),
                  wire.silence(longest));
      Wire.Event event = next(wire, deadline, late);
      if (event instanceof Wire.Event.End end) {
        throw new UnansweredException(end.why());
      } else if (event instanceof Wire.Event.Noise noise) {
        ledger.add(Ledger.Rule.OUTPUT, situation + ": " + noise.what());
      } else if (event instanceof Wire.Event.Message message) {
        String id = message.message().id().orElse("");
        if (wanted.contains(id) && !answers.containsKey(id)) {
          answers.put(id, message.message());
          deadline = System.nanoTime() + longest.toNanos();
        } else {
          uncalledFor(situation, message.message());
        }
      }
    }
    return answers;
  }

  private void uncalledFor(String situation, Received message) {
    Optional<String> id = message.id();
    if (id.isPresent() && optional.remove(id.get())) {
      return;
    }
    String what =
        id.isEmpty()
            ? "sent a message of type %s without an id".formatted(excerpt(message.type()))
            : asked.contains(id.get())
                ? "answered id %s a second time".formatted(excerpt(id.get()))
                : "answered id %s, which was not asked".formatted(excerpt(id.get()));
    ledger.add(Ledger.Rule.IDS, situation + ": " + what);
  }

  private static String excerpt(String text) {
    return InvalidInputException.excerpt('"' + text + '"');
  }

  /** Sends a message that may be answered once, or not. */
  void mention(String id, byte[] message) {
    asked.add(id);
    optional.add(id);
    wire.tell(message);
  }

  /** Sends a message that wants no answer. */
  void tell(PlannerRequest request) {
    wire.tell(writer.write(request));
  }

  String nextId() {
    return Long.toString(++lastId);
  }

  /** Hears what still comes until the planner ends; empty if it does not end in time. */
  Optional<String> hearOut(String situation, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<Wire.Event> event =
          wire.next(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
      if (event.isEmpty() || System.nanoTime() > deadline) {
        return Optional.empty();
      } else if (event.get() instanceof Wire.Event.End end) {
        return Optional.of(end.why());
      } else if (event.get() instanceof Wire.Event.Noise noise) {
        ledger.add(Ledger.Rule.OUTPUT, situation + ": " + noise.what());
      } else if (event.get() instanceof Wire.Event.Message message) {
        uncalledFor(situation, message.message());
      }
    }
  }
}
