package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * Makes predictors that learn from labelled queries.
 *
 * <p>{@link #create} of such a provider reads a model where the spec names one, and otherwise
 * learns from {@link PredictorEnvironment#training()}.
 */
@API(status = API.Status.STABLE, since = "0.1")
public interface TrainableProvider extends PredictorProvider {

  /**
   * Learns from a split.
   *
   * <p><b>Owed:</b> the same model for the same spec, queries and seed, on every JVM and with any
   * number of threads; nothing learned from anything but {@link Training#dataset()}.
   *
   * @param spec parsed with {@link #options()}
   * @param training what to learn from
   * @throws org.stowbench.io.InvalidInputException if the spec's values cannot be used, the dataset
   *     lacks what this predictor needs, or training cannot run on this machine; one line, for the
   *     user
   * @throws InterruptedException if the thread is interrupted
   */
  TrainedModel train(PredictorSpec spec, Training training) throws InterruptedException;
}
