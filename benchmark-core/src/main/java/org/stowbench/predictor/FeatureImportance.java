package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * How much a model relies on one feature.
 *
 * @param feature its name
 * @param share of the model's total, 0 to 1
 */
@API(status = API.Status.STABLE, since = "0.1")
public record FeatureImportance(String feature, double share) {

  public FeatureImportance {
    if (feature.isBlank()) {
      throw new IllegalArgumentException("feature must not be blank");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "feature %s: importance %s: must be between 0 and 1".formatted(feature, share));
    }
  }
}
