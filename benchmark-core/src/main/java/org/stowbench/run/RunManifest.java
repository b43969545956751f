package org.stowbench.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.stowbench.io.Json;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.DatasetInfo;

/**
 * What a run was made from and how it ended: {@code run.json}.
 *
 * @param run the folder's name when the run was made
 * @param status how far it is
 * @param stoppedBecause one line; there exactly when {@code status} is {@code STOPPED}
 * @param dataset the split that was asked
 * @param predictor what the predictor was made from
 * @param learnedFrom what its answers were learned from; not declared before it is begun
 * @param seed of all randomness in the run
 * @param repeat which of several runs it is; empty where it stands for itself
 * @param limit how many queries; empty for all
 * @param mode how they are put
 * @param known how much is known of the households; empty where it is what the dataset says
 * @param jobs how many predictions at once, the last time it went on
 * @param software with what, the last time it went on
 * @param started when it began
 * @param finished when it was completed or stopped; empty while it is running
 * @param answered how many queries have a ranking, 0 or more
 * @param failed how many queries have a failed prediction, 0 or more
 * @param incomplete how many rankings lack something, votes say, and are asked for again when the
 *     run is resumed; 0 to {@code answered}
 * @param queriesPerSecond predictions over elapsed time, the last time that anything was asked;
 *     empty before
 */
public record RunManifest(
    String run,
    RunStatus status,
    Optional<String> stoppedBecause,
    DatasetInfo dataset,
    PredictorSpec predictor,
    LearnedFrom learnedFrom,
    long seed,
    Optional<Repeat> repeat,
    OptionalLong limit,
    RunMode mode,
    Optional<Known> known,
    int jobs,
    Software software,
    Instant started,
    Optional<Instant> finished,
    long answered,
    long failed,
    long incomplete,
    OptionalDouble queriesPerSecond) {

  public RunManifest {
    if (run.isBlank()) {
      throw new IllegalArgumentException("run id must not be blank");
    }
    if (stoppedBecause.isPresent() != (status == RunStatus.STOPPED)) {
      throw new IllegalArgumentException(
          "run %s: status %s: a reason for stopping belongs to a stopped run, and only there"
              .formatted(run, Json.name(status)));
    }
    if (finished.isPresent() == (status == RunStatus.RUNNING)) {
      throw new IllegalArgumentException(
          "run %s: status %s: a time of finishing belongs to a run that is not running, and only"
                  .formatted(run, Json.name(status))
              + " there");
    }
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(predictor, "predictor");
    Objects.requireNonNull(learnedFrom, "learnedFrom");
    Objects.requireNonNull(repeat, "repeat");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(known, "known");
    Objects.requireNonNull(software, "software");
    Objects.requireNonNull(started, "started");
    if (jobs < 1) {
      throw new IllegalArgumentException("run " + run + ": jobs " + jobs + ": must be 1 or more");
    }
    if (answered < 0 || failed < 0 || incomplete < 0 || incomplete > answered) {
      throw new IllegalArgumentException(
          "run %s: %d answered, of them %d incomplete, %d failed: all must be 0 or more, and no more incomplete than answered"
              .formatted(run, answered, incomplete, failed));
    }
    if (queriesPerSecond.isPresent()
        && !(queriesPerSecond.getAsDouble() >= 0
            && Double.isFinite(queriesPerSecond.getAsDouble()))) {
      throw new IllegalArgumentException(
          "run %s: %s queries a second: must be 0 or more"
              .formatted(run, queriesPerSecond.getAsDouble()));
    }
  }

  /** A run that begins now. */
  static RunManifest begun(String run, RunPlan plan) {
    return new RunManifest(
        run,
        RunStatus.RUNNING,
        Optional.empty(),
        plan.dataset().info(),
        plan.predictor(),
        LearnedFrom.NOT_DECLARED,
        plan.seed(),
        plan.repeat(),
        plan.limit(),
        plan.mode(),
        plan.known(),
        plan.jobs(),
        Software.current(),
        now(),
        Optional.empty(),
        0,
        0,
        0,
        OptionalDouble.empty());
  }

  /**
   * This run as it goes on now.
   *
   * @param learned what its answers, old and new, were learned from
   */
  RunManifest goingOn(RunPlan plan, LearnedFrom learned, Journal journal) {
    return new RunManifest(
        run,
        RunStatus.RUNNING,
        Optional.empty(),
        dataset,
        predictor,
        learned,
        seed,
        repeat,
        limit,
        mode,
        known,
        plan.jobs(),
        Software.current(),
        started,
        Optional.empty(),
        journal.answered(),
        journal.failed(),
        journal.incomplete(),
        queriesPerSecond);
  }

  /** What to call the predictor: its spec, and how much it knew where that was asked for. */
  public String named() {
    return known.map(k -> k.name(predictor.text())).orElse(predictor.text());
  }

  /** Whether every query has a prediction, and none is to be asked for again. */
  boolean isOver() {
    return status == RunStatus.COMPLETE && failed == 0 && incomplete == 0;
  }

  /** This run as it ends now: complete, unless there is a reason for which it stopped. */
  RunManifest ended(Optional<String> reason, Journal journal, OptionalDouble rate) {
    return new RunManifest(
        run,
        reason.isPresent() ? RunStatus.STOPPED : RunStatus.COMPLETE,
        reason,
        dataset,
        predictor,
        learnedFrom,
        seed,
        repeat,
        limit,
        mode,
        known,
        jobs,
        software,
        started,
        Optional.of(now()),
        journal.answered(),
        journal.failed(),
        journal.incomplete(),
        rate);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
