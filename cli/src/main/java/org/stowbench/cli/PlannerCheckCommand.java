package org.stowbench.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.predictors.external.check.CheckFinding;
import org.stowbench.predictors.external.check.CheckFinding.Verdict;
import org.stowbench.predictors.external.check.PlannerCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a planner keeps the protocol. */
@Command(
    name = "check",
    description = {
      "Try a planner on normal, strange and hostile input, and say what it got wrong. Ends with 0"
          + " if all is well, 1 if something is wrong, 2 if the planner cannot be started or"
          + " reached."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench planner check 'python3 my_planner.py'",
      "  stowbench planner check http://127.0.0.1:8700/ --format json",
      "  stowbench planner check https://robot.local/plan --auth-env ROBOT_KEY"
    })
final class PlannerCheckCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Parameters(
      paramLabel = "COMMAND|URL",
      description = "What starts the planner, as one word; or where it listens.")
  private String planner;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long an answer may take. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long its hello may take. Default: ${DEFAULT-VALUE}.")
  private int startTimeout;

  @Option(
      names = "--auth-env",
      paramLabel = "NAME",
      description =
          "For a URL: the environment variable, or line of a file .env, with the value of a header"
              + " that says who asks, as for the predictor http. Never shown.")
  private Optional<String> authEnv;

  @Option(
      names = "--auth-header",
      paramLabel = "NAME",
      description = "The name of that header. Default: Authorization.")
  private Optional<String> authHeader;

  private PlannerCheck check() {
    if (authHeader.isPresent() && authEnv.isEmpty()) {
      throw new InvalidInputException("--auth-header: needs --auth-env");
    }
    if (planner.matches("(exec|http):(?!//).*")) {
      throw InvalidInputException.expected(
          InputLocation.of("COMMAND|URL"),
          "a command or a URL alone, without exec: or http: and options before it",
          planner);
    }
    if (planner.matches("(?i)https?://.*")) {
      return authEnv.isEmpty()
          ? PlannerCheck.ofAddress(planner)
          : PlannerCheck.ofAddress(planner, StowbenchHome.path(), authEnv.get(), authHeader);
    }
    if (authEnv.isPresent()) {
      throw new InvalidInputException("--auth-env: goes with a URL, not with a command");
    }
    return PlannerCheck.ofCommand(planner);
  }

  @Override
  public Integer call() throws InterruptedException {
    PlannerCheck check = check();
    List<CheckFinding> findings;
    AtomicLong done = new AtomicLong();
    try (ProgressLine line = progress.start("checking")) {
      findings =
          check.run(
              seconds("--start-timeout", startTimeout),
              seconds("--timeout", timeout),
              finding ->
                  line.at("checking", done.incrementAndGet(), PlannerCheck.CHECKS, "checks"));
    }
    output.print(table(findings));
    long wrong = count(findings, Verdict.WRONG);
    if (output.format() == OutputFormat.table) {
      output.print(
          output
              .printout()
              .blank()
              .line(
                  "%d checks: %d ok, %d wrong, %d skipped"
                      .formatted(
                          findings.size(),
                          count(findings, Verdict.OK),
                          wrong,
                          count(findings, Verdict.SKIPPED))));
    }
    return wrong == 0 ? ExitCode.OK : ExitCode.DOES_NOT_HOLD;
  }

  private static Duration seconds(String option, int value) {
    return Duration.ofSeconds(Values.atLeast(1, option, value));
  }

  private static Table table(List<CheckFinding> findings) {
    Table table = new Table("check", "tried", "verdict", "found");
    for (CheckFinding finding : findings) {
      table.row(
          Cell.of(finding.check()),
          Cell.of(finding.tried()),
          Cell.of(Json.name(finding.verdict())),
          Cell.of(finding.found()));
    }
    return table;
  }

  private static long count(List<CheckFinding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
