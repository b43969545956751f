package org.stowbench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.Json;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.PartSums;

/**
 * What a job keeps of a part.
 *
 * @param plan what the job does
 * @param part the part
 */
record PartFiles(Plan plan, Part part) {

  private Path folder(String name) {
    return Path.of(plan.out(), name);
  }

  /** Its run: the journal while it is asked, {@code run.json} for good. */
  RunFolder run() {
    return new RunFolder(folder("parts").resolve(part.name()));
  }

  /** Its predictions; there once it is done. */
  Path table() {
    return folder("predictions").resolve(part.name() + ".parquet");
  }

  private Path sumsFile() {
    return run().path().resolve("sums.json");
  }

  /** Whether it is done: its sums are what is written last. */
  boolean done() {
    return Files.isRegularFile(sumsFile());
  }

  PartSums sums() {
    return PartSums.read(InputFile.of(sumsFile(), FileKind.DOCUMENT).json());
  }

  void done(PartSums sums) throws IOException {
    AtomicFile.write(sumsFile(), Json.line(sums.json()) + "\n");
  }

  /** Takes away what the table holds too. */
  void forget() throws IOException {
    Files.deleteIfExists(run().journalFile());
    Files.deleteIfExists(run().predictionsFile());
  }
}
