package org.stowbench.predictors.llm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.stowbench.predictor.Allowance;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Query;
import org.stowbench.testing.TestKitchens;

/**
 * Measures, by hand: what the harness costs a request, against a server that answers at once, and
 * how many requests a second 64 at once get from a server that takes 500 ms. The server's own work
 * is in the figures, since it runs in the same process.
 */
public final class Throughput {

  private Throughput() {}

  /** Prints the figures. */
  public static void main(String[] arguments) throws Exception {
    measure("at once, 1 thread", 0, 1, 4000);
    measure("at once, 2 threads", 0, 2, 8000);
    measure("500 ms, 64 at once", 500, 64, 2560);
  }

  private static void measure(String name, long delay, int jobs, int requests) throws Exception {
    Path home = Files.createTempDirectory("throughput");
    try (FakeProvider server =
        new FakeProvider(
            body -> {
              if (delay > 0) {
                FakeProvider.sleep(delay);
              }
              return FakeProvider.say(
                  "{\"reasoning\": \"\", \"ranking\": [{\"container\": 1, \"probability\": 1}]}");
            },
            false)) {
      NoamProvider provider = new NoamProvider();
      PredictorSpec spec =
          PredictorSpec.parse(
              "noam:model=openai/test,base-url=" + server.url(), provider.options(), false);
      Allowance noCache =
          new Allowance(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), false);
      for (Allowance allowance : List.of(Allowance.UNLIMITED, noCache)) {
        try (Predictor predictor =
            provider.create(
                spec,
                new PredictorEnvironment(
                    home, 1, Optional.empty(), Optional.empty(), Optional.empty(), allowance))) {
          ask(predictor, jobs, Math.min(requests, 2000), 1_000_000); // warms up
          double seconds = ask(predictor, jobs, requests, 0);
          System.out.printf(
              "%s, cache %s: %.0f requests/s, %.3f ms a request%n",
              name, allowance.cache(), requests / seconds, 1000 * seconds / requests);
        }
      }
    }
  }

  private static double ask(Predictor predictor, int jobs, int requests, int from)
      throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    for (int job = 0; job < jobs; job++) {
      workers.submit(
          () -> {
            for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
              Query query =
                  new Query("q" + i, TestKitchens.row("scene", 15), "thing-" + (from + i));
              predictor.predict(query, PredictionContext.of(1, query.id()));
            }
            return null;
          });
    }
    workers.shutdown();
    workers.awaitTermination(10, TimeUnit.MINUTES);
    return (System.nanoTime() - start) / 1e9;
  }
}
