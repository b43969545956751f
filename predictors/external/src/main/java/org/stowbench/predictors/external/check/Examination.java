package org.stowbench.predictors.external.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.QueryJson;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Seeds;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.query.Query;

/** All checks of one planner, one after the other, and what they share. */
final class Examination {

  /** After so many checks in a row without an answer, the others would only take time. */
  private static final int MOST_UNANSWERED = 3;

  static final String NO_PROCESS = "a planner at an address is not ours to start or end";

  /** Tries something. */
  interface Trial {
    CheckOutcome run(String name) throws UnansweredException, InterruptedException;
  }

  private final Wires wires;
  private final boolean ours;
  private final Duration toStart;
  private final Duration longest;
  private final Consumer<CheckFinding> listener;
  private final List<CheckFinding> findings = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private Optional<Interview> conversation = Optional.empty();
  private Optional<PlannerReply.Introduction> planner = Optional.empty();
  private int unanswered;

  /**
   * Prepares to try a planner.
   *
   * @param wires opens wires to it
   * @param ours whether that starts a process, a {@link ProcessWire}
   */
  Examination(
      Wires wires,
      boolean ours,
      Duration toStart,
      Duration longest,
      Consumer<CheckFinding> listener) {
    this.wires = wires;
    this.ours = ours;
    this.toStart = toStart;
    this.longest = longest;
    this.listener = listener;
  }

  List<CheckFinding> run() throws InterruptedException {
    try {
      check("hello", "asked who it is", name -> hello());
      new QuestionChecks(this).run();
      new SearchChecks(this).run();
      new EndChecks(this).run();
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

  /** Makes one check, unless it has no sense any more, and tells of it. */
  void check(String name, String tried, Trial trial) throws InterruptedException {
    CheckOutcome outcome;
    if (planner.isEmpty() && !findings.isEmpty()) {
      outcome = CheckOutcome.skipped("it said no hello");
    } else if (unanswered >= MOST_UNANSWERED) {
      outcome =
          CheckOutcome.skipped(
              "it answered nothing in %d checks in a row".formatted(MOST_UNANSWERED));
    } else {
      outcome = outcome(name, trial);
    }
    add(new CheckFinding(name, tried, outcome.verdict(), outcome.found()));
  }

  private CheckOutcome outcome(String name, Trial trial) throws InterruptedException {
    try {
      CheckOutcome outcome = trial.run(name);
      unanswered = 0;
      return outcome;
    } catch (UnansweredException e) {
      unanswered++;
      hangUp();
      return CheckOutcome.wrong(e.getMessage());
    }
  }

  private void add(CheckFinding finding) {
    findings.add(finding);
    listener.accept(finding);
  }

  private void ledger(String name, String tried, Ledger.Rule rule, String kept) {
    CheckOutcome outcome =
        planner.isEmpty() && rule != Ledger.Rule.OUTPUT
            ? CheckOutcome.skipped("it said no hello")
            : ledger.outcome(rule, kept);
    add(new CheckFinding(name, tried, outcome.verdict(), outcome.found()));
  }

  /** The conversation under way, or a new one. */
  Interview talk() throws UnansweredException, InterruptedException {
    if (conversation.isEmpty()) {
      Wire wire = wires.open();
      try {
        conversation = Optional.of(Interview.begin(wire, toStart, longest, ledger));
      } finally {
        if (conversation.isEmpty()) {
          wire.close();
        }
      }
    }
    return conversation.get();
  }

  /** Lets go of the planner; the next question begins a new conversation. */
  void hangUp() {
    conversation.ifPresent(open -> open.wire().close());
    conversation = Optional.empty();
  }

  private CheckOutcome hello() throws UnansweredException, InterruptedException {
    PlannerReply.Introduction introduction = talk().introduction();
    planner = Optional.of(introduction);
    return CheckOutcome.ok(
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

  /** Whether the planner is a process that is started and ended here. */
  boolean isOurs() {
    return ours;
  }

  /** How long an answer may take. */
  Duration longest() {
    return longest;
  }

  /** Whether its hello lists a mode. */
  boolean can(PlannerReply.Mode mode) {
    return planner.isPresent() && planner.get().modes().contains(mode);
  }

  /** A question as this planner can be asked: whoever only searches is asked for a first step. */
  Question question(Query query) {
    long seed = seed(query);
    return can(PlannerReply.Mode.RANK)
        ? new Question.Ranking(query, seed)
        : new Question.Step(query, seed, List.of(), query.scene().containers().size());
  }

  /** The seed of a query, the same every time. */
  static long seed(Query query) {
    return PlannerRequest.seed(Seeds.derive(1, query.id()));
  }

  List<Question> questions(List<Query> queries) {
    return queries.stream().map(this::question).toList();
  }

  /** An error is an answer too; to an ordinary question it is none that anybody wants. */
  static CheckOutcome judge(List<Optional<PlannerReply>> replies, boolean mayDecline) {
    for (Optional<PlannerReply> reply : replies) {
      if (reply.isEmpty()) {
        return CheckOutcome.wrong("an answer does not fit: see fields");
      }
      if (reply.get() instanceof PlannerReply.Failed failed) {
        String found = "answered with the error: " + InvalidInputException.excerpt(failed.error());
        return mayDecline ? CheckOutcome.ok(found) : CheckOutcome.wrong(found);
      }
    }
    return CheckOutcome.ok(replies.size() == 1 ? "answered" : replies.size() + " answered");
  }

  /** A reply in words, equal for equal replies. */
  static String words(PlannerReply reply) {
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
}
