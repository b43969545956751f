package org.stowbench.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
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
    String scorecard = Json.pretty(ScorecardJson.write(List.of(scored.scorecard())));
    AtomicFile.write(
        folder.scorecardFile(), out -> out.write(scorecard.getBytes(StandardCharsets.UTF_8)));
    writePerQuery(List.of(scored), folder.perQueryFile());
  }

  /** Writes a row a query of one or more predictors. */
  static void writePerQuery(List<ScoredRun> runs, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          PerQueryCsv.write(runs, writer);
          writer.flush();
        });
  }
}
