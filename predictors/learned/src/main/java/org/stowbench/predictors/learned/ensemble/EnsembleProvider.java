package org.stowbench.predictors.learned.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.learned.choice.AnswerOrder;

/**
 * The predictor {@code ensemble}: {@code ensemble:by=mean,weights=2/1,ranker + logit}. Its parts
 * are specs of any predictors that there are, parted by {@code " + "}.
 */
public final class EnsembleProvider implements PredictorProvider {

  private static final String BETWEEN = " + ";
  private static final PredictorOption BY =
      new PredictorOption("by", "ranks (reciprocal ranks) or mean (of probabilities)", "ranks");
  private static final PredictorOption WEIGHTS =
      new PredictorOption("weights", "one for each part, parted by /", "all alike");

  @Override
  public String name() {
    return "ensemble";
  }

  @Override
  public String summary() {
    return "several predictors put together, by reciprocal ranks or mean probabilities";
  }

  @Override
  public List<PredictorOption> options() {
    return List.of(BY, WEIGHTS, AnswerOrder.USUAL.option());
  }

  @Override
  public Optional<String> argument() {
    return Optional.of("SPEC + SPEC...");
  }

  @Override
  public List<String> parts(PredictorSpec spec) {
    return Arrays.stream(spec.argument().orElse("").split(java.util.regex.Pattern.quote(BETWEEN)))
        .map(String::strip)
        .toList();
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Fusion fusion =
        switch (spec.option(BY.name()).orElse(BY.defaultValue())) {
          case "ranks" -> Fusion.RANKS;
          case "mean" -> Fusion.MEAN;
          default ->
              throw new InvalidInputException(
                  "predictor ensemble: option by: expected ranks or mean, found %s"
                      .formatted(InvalidInputException.excerpt(spec.option(BY.name()).get())));
        };
    if (fusion == Fusion.RANKS && spec.option(AnswerOrder.OPTION).isPresent()) {
      throw new InvalidInputException(
          "predictor ensemble: option order is for probabilities: it needs by=mean");
    }
    List<String> specs = parts(spec);
    List<Double> weights =
        spec.option(WEIGHTS.name())
            .map(EnsembleProvider::weights)
            .orElseGet(() -> specs.stream().map(part -> 1.0).toList());
    if (weights.size() != specs.size()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "predictor ensemble: %d weights for %d parts: must be one for each",
              weights.size(),
              specs.size()));
    }
    List<Predictor> parts = new ArrayList<>();
    try {
      for (String part : specs) {
        parts.add(environment.part(part));
      }
    } catch (RuntimeException e) {
      parts.forEach(GuardedAsk::close);
      throw e;
    }
    return new EnsemblePredictor(parts, weights, fusion, AnswerOrder.USUAL.orAsIn(spec));
  }

  private static List<Double> weights(String text) {
    List<Double> weights = new ArrayList<>();
    for (String weight : text.split("/")) {
      try {
        double value = Double.parseDouble(weight);
        if (!(value > 0) || !Double.isFinite(value)) {
          throw new NumberFormatException();
        }
        weights.add(value);
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "predictor ensemble: option weights: expected numbers above 0 parted by /, found %s"
                .formatted(InvalidInputException.excerpt(text)));
      }
    }
    return weights;
  }
}
