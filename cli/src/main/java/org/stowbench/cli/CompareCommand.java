package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.adaptation.AdaptationCurve;
import org.stowbench.scorer.adaptation.AdaptationJson;
import org.stowbench.scorer.comparison.Comparer;
import org.stowbench.scorer.comparison.Comparison;
import org.stowbench.scorer.comparison.ComparisonFamily;
import org.stowbench.scorer.comparison.ComparisonJson;
import org.stowbench.scorer.comparison.PaperComparison;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.slices.Disagreement;
import org.stowbench.scorer.statistics.IntervalMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which of some predictors is better, and whether that could be chance. */
@Command(
    name = "compare",
    description = {
      "Compare predictors in pairs, on the queries that both have, household by household: the"
          + " difference with its 95 %% interval, a permutation test corrected for all pairs"
          + " (Holm), McNemar's test, effect size (g), wins, ties and losses, and a sentence that"
          + " says what it means. For runs that share options, it shows the mean by option; for"
          + " runs that knew more and less of each household (run --known), the adaptation curve. A"
          + " query for which one of two has no prediction is left out of their comparison; it says"
          + " how many, and warns if others have them.",
      "",
      "Runs are scored anew from their predictions. Under --protocol paper: the paired t-test and"
          + " effect size of the challenge's paper."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench compare runs/ranker-sim-eval-001 runs/rules-sim-eval-001",
      "  stowbench compare runs/* --baseline runs/rules-sim-eval-001",
      "  stowbench compare --dataset shic:eval --metric openings \\",
      "      --predictions mine.csv theirs.csv",
      "  stowbench compare --dataset shic:eval --protocol paper \\",
      "      --predictions mine.csv theirs.csv"
    })
final class CompareCommand implements Callable<Integer> {

  /** So many predictors make ten pairs: what can still be read. */
  private static final int MOST_IN_FULL = 5;

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;
  @Mixin private RunOptions options;
  @Mixin private ProtocolOption protocol;

  @Option(
      names = "--baseline",
      paramLabel = "RUN|FILE",
      description =
          "Compare each with this run folder or file of predictions, instead of all"
              + " pairs. Give it once for each of its repeats.")
  private List<Path> baseline = List.of();

  @Mixin private MetricOption metric;

  @Option(
      names = "--interval",
      paramLabel = "METHOD",
      defaultValue = "korn_graubard",
      description =
          "Intervals: korn_graubard, for what is at most 1, exact for as many trials as households"
              + " are worth (Student's t for costs); percentile or bca, bootstraps over households."
              + " Default: ${DEFAULT-VALUE}.")
  private String interval;

  @Option(
      names = "--all-pairs",
      description =
          "With more than five predictors, show a row and a sentence for every pair."
              + " Default: a matrix of all pairs, and sentences for the pairs with the best one.")
  private boolean allPairs;

  @Option(
      names = "--disagreements",
      description = "Instead, list the queries that two runs answer differently.")
  private boolean disagreements;

  @Override
  public Integer call() throws IOException {
    Printout compared;
    try (ProgressLine line = progress.start("comparing")) {
      compared = compare(line);
    }
    output.print(compared);
    return ExitCode.OK;
  }

  private Printout compare(ProgressLine line) throws IOException {
    Comparer comparer = comparer();
    Scoring scoring = options.scoring(protocol.protocol(), baseline, line::say);
    List<ScoredRun> runs = new ArrayList<>();
    if (!baseline.isEmpty()) {
      runs.addAll(options.scoreWithout(baseline, scoring));
      runs.add(base(runs, RunOptions.scoreOne(scoring, baseline)));
    } else {
      runs.addAll(options.score(scoring));
    }
    if (runs.size() < 2) {
      throw new InvalidInputException(
          "predictors to compare: %d; must be two or more".formatted(runs.size()));
    }
    warnOfMissing(runs, line);
    runs.forEach(run -> run.scorecard().warning().ifPresent(line::say));
    Map<String, String> marks = new HashMap<>();
    if (output.isForPeople()) {
      runs.replaceAll(run -> run.named(run.scorecard().marked()));
    } else {
      for (ScoredRun run : runs) {
        run.scorecard().seen().mark().ifPresent(m -> marks.put(run.scorecard().predictor(), m));
      }
    }
    if (disagreements) {
      return disagreements(runs);
    }
    return protocol.protocol() == Protocol.PAPER
        ? paper(scoring, runs, !baseline.isEmpty(), marks)
        : consistent(scoring, comparer, runs, options.specs(baseline), !baseline.isEmpty(), marks);
  }

  private Comparer comparer() {
    if (protocol.protocol() == Protocol.PAPER && metric.isGiven()) {
      throw new InvalidInputException(
          "--metric under --protocol paper: the paper compares by the IoU of each pair");
    }
    return Comparer.of(metric.metric()).withIntervals(method());
  }

  private IntervalMethod method() {
    return Choice.of(
        "--interval",
        interval,
        IntervalMethod.KORN_GRAUBARD,
        IntervalMethod.PERCENTILE,
        IntervalMethod.BCA);
  }

