package org.stowbench.predictors.learned.logit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.FeatureImportance;
import org.stowbench.predictor.PredictorOption;
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
import org.stowbench.predictors.learned.prior.PlaceKind;

/** The predictor {@code logit}. */
public final class LogitProvider extends LearnedProvider {

  private static final String WEIGHTS = "weights.txt";
  private static final String SCALES = "scales.txt";
  private static final PredictorOption RIDGE =
      new PredictorOption("ridge", "pull of each weight towards what all items share", "10");

  @Override
  public String name() {
    return "logit";
  }

  @Override
  public String summary() {
    return "a conditional logit over candidates and not here, with weights that explain; uses what is known";
  }

  @Override
  protected List<PredictorOption> parameters() {
    return List.of(RIDGE);
  }

  @Override
  protected Fitted fit(
      PredictorSpec spec, Training training, TrainingExamples examples, SceneFeatures features)
      throws InterruptedException {
    String ridge = spec.option(RIDGE.name()).orElse(RIDGE.defaultValue());
    Standard standard = Standard.of(examples.all(), features);
    double pull = ridge(ridge);
    LogitModel model = LogitModel.fit(examples, standard, ItemLexicon.bundled(), pull, training);
    HouseholdParts parts = new HouseholdParts(examples.all(), training.seed());
    return new Fitted(
        model,
        Map.of(
            WEIGHTS,
            Numbers.write(model.weights()),
            SCALES,
            Numbers.write(new double[][] {standard.mean(), standard.deviation()})),
        Map.of(RIDGE.name(), ridge),
        importance(model.weights(), features),
        Optional.of(
            () ->
                parts.unseen(
                    some ->
                        LogitModel.fit(some, standard, ItemLexicon.bundled(), pull, training))));
  }

  private static double ridge(String text) {
    try {
      double ridge = Double.parseDouble(text);
      if (ridge > 0 && Double.isFinite(ridge)) {
        return ridge;
      }
    } catch (NumberFormatException e) {
      // Reported below, as any other text that is no such number.
    }
    throw new InvalidInputException(
        "predictor logit: option ridge: expected a number above 0, found %s"
            .formatted(InvalidInputException.excerpt(text)));
  }

  /** Weights of standardised columns can be compared by size. */
  private static List<FeatureImportance> importance(double[][] weights, SceneFeatures features) {
    List<String> names = new ArrayList<>(features.names());
    names.addAll(PlaceKind.names());
    double[] sizes = new double[names.size()];
    double total = Double.MIN_NORMAL;
    for (double[] own : weights) {
      for (int i = 0; i < own.length; i++) {
        sizes[i] += Math.abs(own[i]);
        total += Math.abs(own[i]);
      }
    }
    List<FeatureImportance> importance = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      importance.add(new FeatureImportance(names.get(i), Math.min(1, sizes[i] / total)));
    }
    importance.sort(Comparator.comparingDouble(FeatureImportance::share).reversed());
    return List.copyOf(importance);
  }

  @Override
  protected ChoiceModel read(ModelArchive archive, SceneFeatures features) {
    int width = features.names().size();
    List<String> items = archive.provenance().items();
    double[][] scales = Numbers.read(archive.file(SCALES), 2, width, SCALES);
    PlaceKind kinds = new PlaceKind(features);
    Standard standard =
        new Standard(kinds, features.names().indexOf("not_here"), scales[0], scales[1]);
    double[][] weights =
        Numbers.read(archive.file(WEIGHTS), items.size(), standard.width(), WEIGHTS);
    return new LogitModel(standard, ItemLexicon.bundled(), items, weights);
  }
}
