package org.stowbench.cli;

import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command itself: holds the others. */
@Command(
    name = "stowbench",
    versionProvider = VersionProvider.class,
    header = {"A robot is told \"bring me the whisk\". Which drawer does it open?", ""},
    description = {
      "Runs predictors over scenes whose drawers and doors are all shut, and scores them with the"
          + " same rules."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  stowbench run",
      "  stowbench run --dataset shic:dev --predictor largest --limit 500",
      "  stowbench score --dataset shic:eval --predictions answers.csv --format json",
      "",
      "Exit codes: 0 done; 1 a gate, a reproduction or a check did not hold; 2 wrong",
      "usage or input; 3 done, but some predictions failed or labels were left out;",
      "70 a bug in Stowbench; 71 memory ran out.",
      "",
      "STOWBENCH_HOME is where data and caches live (default ~/.stowbench)."
    })
final class StowbenchCommand extends CommandGroup {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Override
  List<Class<?>> commands() {
    return List.of(
        RunCommand.class,
        ScoreCommand.class,
        CompareCommand.class,
        AgreementCommand.class,
        ReportCommand.class,
        ReproduceCommand.class,
        LeaderboardCommand.class,
        GateCommand.class,
        TrainCommand.class,
        AskCommand.class,
        ServeCommand.class,
        StudyCommand.class,
        LabelCommand.class,
        DatasetsCommand.class,
        RunsCommand.class,
        PredictorsCommand.class,
        PlannerCommand.class,
        CacheCommand.class,
        GenerateCompletion.class);
  }
}
