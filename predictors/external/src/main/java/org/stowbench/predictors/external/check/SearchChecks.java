package org.stowbench.predictors.external.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.query.Query;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;

/** Whether a planner that searches does so step by step, from nothing but what it is told. */
final class SearchChecks {

  private final Examination examination;
  private final List<Step> steps = new ArrayList<>();

  SearchChecks(Examination examination) {
    this.examination = examination;
  }

  void run() throws InterruptedException {
    examination.check("search", "6 containers, step by step", this::search);
    examination.check(
        "search, no memory",
        "the same steps backwards, mixed with another search",
        this::searchWithoutMemory);
    examination.check("search, end", "told that a search is over", this::searchEnd);
  }

  /** A moment of a search, and what the planner did in it. */
  private record Step(Question.Step question, Move move) {}

  private CheckOutcome search(String name) throws UnansweredException, InterruptedException {
    if (!examination.can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    Query query = Situations.containers(6);
    List<Opened> opened = new ArrayList<>();
    Set<Integer> containers = new HashSet<>();
    for (int budget = query.scene().containers().size(); budget > 0; budget--) {
      Question.Step question =
          new Question.Step(query, Examination.seed(query), List.copyOf(opened), budget);
      Optional<PlannerReply> reply = examination.talk().ask(name, List.of(question)).get(0);
      if (reply.isEmpty()) {
        return CheckOutcome.wrong("a move does not fit, see fields");
      }
      if (reply.get() instanceof PlannerReply.Failed failed) {
        return CheckOutcome.wrong(
            "answered with the error: " + InvalidInputException.excerpt(failed.error()));
      }
      Move move = ((PlannerReply.Moved) reply.get()).move();
      steps.add(new Step(question, move));
      if (!(move instanceof Move.Open open)) {
        return CheckOutcome.ok("gave up after opening " + opened.size());
      }
      if (!containers.add(open.container())) {
        return CheckOutcome.wrong(
            "opened container %d, which it had opened before".formatted(open.container()));
      }
      opened.add(new Opened(open.container(), contents(opened.size())));
    }
    return CheckOutcome.ok("opened all " + opened.size() + ", each once");
  }

  private static Contents contents(int number) {
    return number % 2 == 0 ? Contents.EMPTY : new Contents.OtherItems(List.of("ladle", "whisk"));
  }

  private CheckOutcome noSearch() {
    return CheckOutcome.skipped("its hello does not list the mode search");
  }

  private CheckOutcome searchWithoutMemory(String name)
      throws UnansweredException, InterruptedException {
    if (!examination.can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    Query other = Situations.normal();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Question between =
          new Question.Step(
              other, Examination.seed(other), List.of(new Opened(i, Contents.EMPTY)), 3);
      Optional<PlannerReply> reply =
          examination.talk().ask(name, List.of(between, step.question())).get(1);
      if (reply.isEmpty() || !(reply.get() instanceof PlannerReply.Moved moved)) {
        return CheckOutcome.wrong("no fitting move when asked for a step out of order");
      }
      if (!moved.move().equals(step.move())) {
        return CheckOutcome.wrong(
            "after opening %d, its move was: %s; asked for that step again, out of order: %s"
                .formatted(
                    step.question().opened().size(),
                    Examination.words(new PlannerReply.Moved("", step.move(), Optional.empty())),
                    Examination.words(moved)));
      }
    }
    return steps.isEmpty()
        ? CheckOutcome.skipped("there are no moves to compare")
        : CheckOutcome.ok("the same moves");
  }

  private CheckOutcome searchEnd(String name) throws UnansweredException, InterruptedException {
    if (!examination.can(PlannerReply.Mode.SEARCH)) {
      return noSearch();
    }
    examination
        .talk()
        .tell(
            new PlannerRequest.Ended(
                examination.talk().nextId(),
                List.of(new Opened(1, Contents.FOUND)),
                Search.End.FOUND));
    Examination.judge(
        examination.talk().ask(name, List.of(examination.question(Situations.normal()))), true);
    return CheckOutcome.ok("it goes on answering");
  }
}
