package org.stowbench.predictors.learned.blind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.LearnedProvider;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.archive.Numbers;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** What the baselines that do not look share. */
abstract class BlindProvider extends LearnedProvider {

  private static final String FILE = "shares.csv";

  /** How a place is named. */
  abstract Places places(SceneFeatures features);

  /** The items that are told apart, of those in training; one or more. */
  abstract List<String> items(List<String> trained);

  @Override
  protected final Fitted fit(
      PredictorSpec spec, Training training, TrainingExamples examples, SceneFeatures features) {
    BlindModel model = BlindModel.fit(examples.all(), items(examples.items()), places(features));
    return new Fitted(
        model, Map.of(FILE, Numbers.write(model.shares())), Map.of(), List.of(), Optional.empty());
  }

  @Override
  protected final ChoiceModel read(ModelArchive archive, SceneFeatures features) {
    List<String> items = items(archive.provenance().items());
    Places places = places(features);
    return new BlindModel(
        places,
        ItemLexicon.bundled(),
        items,
        Numbers.read(archive.file(FILE), items.size(), places.count(), FILE));
  }
}
