package org.stowbench.predictor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/** What training gave: to be asked, looked into and saved. Immutable, for any number of threads. */
@API(status = API.Status.STABLE, since = "0.1")
public interface TrainedModel {

  /** A predictor that asks this model. */
  Predictor predictor();

  /** What the model looks at, the most important first; empty where that has no meaning. */
  List<FeatureImportance> importance();

  /**
   * Saves the model as one file that the provider's {@code model} option reads. The same model and
   * figures give the same bytes. The file appears whole or not at all.
   *
   * @param file where to write; replaced if it exists
   * @param figures what is known about the model's quality, by name, such as cross-validated {@code
   *     hit@1}; kept in the file's provenance
   * @throws IOException if the file cannot be written
   */
  void save(Path file, Map<String, Double> figures) throws IOException;
}
