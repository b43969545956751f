package org.stowbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stowbench.predictor.Predictor;

/** A run in a process of its own whose predictor keeps ever more. Argument: the run folder. */
final class HoardingRun {

  private HoardingRun() {}

  static RunPlan plan() {
    return TestRuns.plan(TestRuns.dataset(2000), 2);
  }

  public static void main(String[] arguments) throws IOException {
    List<byte[]> hoard = new ArrayList<>();
    Predictor predictor =
        (query, context) -> {
          if (query.id().length() > 3) { // after the first hundred
            synchronized (hoard) {
              while (true) {
                hoard.add(new byte[1000]);
              }
            }
          }
          return TestRuns.dice(query, context);
        };
    Runner.run(plan(), predictor, RunFolder.open(Path.of(arguments[0])), RunListener.NONE);
  }
}
