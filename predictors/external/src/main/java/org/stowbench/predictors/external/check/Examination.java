package org.stowbench.predictors.external.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.QueryJson;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.process.PlannerProcess;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.query.Query;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;

/** All checks of one planner, one after the other. */
final class Examination {

  private static final int MANY = 100;
  private static final int VERY_MANY_CONTAINERS = 500;

  /** How long a planner may take to end by itself, if that is not more than for an answer. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  /** What a planner started may need to notice that it is gone. */
  private static final Duration GRACE_AFTER_END = Duration.ofSeconds(1);

  /** After so many checks in a row without an answer, the others would only take time. */
  private static final int MOST_UNANSWERED = 3;

  private static final String NO_PROCESS = "a planner at an address is not ours to start or end";

  /** Tries something. */
  private interface Trial {
    Outcome run(String name) throws UnansweredException, InterruptedException;
  }

  private final Supplier<Wire> wires;
  private final boolean ours;
  private final Duration toStart;
  private final Duration longest;
  private final Consumer<Finding> listener;
  private final List<Finding> findings = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private Optional<Conversation> conversation = Optional.empty();
  private Optional<PlannerReply.Introduction> planner = Optional.empty();
  private int unanswered;

  /**
   * Prepares to try a planner.
   *
   * @param wires opens a wire to it
   * @param ours whether that starts a process, a {@link ProcessWire}
   */
  Examination(
      Supplier<Wire> wires,
      boolean ours,
      Duration toStart,
      Duration longest,
      Consumer<Finding> listener) {
    this.wires = wires;
    this.ours = ours;
    this.toStart = toStart;
    this.longest = longest;
    this.listener = listener;
  }

  List<Finding> run() throws InterruptedException {
    try {
      check("hello", "asked who it is", name -> hello());
      questions();
      searches();
      ends();
    } finally {
      hangUp();
    }
    ledger(
        "messages only", "all that it said", Ledger.Rule.OUTPUT, "nothing but messages was said");
    ledger("ids", "all answers", Ledger.Rule.IDS, "each question was answered once, by its id");
    ledger(
        "fields",
        "all answers, against the JSON Schemas",
        Ledger.Rule.FIT,
        "fields, containers and scores are as they must be");
    return List.copyOf(findings);
  }

