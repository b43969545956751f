package org.stowbench.predictors.embedding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.predictors.learned.choice.ChoicePredictor;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.prior.PlaceKind;

/** The predictor {@code embedding}. */
public final class EmbeddingProvider implements PredictorProvider {

  @Override
  public String name() {
    return "embedding";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.BASELINE);
  }

  @Override
  public String summary() {
    return "all-MiniLM-L6-v2 compares the item with descriptions of the containers; no training";
  }

  @Override
  public List<PredictorOption> options() {
    return List.of(AnswerOrder.USUAL.option());
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    SceneFeatures features = SceneFeatures.of(Set.of());
    return new ChoicePredictor(
        new EmbeddingModelChoice(
            NativeModel.start(
                name(), NativeModel.libraries(name(), environment), NativeModel.MINI_LM),
            new PlaceKind(features)),
        features,
        AnswerOrder.USUAL.orAsIn(spec),
        LearnedFrom.NOTHING);
  }
}
