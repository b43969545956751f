package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.OutputFormat;
import org.stowbench.cli.output.Printout;
import org.stowbench.io.StagedFolder;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunPlan;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.study.ParticipantRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes runs of what the participants of a study answered. */
@Command(
    name = "runs",
    description = {
      "Write a run folder, CODE or CODE-known-K, for each participant of a study who has"
          + " finished. Unlike a file of predictions, it says which queries were asked and how"
          + " much was known. compare, report, agreement and leaderboard read it like any run.",
      "",
      "What is there already stays, so you can run the same command later to add those"
          + " who have finished since. A study that asks each participant only some of the"
          + " queries makes no runs."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench study runs my-study --out runs",
      "  stowbench compare runs/p07-known-0 runs/p07-known-3"
    })
final class StudyRunsCommand implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private RecordedDatasetOption dataset;

  @Parameters(paramLabel = "DIR", description = "The study's folder.")
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where run folders go; made if it is not there.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    List<ParticipantRun> all =
        ParticipantRun.read(
            folder, design -> StowbenchHome.catalogue().open(dataset.reference(design.dataset())));
    List<ParticipantRun> finished = all.stream().filter(ParticipantRun::finished).toList();
    for (ParticipantRun run : all) {
      if (!run.finished()) {
        output.say(
            "%s has answered %d of %d questions: no run yet"
                .formatted(run.code(), run.answered(), run.plan().queries()));
      }
    }
    if (finished.isEmpty()) {
      output.say("nobody has finished yet");
      return ExitCode.OK;
    }
    RunPlan plan = finished.get(0).plan(); // all are asked the same
    Protocol rules = Protocol.of(plan.mode());
    Scoring scoring = Scoring.of(QueryIndex.of(plan.asked()), rules);
    StagedFolder.makeFolder(out);
    List<ScoredRun> runs = new ArrayList<>();
    for (ParticipantRun run : finished) {
      RunFolder written = run.write(out);
      ScoredRun scored = RecordedRun.read(written).score(scoring);
      ScoreFiles.write(scored, written);
      runs.add(scored);
      output.say("run folder " + written.path());
    }
    output.print(printout(plan, rules, runs));
    return ExitCode.OK;
  }

  private Printout printout(RunPlan plan, Protocol rules, List<ScoredRun> runs) {
    List<Scorecard> cards = runs.stream().map(ScoredRun::scorecard).toList();
    return output.format() == OutputFormat.json
        ? Printout.json(ScorecardJson.write(cards))
        : RunTable.heading(plan.asked().info(), rules, output)
            .table(output.isForPeople() ? ScoreTable.summary(runs) : ScoreTable.all(cards));
  }
}
