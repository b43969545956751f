package org.stowbench.predictors.external;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.PhotoFiles;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.external.process.CommandLine;
import org.stowbench.predictors.external.process.ProcessPlanner;
import org.stowbench.predictors.external.process.ProcessSettings;

/** Runs a planner as a child process: {@code exec:workers=4,python3 planner.py}. */
public final class ExecProvider implements PredictorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ExecProvider() {}

  @Override
  public String name() {
    return "exec";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.PLANNER);
  }

  @Override
  public String summary() {
    return "a planner of your own, in any language, as a child process (docs/protocol.md); told"
        + " what is known";
  }

  @Override
  public Optional<String> argument() {
    return Optional.of("COMMAND");
  }

  @Override
  public List<PredictorOption> options() {
    List<PredictorOption> options = new ArrayList<>();
    options.add(new PredictorOption("workers", "processes at most, 1 to 256", "1"));
    options.add(
        new PredictorOption(
            "in-flight", "questions that a process may be asked at once, 1 to 1024", "16"));
    options.addAll(Limits.OPTIONS);
    options.add(
        new PredictorOption(
            "start-timeout", "seconds in which it must say hello, 1 to 3600", "60"));
    options.add(
        new PredictorOption(
            "ends", "ends in a row without an answer after which the run is stopped", "50"));
    options.add(
        new PredictorOption(
            "log", "file for its standard error, at most 16 MiB", "only its last words are kept"));
    return List.copyOf(options);
  }

  @Override
  public List<String> needs(Path home) {
    return List.of(
        "COMMAND is split into words as by a shell, quotes and all, but no shell runs it. Options"
            + " come first: exec:workers=2,timeout=10,python3 'my planner.py'",
        "The planner reads questions from its standard input and writes answers to its standard"
            + " output, one JSON message a line: see docs/protocol.md.");
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Limits limits = Limits.of(spec);
    Path copies = environment.home().resolve("cache").resolve("photos");
    return new PlannerPredictor(
        new ProcessPlanner(
            new ProcessSettings(
                CommandLine.words(spec.argument().orElse("")),
                spec.whole("workers", 1, 1, 256),
                spec.whole("in-flight", 16, 1, 1024),
                limits.timeout(),
                Duration.ofSeconds(spec.whole("start-timeout", 60, 1, 3600)),
                limits.longestMessage(),
                spec.whole("ends", 50, 1, 1_000_000),
                spec.file("log"),
                environment.images().map(root -> new PhotoFiles(root).copyingTo(copies)))));
  }
}
