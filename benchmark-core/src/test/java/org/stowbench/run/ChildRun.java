package org.stowbench.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Query;

/**
 * A run in a process of its own, made to be killed. Arguments: the run folder, a file for the ids
 * that were asked, how many queries, how many jobs, and {@code search} or {@code rank}. Its
 * predictor takes about a millisecond.
 */
final class ChildRun {

  private ChildRun() {}

  public static void main(String[] arguments) throws IOException {
    RunFolder folder = new RunFolder(Path.of(arguments[0]));
    Path log = Path.of(arguments[1]);
    RunPlan plan =
        TestRuns.plan(
            TestRuns.dataset(Integer.parseInt(arguments[2])),
            Integer.parseInt(arguments[3]),
            arguments[4].equals("search") ? new RunMode.Search(OptionalInt.empty()) : RunMode.RANK);
    try (RandomAccessFile asked = new RandomAccessFile(log.toFile(), "rw")) {
      Predictor predictor =
          new Predictor() {
            @Override
            public Prediction predict(Query query, PredictionContext context)
                throws InterruptedException {
              try {
                asked.write((query.id() + "\n").getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              Thread.sleep(1);
              return TestRuns.dice(query, context);
            }

            @Override
            public void close() {
              try {
                Files.writeString(log.resolveSibling(log.getFileName() + ".closed"), "closed");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          };
      Runner.run(plan, predictor, folder, RunListener.NONE);
    }
  }
}
