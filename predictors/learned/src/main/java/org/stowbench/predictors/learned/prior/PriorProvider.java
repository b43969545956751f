package org.stowbench.predictors.learned.prior;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.LearnedProvider;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.archive.Numbers;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.HouseholdParts;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** The predictor {@code prior}. */
public final class PriorProvider extends LearnedProvider {

  private static final String FILE = "readiness.csv";

  @Override
  public String name() {
    return "prior";
  }

  @Override
  public String summary() {
    return "the kinds of places in which the item, or its kin, was found in training; uses what is known";
  }

  @Override
  protected Fitted fit(
      PredictorSpec spec, Training training, TrainingExamples examples, SceneFeatures features) {
    PlaceKind kinds = new PlaceKind(features);
    PriorModel model = model(examples, kinds);
    HouseholdParts parts = new HouseholdParts(examples.all(), training.seed());
    return new Fitted(
        model,
        Map.of(FILE, Numbers.write(model.readiness())),
        Map.of(),
        List.of(),
        Optional.of(() -> parts.unseen(some -> model(some, kinds))));
  }

  private static PriorModel model(TrainingExamples examples, PlaceKind kinds) {
    return PriorModel.fit(examples.all(), examples.items(), kinds, ItemLexicon.bundled());
  }

  @Override
  protected ChoiceModel read(ModelArchive archive, SceneFeatures features) {
    List<String> items = archive.provenance().items();
    return new PriorModel(
        new PlaceKind(features),
        ItemLexicon.bundled(),
        items,
        Numbers.read(archive.file(FILE), items.size(), PlaceKind.names().size(), FILE));
  }
}
