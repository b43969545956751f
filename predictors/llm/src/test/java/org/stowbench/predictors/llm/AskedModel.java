package org.stowbench.predictors.llm;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.llm.FakeProvider.Behaviour;
import org.stowbench.predictors.llm.cache.ReplyCache;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.testing.TestKitchens;

/**
 * A model that says what a test tells it to, in the form of every provider, and is asked about a
 * scene of eight containers.
 */
final class AskedModel implements AutoCloseable {

  private static final LabeledQuery QUERY =
      TestKitchens.query("q", TestKitchens.row("s", 8), "whisk", "h", Answer.container(3));

  private final Path home;
  private final List<Behaviour> next = new ArrayList<>();
  private final FakeProvider server =
      new FakeProvider(body -> next.size() > 1 ? next.remove(0) : next.get(0));
  private final Map<String, Predictor> predictors = new HashMap<>();

  AskedModel(Path home) {
    this.home = home;
  }

  /** What it was asked since the last {@code ask}. */
  List<FakeProvider.Received> received() {
    return server.received();
  }

  ReplyCache cache() {
    return new ReplyCache(home);
  }

  Prediction ask(Provider provider, Behaviour... behaviours) throws Exception {
    return ask("noam", provider, "", behaviours);
  }

  Prediction ask(String name, Provider provider, String options, Behaviour... behaviours)
      throws Exception {
    next.clear();
    next.addAll(List.of(behaviours));
    server.received().clear();
    cache().clear();
    String spec =
        "%s:model=%s/%s-m,retries=0,stop-after=0,%sbase-url=%s"
            .formatted(name, provider.id(), provider.id(), options, server.url());
    return again(predictors.computeIfAbsent(spec, this::predictor));
  }

  /** Asks the same once more. */
  static Prediction again(Predictor predictor) throws InterruptedException {
    return predictor.predict(QUERY.query(), PredictionContext.of(7, "q"));
  }

  private Predictor predictor(String spec) {
    return Predictors.installed()
        .create(spec, new HostEnvironment(home, 7, Optional.empty(), Optional.empty()));
  }

  /** A predictor that asked with an option that no other has; its taker closes it. */
  Predictor take(String option) {
    String spec =
        predictors.keySet().stream().filter(s -> s.contains(option)).findFirst().orElseThrow();
    return predictors.remove(spec);
  }

  /** Containers by their numbers, with probabilities if any; or why there is no answer. */
  static String words(Prediction prediction) {
    return prediction
        .ranking()
        .map(
            ranking ->
                ranking.answers().stream()
                    .map(
                        ranked ->
                            (ranked.answer() instanceof Answer.InContainer in
                                    ? Integer.toString(in.id() + 1)
                                    : "none")
                                + (ranked.score().isPresent()
                                    ? "="
                                        + new BigDecimal(
                                                String.format(
                                                    Locale.ROOT,
                                                    "%.6f",
                                                    ranked.score().getAsDouble()))
                                            .stripTrailingZeros()
                                            .toPlainString()
                                    : ""))
                    .collect(Collectors.joining(" ")))
        .orElseGet(() -> "failed: " + prediction.error().orElseThrow());
  }

  @Override
  public void close() {
    predictors.values().forEach(Predictor::close);
    server.close();
  }
}
