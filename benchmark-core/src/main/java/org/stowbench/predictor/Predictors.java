package org.stowbench.predictor;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.stowbench.input.InvalidInputException;

/** The predictors that this installation has. */
public final class Predictors {

  private final List<PredictorProvider> providers;

  private Predictors(List<PredictorProvider> providers) {
    this.providers = providers;
  }

  /** All that are on the class path, by name. */
  public static Predictors installed() {
    return new Predictors(
        ServiceLoader.load(PredictorProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(PredictorProvider::name))
            .toList());
  }

  /** The providers, by name. */
  public List<PredictorProvider> providers() {
    return providers;
  }

  /**
   * The provider that a spec names.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public PredictorProvider provider(String specText) {
    String name = PredictorSpec.nameIn(specText);
    return providers.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no predictor named '%s'; there are: %s"
                        .formatted(
                            InvalidInputException.excerpt(name),
                            providers.stream()
                                .map(PredictorProvider::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * Takes a spec apart as the predictor that it names understands it.
   *
   * @throws InvalidInputException if it names no predictor, or has options that are not the
   *     predictor's
   */
  public PredictorSpec spec(String specText) {
    PredictorProvider provider = provider(specText);
    PredictorSpec spec =
        PredictorSpec.parse(specText, provider.options(), provider.argument().isPresent());
    if (provider.argument().isPresent() && spec.argument().isEmpty()) {
      throw new InvalidInputException(
          "predictor %s needs %s: write %s:%s"
              .formatted(
                  spec.name(), provider.argument().get(), spec.name(), provider.argument().get()));
    }
    return spec;
  }

  /**
   * Makes the predictor that a text describes.
   *
   * @throws InvalidInputException as {@link #spec} and the other {@link #create} do
   */
  public Predictor create(String specText, PredictorEnvironment environment) {
    return create(spec(specText), environment);
  }

  /**
   * Makes the predictor that a spec describes.
   *
   * @throws InvalidInputException if the spec's values cannot be used
   */
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return provider(spec.name()).create(spec, environment);
  }
}
