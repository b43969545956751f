package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.Cell;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.cli.output.Table;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.scorer.leaderboard.LeaderboardVerifier;
import org.stowbench.scorer.leaderboard.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a leaderboard again. */
@Command(
    name = "verify",
    description = {
      "Score a leaderboard again from the predictions in its folder. Ends with 1 if a figure, a"
          + " declaration or a rank does not match, an entry is incomplete, or one used the"
          + " evaluation households."
    },
    footer = {"", "Examples:", "  stowbench leaderboard verify board"})
final class LeaderboardVerify implements Callable<Integer> {

  @Mixin private HelpOption help;
  @Mixin private TableOption output;
  @Mixin private ProgressOption progress;

  @Parameters(paramLabel = "DIR", description = "The leaderboard's folder.")
  private Path folder;

  @Mixin private RecordedDatasetOption dataset;

  @Mixin private CrossValidatedOption crossValidated;

  @Option(
      names = "--allow-seen-households",
      description = "Accept entries over households that they have learned from.")
  private boolean seen;

  @Override
  public Integer call() throws IOException {
    LeaderboardVerifier verifier = LeaderboardVerifier.open(folder);
    Verification verification;
    try (ProgressLine line = progress.start("scoring " + folder)) {
      String reference = dataset.reference(verifier.dataset());
      QueryIndex index =
          QueryIndex.of(verifier.askedByAll(StowbenchHome.catalogue().open(reference)));
      verification = verifier.verify(index, crossValidated.allowed(), seen);
    }
    Table table = new Table("entry", "outcome", "problem");
    for (Verification.Check check : verification.checks()) {
      if (check.holds()) {
        table.row(Cell.of(check.what()), Cell.of("holds"), Cell.of(""));
      }
      check
          .problems()
          .forEach(
              problem -> table.row(Cell.of(check.what()), Cell.of("REFUSED"), Cell.of(problem)));
    }
    output.print(table);
    return verification.holds() ? ExitCode.OK : ExitCode.DOES_NOT_HOLD;
  }
}
