package org.stowbench.predictors.external.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.predictors.external.process.PlannerProcess;
import org.stowbench.predictors.external.protocol.PlannerRequest;

/** Whether a planner ends when it is told to, and leaves nothing behind. */
final class EndChecks {

  /** How long a planner may take to end by itself, if that is not more than for an answer. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  /** What a planner started may need to notice that it is gone. */
  private static final Duration GRACE_AFTER_END = Duration.ofSeconds(1);

  private final Examination examination;
  private final Set<ProcessHandle> left = new HashSet<>();

  EndChecks(Examination examination) {
    this.examination = examination;
  }

  void run() throws InterruptedException {
    examination.check("bye", "told bye, standard input closed", name -> end(name, true));
    examination.check(
        "end of input", "standard input closed without a bye", name -> end(name, false));
    examination.check("nothing left", "looked for what it started", name -> nothingLeft());
  }

  private CheckOutcome end(String name, boolean politely)
      throws UnansweredException, InterruptedException {
    if (!examination.isOurs()) {
      return CheckOutcome.skipped(Examination.NO_PROCESS);
    }
    PlannerProcess process = ((ProcessWire) examination.talk().wire()).process();
    Examination.judge(
        examination.talk().ask(name, List.of(examination.question(Situations.normal()))), true);
    if (politely) {
      examination.talk().tell(PlannerRequest.BYE);
    }
    process.closeInput();
    Duration grace =
        examination.longest().compareTo(LONGEST_END) < 0 ? examination.longest() : LONGEST_END;
    Optional<String> why = examination.talk().hearOut(name, grace);
    boolean ended = process.endsWithin(why.isPresent() ? grace : Duration.ZERO);
    if (ended) {
      left.addAll(process.leftAfter(GRACE_AFTER_END));
    }
    examination.hangUp();
    return ended
        ? CheckOutcome.ok(why.orElse("ended"))
        : CheckOutcome.wrong("still ran after %d s".formatted(grace.toSeconds()));
  }

  private CheckOutcome nothingLeft() {
    if (!examination.isOurs()) {
      return CheckOutcome.skipped(Examination.NO_PROCESS);
    }
    return left.isEmpty()
        ? CheckOutcome.ok("nothing runs any more")
        : CheckOutcome.wrong(
            "%d processes that it started still ran after it had ended".formatted(left.size()));
  }
}
