package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.run.Known;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.gate.AdaptationGain;
import org.stowbench.scorer.gate.Gain;
import org.stowbench.scorer.gate.Gate;
import org.stowbench.scorer.gate.GateReport;
import org.stowbench.scorer.gate.JUnitXml;
import org.stowbench.scorer.gate.Regression;
import org.stowbench.scorer.gate.Requirement;
import org.stowbench.scorer.gate.StepSummary;
import org.stowbench.scorer.leaderboard.ScoredSubmission;
import org.stowbench.scorer.leaderboard.Submission;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds a run against the numbers that it must reach. */
@Command(
    name = "gate",
    description = {
      "Score a run or a submission from its predictions, and end with 1 unless it reaches the"
          + " numbers asked for.",
      "",
      "The rule compares exactly those numbers with the figures themselves; intervals are"
          + " shown beside them. A baseline alone is no rule: say how much worse is allowed with"
          + " --max-regression, or how much better it must prove to be with --require-gain."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench gate results/runs/ranker-sim-eval-001 --require 'hit@1>=0.30'",
      "  stowbench gate new --baseline old --max-regression hit@1:0.02 \\",
      "      --max-regression openings:0.5 --junit gate.xml",
      "  stowbench gate runs/ranker-shic-dev-known-*-001 --require 'gain@3>=0.02'",
      "",
      "In GitHub Actions, a report is added to the step's summary."
    })
final class GateCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description =
          "The folder of a run or a submission, or the folders of a run's repeats, or of run"
              + " --known: then the one that knows most is held against the rules.")
  private List<Path> folders;

  @Option(
      names = "--require",
      paramLabel = "RULE",
      description =
          "METRIC>=NUMBER, with a metric of the scorecard and one of >=, >, <=, <, =; may be"
              + " repeated. gain@K>=NUMBER, of the folders of run --known: how much hit@1 gains"
              + " with K known placements over the fewest.")
  private List<String> requirements = List.of();

  @Option(
      names = "--baseline",
      paramLabel = "RUN",
      description =
          "What to compare with: another run or submission over the same split. Give it"
              + " once for each of its repeats.")
  private List<Path> baseline = List.of();

  @Option(
      names = "--max-regression",
      paramLabel = "METRIC:AMOUNT",
      description = "How much worse than the baseline a figure may be; may be repeated.")
  private List<String> regressions = List.of();

  @Option(
      names = "--require-gain",
      paramLabel = "RULE",
      description =
          "METRIC>AMOUNT or METRIC>=AMOUNT: how much better than the baseline a figure must be"
              + " beyond doubt, so that the whole 95 %% interval of the paired difference is; may"
              + " be repeated.")
  private List<String> gains = List.of();

  @Option(
      names = "--allow-failed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many queries may have a failed prediction, or none. Default: ${DEFAULT-VALUE}.")
  private int allowedFailed;

  @Option(
      names = "--allow-seen-households",
      description = "Accept a run over households that its model has learned from.")
  private boolean seenAllowed;

  @Mixin private RecordedDatasetOption dataset;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML.")
  private Optional<Path> junit;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description =
          "Add the report to this file, as Markdown. Default: the one that GITHUB_STEP_SUMMARY"
              + " names, if any.")
  private Optional<Path> summary;

  @Override
  public Integer call() throws IOException {
    Gate gate = gate();
    List<Submission> submissions = read(folders);
    GateReport report;
    try (ProgressLine line = progress.start("scoring " + folders.get(0))) {
      String reference = dataset.reference(submissions.get(0).dataset());
      List<Submission> all = new ArrayList<>(submissions);
      if (!baseline.isEmpty()) {
        all.add(readBaseline(baseline));
      }
      Dataset split = Submission.askedByAll(StowbenchHome.catalogue().open(reference), all);
      Scoring scoring = Scoring.of(QueryIndex.of(split), Protocol.CONSISTENT);
      List<ScoredRun> scored =
          all.stream().map(one -> ScoredSubmission.of(one, scoring).run()).toList();
      Optional<AdaptationCurve> curve =
          AdaptationCurve.of(scored.subList(0, submissions.size())).stream().findFirst();
      report =
          gate.check(
              curve.map(c -> c.most().run()).orElse(scored.get(0)),
              baseline.isEmpty() ? Optional.empty() : Optional.of(scored.get(scored.size() - 1)),
              curve);
    }
    write(report);
    output.print(table(report));
    report.checks().stream()
        .filter(check -> !check.holds())
        .forEach(check -> output.say("gate: " + check.what() + " fails: " + check.reason()));
    return report.holds() ? ExitCode.OK : ExitCode.DOES_NOT_HOLD;
  }

  /** One submission, or one for each amount that a predictor was let know of each household. */
  private static List<Submission> read(List<Path> folders) {
    List<Submission> read = Submission.together(folders.stream().map(Submission::read).toList());
    Set<Integer> known = new HashSet<>();
    for (Submission one : read) {
      Optional<Known> much = one.run().flatMap(RunManifest::known);
      if (read.size() > 1
          && (much.isEmpty()
              || !known.add(much.get().placements())
              || !predictor(one).equals(predictor(read.get(0))))) {
        throw new InvalidInputException(
            "%s and %s: several folders must be repeats of one run, which differ in the seed alone, or runs of one predictor that differ in how much was known"
                .formatted(read.get(0).folder(), read.get(1).folder()));
      }
    }
    return read;
  }

  private static Optional<PredictorSpec> predictor(Submission one) {
    return one.run().map(RunManifest::predictor);
  }

  private static Submission readBaseline(List<Path> folders) {
    List<Submission> read = read(folders);
    if (read.size() > 1) {
      throw new InvalidInputException(
          "--baseline %s and %s: must be one run, or the repeats of one"
              .formatted(read.get(0).folder(), read.get(1).folder()));
    }
    return read.get(0);
  }

  private Gate gate() {
    if (!regressions.isEmpty() && baseline.isEmpty()) {
      throw new InvalidInputException("--max-regression needs a --baseline: worse than what?");
    }
    if (!gains.isEmpty() && baseline.isEmpty()) {
      throw new InvalidInputException("--require-gain needs a --baseline: better than what?");
    }
    if (requirements.isEmpty() && regressions.isEmpty() && gains.isEmpty()) {
      throw new InvalidInputException(
          "nothing to check: give --require, or --baseline with --max-regression or"
              + " --require-gain");
    }
    return new Gate(
        requirements.stream()
            .filter(r -> !AdaptationGain.isOne(r))
            .map(Requirement::parse)
            .toList(),
        regressions.stream().map(Regression::parse).toList(),
        gains.stream().map(Gain::parse).toList(),
        requirements.stream().filter(AdaptationGain::isOne).map(AdaptationGain::parse).toList(),
        Values.atLeast(0, "--allow-failed", allowedFailed),
        seenAllowed);
  }

  private void write(GateReport report) throws IOException {
    if (junit.isPresent()) {
      AtomicFile.write(junit.get(), JUnitXml.write(report));
    }
    Optional<Path> file =
        summary.or(
            () ->
                Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
                    .filter(name -> !name.isBlank())
                    .map(Path::of));
    if (file.isPresent()) {
      AtomicFile.append(file.get(), StepSummary.write(report));
    }
  }

  private static Table table(GateReport report) {
    Table table = new Table("check", "outcome", "found");
    for (GateReport.Check check : report.checks()) {
      table.row(
          Cell.of(check.what()),
          Cell.of(check.holds() ? "holds" : "FAILS"),
          Cell.of(check.reason()));
    }
    return table;
  }
}