  private void questions() throws InterruptedException {
    answers("normal scene", "8 containers, a whisk", false, Situations.normal());
    check("unknown fields", "fields of a later version, everywhere", this::unknownFields);
    check("many at once", MANY + " questions before the first answer is read", this::manyAtOnce);
    check("no memory", "the same question before and after others", this::noMemory);
    check("fresh start", "the same question to a new process", this::freshStart);
    check("no containers", "a scene without containers", this::noContainers);
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
        "odd names",
        "items with quotes, line ends, HTML, shell, other scripts",
        true,
        Situations.oddNames().toArray(Query[]::new));
    answers("long name", "an item of 10,000 characters", true, Situations.longName());
    answers("huge numbers", "coordinates from 1e-9 to 1e100", true, Situations.hugeNumbers());
    check("unknown message", "a message of a type to come", this::unknownMessage);
  }

  private void searches() throws InterruptedException {
    List<Step> steps = new ArrayList<>();
    check("search", "6 containers, step by step", name -> search(name, steps));
    check(
        "search, no memory",
        "the same steps backwards, mixed with another search",
        name -> searchWithoutMemory(name, steps));
    check("search, end", "told that a search is over", this::searchEnd);
  }

  private void ends() throws InterruptedException {
    Set<ProcessHandle> left = new HashSet<>();
    check("bye", "told bye, standard input closed", name -> end(name, true, left));
    check("end of input", "standard input closed without a bye", name -> end(name, false, left));
    check("nothing left", "looked for what it started", name -> nothingLeft(left));
  }

  // Running a check

  private void check(String name, String tried, Trial trial) throws InterruptedException {
    Outcome outcome;
    if (planner.isEmpty() && !findings.isEmpty()) {
      outcome = Outcome.skipped("it said no hello");
    } else if (unanswered >= MOST_UNANSWERED) {
      outcome =
          Outcome.skipped("it answered nothing in %d checks in a row".formatted(MOST_UNANSWERED));
    } else {
      outcome = outcome(name, trial);
    }
    add(new Finding(name, tried, outcome.verdict(), outcome.found()));
  }

  private Outcome outcome(String name, Trial trial) throws InterruptedException {
    try {
      Outcome outcome = trial.run(name);
      unanswered = 0;
      return outcome;
    } catch (UnansweredException e) {
      unanswered++;
      hangUp();
      return Outcome.wrong(e.getMessage());
    }
  }

  private void add(Finding finding) {
    findings.add(finding);
    listener.accept(finding);
  }

  private void ledger(String name, String tried, Ledger.Rule rule, String kept) {
    Outcome outcome =
        planner.isEmpty() && rule != Ledger.Rule.OUTPUT
            ? Outcome.skipped("it said no hello")
            : ledger.outcome(rule, kept);
    add(new Finding(name, tried, outcome.verdict(), outcome.found()));
  }

  private Conversation talk() throws UnansweredException, InterruptedException {
    if (conversation.isEmpty()) {
      Wire wire = wires.get();
      try {
        conversation = Optional.of(Conversation.begin(wire, toStart, longest, ledger));
      } finally {
        if (conversation.isEmpty()) {
          wire.close();
        }
      }
    }
    return conversation.get();
  }

  private void hangUp() {
    conversation.ifPresent(open -> open.wire().close());
    conversation = Optional.empty();
  }

  // Questions

  private Outcome hello() throws UnansweredException, InterruptedException {
    PlannerReply.Introduction introduction = talk().introduction();
    planner = Optional.of(introduction);
    return Outcome.ok(
        "%s%s; wants %s; can %s"
            .formatted(
                InvalidInputException.excerpt(introduction.name()),
                introduction
                    .version()
                    .map(v -> ", version " + InvalidInputException.excerpt(v))
                    .orElse(""),
                introduction.wants().isEmpty() ? "nothing" : names(introduction.wants()),
                names(introduction.modes())));
  }

  private static String names(Set<? extends Enum<?>> constants) {
    return constants.stream().map(Json::name).sorted().collect(Collectors.joining(", "));
  }

  private boolean can(PlannerReply.Mode mode) {
    return planner.isPresent() && planner.get().modes().contains(mode);
  }

  /** A question as this planner can be asked: whoever only searches is asked for a first step. */
  private Question question(Query query) {
    long seed = seed(query);
    return can(PlannerReply.Mode.RANK)
        ? new Question.Ranking(query, seed)
        : new Question.Step(query, seed, List.of(), query.scene().containers().size());
  }

  private static long seed(Query query) {
    return PlannerRequest.seed(Seeds.derive(1, query.id()));
  }

  private List<Question> questions(List<Query> queries) {
    return queries.stream().map(this::question).toList();
  }

  private void answers(String name, String tried, boolean mayDecline, Query... queries)
      throws InterruptedException {
    check(name, tried, n -> judge(talk().ask(n, questions(List.of(queries))), mayDecline));
  }

  /** An error is an answer too; to an ordinary question it is none that anybody wants. */
  private static Outcome judge(List<Optional<PlannerReply>> replies, boolean mayDecline) {
    for (Optional<PlannerReply> reply : replies) {
      if (reply.isPresent() && reply.get() instanceof PlannerReply.Failed failed) {
        String found = "answered with the error: " + InvalidInputException.excerpt(failed.error());
        return mayDecline ? Outcome.ok(found) : Outcome.wrong(found);
      }
    }
    return Outcome.ok(replies.size() == 1 ? "answered" : replies.size() + " answered");
  }

  private Outcome unknownFields(String name) throws UnansweredException, InterruptedException {
    return judge(
        talk().ask(name, List.of(question(Situations.normal())), Examination::withUnknownFields),
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
    json.forEach(Examination::addUnknownFields);
    if (json instanceof ObjectNode object) {
      object.putNull("of_a_later_version");
      object.putObject("and_one_more").putArray("list").add(1).add("two").add(true);
    }
  }

  private Outcome manyAtOnce(String name) throws UnansweredException, InterruptedException {
    return judge(talk().ask(name, questions(Situations.many(MANY))), false);
  }

  private Outcome noMemory(String name) throws UnansweredException, InterruptedException {
    Question question = question(Situations.normal());
    Optional<PlannerReply> before = talk().ask(name, List.of(question)).get(0);
    talk().ask(name, questions(Situations.many(10)));
    Optional<PlannerReply> after = talk().ask(name, List.of(question)).get(0);
    return same(before, after, "asked again after others");
  }

  private Outcome freshStart(String name) throws UnansweredException, InterruptedException {
    if (!ours) {
      return Outcome.skipped(NO_PROCESS);
    }
    Question question = question(Situations.normal());
    Optional<PlannerReply> before = talk().ask(name, List.of(question)).get(0);
    hangUp();
    Optional<PlannerReply> after = talk().ask(name, List.of(question)).get(0);
    return same(before, after, "asked in a new process");
  }

  private static Outcome same(
      Optional<PlannerReply> before, Optional<PlannerReply> after, String when) {
    if (before.isEmpty() || after.isEmpty()) {
      return Outcome.skipped("there are no two fitting answers to compare");
    }
    String first = words(before.get());
    String second = words(after.get());
    return first.equals(second)
        ? Outcome.ok("the same answer")
        : Outcome.wrong(
            "the same question and seed gave %s, and %s %s"
                .formatted(
                    InvalidInputException.excerpt(first),
                    when,
                    InvalidInputException.excerpt(second)));
  }

  private static String words(PlannerReply reply) {
    if (reply instanceof PlannerReply.Ranked ranked) {
      Ranking ranking = ranked.ranking();
      return Json.name(ranking.order())
          + " "
          + Json.name(ranking.scores())
          + ranking.answers().stream()
              .map(
                  a ->
                      QueryJson.write(a.answer())
                          + (a.score().isPresent() ? " " + a.score().getAsDouble() : ""))
              .toList();
    }
    if (reply instanceof PlannerReply.Moved moved) {
      return moved.move().toString();
    }
    return reply instanceof PlannerReply.Failed failed ? "the error " + failed.error() : "a hello";
  }

  private Outcome noContainers(String name) throws UnansweredException, InterruptedException {
    return can(PlannerReply.Mode.RANK)
        ? judge(talk().ask(name, questions(List.of(Situations.containers(0)))), true)
        : Outcome.skipped("it only searches, and there is nothing to open");
  }

  private Outcome unknownMessage(String name) throws UnansweredException, InterruptedException {
    String id = talk().nextId();
    ObjectNode message = Json.object().put("type", "of_a_later_version").put("id", id);
    talk().mention(id, Json.line(message).getBytes(StandardCharsets.UTF_8));
    judge(talk().ask(name, List.of(question(Situations.normal()))), true);
    return Outcome.ok("it goes on answering");
  }

  // Searches

  /** A moment of a search, and what the planner did in it. */
  private record Step(Question.Step question, Move move) {}

  private Outcome search(String name, List<Step> steps)
      throws UnansweredException, InterruptedException {
    if (!can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    Query query = Situations.containers(6);
    List<Opened> opened = new ArrayList<>();
    Set<Integer> containers = new HashSet<>();
    for (int budget = query.scene().containers().size(); budget > 0; budget--) {
      Question.Step question = new Question.Step(query, seed(query), List.copyOf(opened), budget);
      Optional<PlannerReply> reply = talk().ask(name, List.of(question)).get(0);
      if (reply.isEmpty()) {
        return Outcome.wrong("a move does not fit, see fields");
      }
      if (reply.get() instanceof PlannerReply.Failed failed) {
        return Outcome.wrong(
            "answered with the error: " + InvalidInputException.excerpt(failed.error()));
      }
      Move move = ((PlannerReply.Moved) reply.get()).move();
      steps.add(new Step(question, move));
      if (!(move instanceof Move.Open open)) {
        return Outcome.ok("gave up after opening " + opened.size());
      }
      if (!containers.add(open.container())) {
        return Outcome.wrong(
            "opened container %d, which it had opened before".formatted(open.container()));
      }
      opened.add(new Opened(open.container(), contents(opened.size())));
    }
    return Outcome.ok("opened all " + opened.size() + ", each once");
  }

  private static Contents contents(int number) {
    return number % 2 == 0 ? Contents.EMPTY : new Contents.OtherItems(List.of("ladle", "whisk"));
  }

  private Outcome noSearch() {
    return Outcome.skipped("its hello does not list the mode search");
  }

  private Outcome searchWithoutMemory(String name, List<Step> steps)
      throws UnansweredException, InterruptedException {
    if (!can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    Query other = Situations.normal();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Question between =
          new Question.Step(other, seed(other), List.of(new Opened(i, Contents.EMPTY)), 3);
      Optional<PlannerReply> reply = talk().ask(name, List.of(between, step.question())).get(1);
      if (reply.isEmpty() || !(reply.get() instanceof PlannerReply.Moved moved)) {
        return Outcome.wrong("no fitting move when asked for a step out of order");
      }
      if (!moved.move().equals(step.move())) {
        return Outcome.wrong(
            "after opening %d, its move was: %s; asked for that step again, out of order: %s"
                .formatted(
                    step.question().opened().size(),
                    words(new PlannerReply.Moved("", step.move(), Optional.empty())),
                    words(moved)));
      }
    }
    return steps.isEmpty()
        ? Outcome.skipped("there are no moves to compare")
        : Outcome.ok("the same moves");
  }

  private Outcome searchEnd(String name) throws UnansweredException, InterruptedException {
    if (!can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    talk()
        .tell(
            new PlannerRequest.Ended(
                talk().nextId(), List.of(new Opened(1, Contents.FOUND)), Search.End.FOUND));
    judge(talk().ask(name, List.of(question(Situations.normal()))), true);
    return Outcome.ok("it goes on answering");
  }

  // The end

  private Outcome end(String name, boolean politely, Set<ProcessHandle> left)
      throws UnansweredException, InterruptedException {
    if (!ours) {
      return Outcome.skipped(NO_PROCESS);
    }
    PlannerProcess process = ((ProcessWire) talk().wire()).process();
    judge(talk().ask(name, List.of(question(Situations.normal()))), true);
    if (politely) {
      talk().tell(PlannerRequest.BYE);
    }
    process.closeInput();
    Duration grace = longest.compareTo(LONGEST_END) < 0 ? longest : LONGEST_END;
    Optional<String> why = talk().hearOut(name, grace);
    boolean ended = process.endsWithin(why.isPresent() ? grace : Duration.ZERO);
    if (ended) {
      left.addAll(process.leftAfter(GRACE_AFTER_END));
    }
    hangUp();
    return ended
        ? Outcome.ok(why.orElse("ended"))
        : Outcome.wrong("still ran after %d s".formatted(grace.toSeconds()));
  }

  private Outcome nothingLeft(Set<ProcessHandle> left) {
    if (!ours) {
      return Outcome.skipped(NO_PROCESS);
    }
    return left.isEmpty()
        ? Outcome.ok("nothing runs any more")
        : Outcome.wrong(
            "%d processes that it started still ran after it had ended".formatted(left.size()));
  }
}
