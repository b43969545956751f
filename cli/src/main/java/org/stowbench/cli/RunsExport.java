package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.parquet.RunTables;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes runs for other tools. */
@Command(
    name = "export",
    description = {
      "Write runs as tables for other tools, all into one folder.",
      "",
      "parquet: queries.parquet, a row for each query of each run, scored anew;"
          + " predictions.parquet, a row for each answer of each ranking; and a card for the"
          + " Hugging Face Hub. The first time, 9 MB of libraries are fetched."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench runs export runs/largest-sim-eval-001 --as parquet --to hub",
      "  stowbench runs export runs/* --as parquet --to hub"
    })
final class RunsExport implements Callable<Integer> {

  /** The forms of runs; named as users write them. */
  enum Form {
    parquet
  }

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;
  @Mixin private RecordedDatasetOption dataset;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders.")
  private List<Path> folders;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      required = true,
      description = "What to write: ${COMPLETION-CANDIDATES}.")
  private Form form;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "Where to: a folder. Tables that are there are replaced.")
  private Path to;

  @Override
  public Integer call() throws IOException {
    try (ProgressLine line = progress.start("writing " + to)) {
      switch (form) {
        case parquet -> writeTables(line);
      }
    }
    output.say("written to " + to);
    return ExitCode.OK;
  }

  private void writeTables(ProgressLine line) throws IOException {
    try (RunTables tables = RunTables.at(to, StowbenchHome.libraries(line::bytes))) {
      for (Path folder : folders) {
        line.step("writing " + folder);
        RecordedRun run = RecordedRun.read(RunFolder.open(folder));
        Catalogue.Found found =
            StowbenchHome.catalogue().find(dataset.reference(run.manifest().dataset().id()));
        QueryIndex asked =
            QueryIndex.of(RunOptions.askedByAll(found.dataset(), List.of(folder), line::say));
        tables.add(
            run,
            Scoring.of(asked, Protocol.of(run.manifest().mode())).withoutIntervals(),
            found.folder().metadata().description());
      }
      tables.finish();
    }
  }
}
