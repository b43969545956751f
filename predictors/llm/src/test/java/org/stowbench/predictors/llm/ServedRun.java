package org.stowbench.predictors.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunOutcome;
import org.stowbench.run.RunPlan;
import org.stowbench.run.Runner;
import org.stowbench.testing.TestKitchens;

/** A run of {@code noam} against a server on this machine that has ended, and what it asked. */
record ServedRun(RunOutcome outcome, RunFolder folder, List<FakeProvider.Received> asked) {

  static final String KEY = "sk-Ab/9+0123456789";
  static final int QUERIES = 25;
  static final int JOBS = 4;

  static Dataset dataset() {
    return TestKitchens.dataset(
        "test:asking",
        IntStream.range(0, QUERIES)
            .mapToObj(
                i ->
                    TestKitchens.query(
                        "q" + i,
                        TestKitchens.row("s", 8),
                        "thing-" + i,
                        "h" + i % 10,
                        Answer.container(3)))
            .toList());
  }

  static ServedRun of(
      Path home,
      String model,
      String options,
      Allowance allowance,
      int queries,
      Function<JsonNode, FakeProvider.Behaviour> behaviour)
      throws IOException {
    try (FakeProvider server = new FakeProvider(behaviour)) {
      Files.writeString(home.resolve(".env"), "TEST_KEY=" + KEY);
      PredictorSpec spec =
          PredictorSpec.parse(
              "noam:model=%s,key-variable=TEST_KEY,%sbase-url=%s"
                  .formatted(model, options.isEmpty() ? "" : options + ",", server.url()),
              new NoamProvider().options(),
              false);
      Dataset dataset = dataset();
      RunPlan plan =
          new RunPlan(
              dataset,
              spec,
              1,
              OptionalLong.of(queries),
              options.contains("concurrency=1") ? 1 : JOBS);
      Predictor predictor =
          new NoamProvider()
              .create(
                  spec,
                  new HostEnvironment(
                      home,
                      1,
                      Optional.of(dataset),
                      Optional.empty(),
                      Optional.empty(),
                      allowance));
      RunFolder folder = RunFolder.create(home.resolve("runs"), plan);
      RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);
      return new ServedRun(outcome, folder, new ArrayList<>(server.received()));
    }
  }

  String stopped() {
    return outcome.manifest().stoppedBecause().orElse("");
  }

  String notices() {
    return String.join("\n", outcome.notices());
  }

  JsonNode body(int request) {
    return asked.get(request).body();
  }
}
