package org.stowbench.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.Json;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.PerQueryCsv;
import org.stowbench.scorer.ScorecardJson;
import org.stowbench.scorer.ScoredRun;

/** The scorer's files. */
final class ScoreFiles {

  private ScoreFiles() {}

  /** Completes a run's folder with its scorecard and its row a query. */
  static void write(ScoredRun scored, RunFolder folder) throws IOException {
    AtomicFile.write(
        folder.scorecardFile(), Json.pretty(ScorecardJson.write(List.of(scored.scorecard()))));
    writePerQuery(List.of(scored), folder.perQueryFile());
  }

  /** Writes a row a query of one or more predictors. */
  static void writePerQuery(List<ScoredRun> runs, Path file) throws IOException {
    AtomicFile.write(
        file, out -> PerQueryCsv.write(runs, new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }
}
