package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.datasets.coco.CocoExporter;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.datasets.harness.InspectExporter;
import org.stowbench.datasets.harness.LmEvalExporter;
import org.stowbench.datasets.tables.CsvExporter;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.Json;
import org.stowbench.parquet.DatasetTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a dataset for other tools. */
@Command(
    name = "export",
    description = {
      "Write a whole dataset for other tools.",
      "",
      "coco: one file of COCO annotations. csv: a folder of plain tables. croissant: MLCommons"
          + " Croissant 1.0, which also lies beside every dataset as croissant.json. parquet:"
          + " a folder of tables with a card for the Hugging Face Hub. inspect, lm-eval: a folder"
          + " with a task for Inspect or the LM Evaluation Harness, whose logs score reads."
    },
    footer = {
      "",
      "Examples:",
      "  stowbench datasets export my-kitchens --as coco --to labels.json",
      "  stowbench datasets export shic --as csv --to tables",
      "  stowbench datasets export shic --as inspect --to task"
    })
final class DatasetsExport implements Callable<Integer> {

  /** The forms of a dataset; named as users write them. */
  enum Form {
    coco,
    csv,
    croissant,
    parquet,
    inspect,
    lm_eval {
      @Override
      public String toString() {
        return "lm-eval";
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private TextOutput output;
  @Mixin private ProgressOption progress;

  @Mixin private WholeDataset dataset;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      required = true,
      description = "What to write: ${COMPLETION-CANDIDATES}.")
  private Form form;

  @Option(
      names = "--to",
      paramLabel = "FILE|DIR",
      required = true,
      description =
          "Where to: a file for coco and croissant, else a folder. What is there is replaced.")
  private Path to;

  @Override
  public Integer call() throws IOException {
    DatasetFolder folder = dataset.open();
    try (ProgressLine line = progress.start("writing " + to)) {
      switch (form) {
        case coco -> CocoExporter.export(folder, to);
        case csv -> CsvExporter.export(folder, to);
        case croissant -> AtomicFile.write(to, Json.pretty(folder.croissant()));
        case parquet -> DatasetTables.export(folder, to, StowbenchHome.libraries(line::bytes));
        case inspect -> InspectExporter.export(folder, to);
        case lm_eval -> LmEvalExporter.export(folder, to);
      }
    }
    output.say("written to " + to);
    return ExitCode.OK;
  }
}
