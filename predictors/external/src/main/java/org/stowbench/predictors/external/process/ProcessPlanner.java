package org.stowbench.predictors.external.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.stowbench.predictors.external.planner.Faults;
import org.stowbench.predictors.external.planner.Planner;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;

/** A planner that runs as one child process or several, each started when it is first needed. */
public final class ProcessPlanner implements Planner {

  private final Faults faults = new Faults();
  private final Errors errors;
  private final Starts starts;
  private final List<Worker> workers;

  /** Prepares a planner; nothing runs yet. */
  public ProcessPlanner(ProcessSettings settings) {
    this.errors = new Errors(settings.log());
    this.starts = new Starts(settings, faults, errors);
    this.workers =
        Stream.generate(() -> new Worker(settings, starts)).limit(settings.workers()).toList();
  }

  @Override
  public PlannerReply.Introduction introduction() throws InterruptedException {
    return leastBusy().greeted().introduction();
  }

  @Override
  public PlannerReply ask(Question question) throws InterruptedException {
    return leastBusy().ask(question);
  }

  @Override
  public void tell(PlannerRequest.Ended ended) {
    // Whichever runs: each message of a search is complete in itself.
    workers.stream()
        .flatMap(worker -> worker.running().stream())
        .findFirst()
        .ifPresent(running -> running.session().tell(running.writer().write(ended)));
  }

  private Worker leastBusy() {
    return workers.stream().max(Comparator.comparingInt(Worker::free)).orElseThrow();
  }

  @Override
  public List<String> notices() {
    List<String> notices = new ArrayList<>(faults.notices());
    errors.notice().ifPresent(notices::add);
    return notices;
  }

  @Override
  public void close() {
    try (errors) {
      starts.close();
    }
  }
}
