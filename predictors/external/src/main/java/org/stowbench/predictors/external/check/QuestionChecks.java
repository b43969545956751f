package org.stowbench.predictors.external.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.query.Query;

/** Whether a planner answers questions, ordinary and strange, and from nothing but the question. */
final class QuestionChecks {

  private static final int MANY = 100;
  private static final int VERY_MANY_CONTAINERS = 500;

  private final Examination examination;

  QuestionChecks(Examination examination) {
    this.examination = examination;
  }

  void run() throws InterruptedException {
    answers("normal scene", "8 containers, a whisk", false, Situations.normal());
    examination.check(
        "unknown fields", "fields of a later version, everywhere", this::unknownFields);
    examination.check(
        "many at once", MANY + " questions before the first answer is read", this::manyAtOnce);
    examination.check("no memory", "the same question before and after others", this::noMemory);
    examination.check("fresh start", "the same question to a new process", this::freshStart);
    examination.check("no containers", "a scene without containers", this::noContainers);
    answers("one container", "a scene with one", true, Situations.containers(1));
    answers(
        VERY_MANY_CONTAINERS + " containers",
        "a scene with as many",
        true,
        Situations.containers(VERY_MANY_CONTAINERS));
    answers(
        "odd regions",
        "points, lines, self-crossing and repeated ones",
        true,
        Situations.oddRegions());
    answers("bare scene", "no size, types, anchors, sides", true, Situations.bare());
    answers(
        "named places",
        "a home without a photo: names, a room, metres, distances",
        true,
        Situations.places());
    answers(
        "known placements", "where the household keeps other things", false, Situations.known());
    answers(
        "odd names",
        "items with quotes, line ends, HTML, shell, other scripts",
        true,
        Situations.oddNames().toArray(Query[]::new));
    answers("long name", "an item of 10,000 characters", true, Situations.longName());
    answers("huge numbers", "coordinates from 1e-9 to 1e100", true, Situations.hugeNumbers());
    examination.check("unknown message", "a message of a type to come", this::unknownMessage);
  }

  private void answers(String name, String tried, boolean mayDecline, Query... queries)
      throws InterruptedException {
    examination.check(
        name,
        tried,
        n ->
            Examination.judge(
                examination.talk().ask(n, examination.questions(List.of(queries))), mayDecline));
  }

  private CheckOutcome unknownFields(String name) throws UnansweredException, InterruptedException {
    return Examination.judge(
        examination
            .talk()
            .ask(
                name,
                List.of(examination.question(Situations.normal())),
                QuestionChecks::withUnknownFields),
        false);
  }

  private static byte[] withUnknownFields(byte[] message) {
    ObjectNode json =
        JsonInput.parse(
                new String(message, StandardCharsets.UTF_8), InputLocation.of("a message of ours"))
            .object();
    addUnknownFields(json);
    return Json.line(json).getBytes(StandardCharsets.UTF_8);
  }

  private static void addUnknownFields(JsonNode json) {
    json.forEach(QuestionChecks::addUnknownFields);
    if (json instanceof ObjectNode object) {
      object.putNull("of_a_later_version");
      object.putObject("and_one_more").putArray("list").add(1).add("two").add(true);
    }
  }

  private CheckOutcome manyAtOnce(String name) throws UnansweredException, InterruptedException {
    return Examination.judge(
        examination.talk().ask(name, examination.questions(Situations.many(MANY))), false);
  }

  private CheckOutcome noMemory(String name) throws UnansweredException, InterruptedException {
    Question question = examination.question(Situations.normal());
    Optional<PlannerReply> before = examination.talk().ask(name, List.of(question)).get(0);
    examination.talk().ask(name, examination.questions(Situations.many(10)));
    Optional<PlannerReply> after = examination.talk().ask(name, List.of(question)).get(0);
    return same(before, after, "asked again after others");
  }

  private CheckOutcome freshStart(String name) throws UnansweredException, InterruptedException {
    if (!examination.isOurs()) {
      return CheckOutcome.skipped(Examination.NO_PROCESS);
    }
    Question question = examination.question(Situations.normal());
    Optional<PlannerReply> before = examination.talk().ask(name, List.of(question)).get(0);
    examination.hangUp();
    Optional<PlannerReply> after = examination.talk().ask(name, List.of(question)).get(0);
    return same(before, after, "asked in a new process");
  }

  private static CheckOutcome same(
      Optional<PlannerReply> before, Optional<PlannerReply> after, String when) {
    if (before.isEmpty() || after.isEmpty()) {
      return CheckOutcome.skipped("there are no two fitting answers to compare");
    }
    String first = Examination.words(before.get());
    String second = Examination.words(after.get());
    return first.equals(second)
        ? CheckOutcome.ok("the same answer")
        : CheckOutcome.wrong(
            "the same question and seed gave %s, and %s %s"
                .formatted(
                    InvalidInputException.excerpt(first),
                    when,
                    InvalidInputException.excerpt(second)));
  }

  private CheckOutcome noContainers(String name) throws UnansweredException, InterruptedException {
    return examination.can(PlannerReply.Mode.RANK)
        ? Examination.judge(
            examination.talk().ask(name, examination.questions(List.of(Situations.containers(0)))),
            true)
        : CheckOutcome.skipped("it only searches, and there is nothing to open");
  }

  private CheckOutcome unknownMessage(String name)
      throws UnansweredException, InterruptedException {
    String id = examination.talk().nextId();
    ObjectNode message = Json.object().put("type", "of_a_later_version").put("id", id);
    examination.talk().mention(id, Json.line(message).getBytes(StandardCharsets.UTF_8));
    Examination.judge(
        examination.talk().ask(name, List.of(examination.question(Situations.normal()))), true);
    return CheckOutcome.ok("it goes on answering");
  }
}
