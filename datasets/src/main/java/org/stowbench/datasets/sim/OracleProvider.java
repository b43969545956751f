package org.stowbench.datasets.sim;

import java.util.Optional;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;

/** The {@code oracle} predictor: the best that can be done on simulated households. */
public final class OracleProvider implements PredictorProvider {

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.BASELINE);
  }

  @Override
  public String summary() {
    return "the true distribution of simulated places: the ceiling, on simulated datasets only;"
        + " uses what is known";
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return new OraclePredictor();
  }
}
