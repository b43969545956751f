package org.stowbench.datasets.sim;

import java.util.Optional;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;

/**
 * The {@code person} predictor: a simulated annotator, the yardstick of people on simulated sets.
 */
public final class PersonProvider implements PredictorProvider {

  @Override
  public String name() {
    return "person";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.BASELINE);
  }

  @Override
  public String summary() {
    return "a simulated annotator who does not know the household, on simulated datasets only; uses"
        + " what is known";
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return new PersonPredictor(new OraclePredictor());
  }
}
