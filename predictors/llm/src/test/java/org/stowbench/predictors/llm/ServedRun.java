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
  static final int QUERIES = 100;
  static final int JOBS = 16;

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

  /** A server, and what is asked of it, once or again. */
  static final class Server implements AutoCloseable {

    private final Path home;
    private final Allowance allowance;
    private final FakeProvider provider;
    private final PredictorSpec spec;

    Server(
        Path home,
        String model,
        String options,
        Allowance allowance,
        Function<JsonNode, FakeProvider.Behaviour> behaviour)
        throws IOException {
      this.home = home;
      this.allowance = allowance;
      this.provider = new FakeProvider(behaviour);
      this.spec =
          PredictorSpec.parse(
              "noam:model=%s,key-variable=TEST_KEY,%sbase-url=%s"
                  .formatted(model, options.isEmpty() ? "" : options + ",", provider.url()),
              new NoamProvider().options(),
              false);
      Files.writeString(home.resolve(".env"), "TEST_KEY=" + KEY);
    }

    /** A new run; it has the server's requests so far. */
    ServedRun run(Path runs, int queries) throws IOException {
      RunPlan plan = plan(queries);
      return run(plan, RunFolder.create(runs, plan));
    }

    /** The rest of a run. */
    ServedRun resume(RunFolder folder, int queries) throws IOException {
      return run(plan(queries), folder);
    }

    private RunPlan plan(int queries) {
      boolean alone = spec.option("concurrency").filter("1"::equals).isPresent();
      return new RunPlan(dataset(), spec, 1, OptionalLong.of(queries), alone ? 1 : JOBS);
    }

    private ServedRun run(RunPlan plan, RunFolder folder) throws IOException {
      HostEnvironment environment =
          new HostEnvironment(
              home, 1, Optional.of(plan.dataset()), Optional.empty(), Optional.empty(), allowance);
      Predictor predictor = new NoamProvider().create(spec, environment);
      RunOutcome outcome = Runner.run(plan, predictor, folder, RunListener.NONE);
      return new ServedRun(outcome, folder, new ArrayList<>(provider.received()));
    }

    @Override
    public void close() {
      provider.close();
    }
  }

  static ServedRun of(
      Path home,
      String model,
      String options,
      Allowance allowance,
      int queries,
      Function<JsonNode, FakeProvider.Behaviour> behaviour)
      throws IOException {
    try (Server server = new Server(home, model, options, allowance, behaviour)) {
      return server.run(home.resolve("runs"), queries);
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