  /** A baseline of the same name as a run is still another run. */
  private static ScoredRun base(List<ScoredRun> runs, ScoredRun base) {
    String name = base.scorecard().predictor();
    return runs.stream().anyMatch(run -> run.scorecard().predictor().equals(name))
        ? base.named(name + " (baseline)")
        : base;
  }

  private Printout consistent(
      Scoring scoring,
      Comparer comparer,
      List<ScoredRun> runs,
      List<PredictorSpec> specs,
      boolean hasBaseline,
      Map<String, String> marks) {
    ComparisonFamily family;
    try {
      family =
          hasBaseline
              ? comparer.against(runs.get(runs.size() - 1), runs.subList(0, runs.size() - 1))
              : comparer.allPairs(runs);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage(), e);
    }
    List<AdaptationCurve> curves = AdaptationCurve.of(runs);
    return switch (output.format()) {
      case json -> Printout.json(AdaptationJson.write(curves, ComparisonJson.write(family, marks)));
      case csv -> output.printout().table(CompareTable.all(family, marks));
      case table, markdown ->
          RunTable.heading(
                  scoring.index().info(),
                  CompareTable.basis(family),
                  Protocol.CONSISTENT,
                  method() == IntervalMethod.KORN_GRAUBARD
                      ? "Korn-Graubard; costs: Student's t"
                      : RunTable.intervals(method()),
                  output.format())
              .add(
                  hasBaseline || allPairs || runs.size() <= MOST_IN_FULL
                      ? inFull(family)
                      : inShort(family))
              .add(FactorTable.of(scoring, runs, specs, metric.metric(), method(), output.format()))
              .add(CurveTable.render(curves, output.format()));
    };
  }

  private Printout inFull(ComparisonFamily family) {
    Table table =
        output.hasRoomForPictures() ? CompareTable.pictured(family) : CompareTable.summary(family);
    return output
        .printout()
        .table(table)
        .add(CompareTable.words(family.comparisons(), output.format()));
  }

  /** A matrix, and of the pairs only those with the best in words. */
  private Printout inShort(ComparisonFamily family) {
    List<Comparison> told = CompareTable.withTheBest(family);
    int pairs = family.comparisons().size();
    return output
        .printout()
        .table(CompareTable.matrix(family))
        .blank()
        .line("* can be told apart, corrected for all %d pairs".formatted(pairs))
        .add(CompareTable.words(told, output.format()))
        .blank()
        .line("The other %d pairs: --all-pairs".formatted(pairs - told.size()));
  }

  /** Who leaves out what others answer may have left out what is hard. */
  private void warnOfMissing(List<ScoredRun> runs, ProgressLine line) {
    BitSet any = new BitSet();
    runs.forEach(run -> any.or(predicted(run)));
    for (ScoredRun run : runs) {
      int missing = any.cardinality() - predicted(run).cardinality();
      if (missing > 0) {
        line.say(
            "warning: %s has no prediction for %,d of the %,d queries that others have one for: %s"
                .formatted(
                    InvalidInputException.excerpt(run.scorecard().predictor()),
                    missing,
                    any.cardinality(),
                    protocol.protocol() == Protocol.PAPER
                        ? "the paper's rules take them for answers \"not here\""
                        : "they are left out, and what is left may be easier than the whole"));
      }
    }
  }

  private static BitSet predicted(ScoredRun run) {
    BitSet predicted = new BitSet();
    for (int ordinal = 0; ordinal < run.queries().size(); ordinal++) {
      predicted.set(ordinal, run.queries().get(ordinal).predicted());
    }
    return predicted;
  }

  private Printout paper(
      Scoring scoring, List<ScoredRun> runs, boolean hasBaseline, Map<String, String> marks) {
    List<PaperComparison> comparisons = new ArrayList<>();
    for (int first = 0; first < runs.size(); first++) {
      int from = hasBaseline ? runs.size() - 1 : first + 1;
      for (int second = Math.max(from, first + 1); second < runs.size(); second++) {
        comparisons.add(PaperComparison.of(runs.get(first), runs.get(second)));
      }
    }
    return output.format() == OutputFormat.json
        ? Printout.json(
            ComparisonJson.writePaper(
                scoring.index().info().id(),
                scoring.index().info().simulated(),
                comparisons,
                marks))
        : output
            .printout()
            .table(
                output.format() == OutputFormat.csv
                    ? CompareTable.paper(comparisons, marks)
                    : CompareTable.paper(comparisons));
  }

  private Printout disagreements(List<ScoredRun> runs) {
    if (runs.size() != 2) {
      throw new InvalidInputException(
          "--disagreements of %d predictors: must be of two".formatted(runs.size()));
    }
    return output
        .printout()
        .table(
            CompareTable.disagreements(
                runs.get(0).scorecard().predictor(),
                runs.get(1).scorecard().predictor(),
                Disagreement.between(runs.get(0), runs.get(1))));
  }
}
