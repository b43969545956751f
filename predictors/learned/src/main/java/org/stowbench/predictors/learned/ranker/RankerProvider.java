package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stowbench.input.InputLocation;
import org.stowbench.input.InvalidInputException;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.LearnedProvider;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.Examples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** The predictor {@code ranker}. */
public final class RankerProvider extends LearnedProvider {

  private static final String TEMPERATURE = "temperature";
  private static final String FORESTS = "forests";

  @Override
  public String name() {
    return "ranker";
  }

  @Override
  public String summary() {
    return "gradient-boosted trees over scene and item features, with calibrated probabilities";
  }

  @Override
  protected List<PredictorOption> parameters() {
    TreeSettings otherwise = TreeSettings.DEFAULT;
    return List.of(
        new PredictorOption("trees", "trees of a forest", Integer.toString(otherwise.trees())),
        new PredictorOption("leaves", "leaves of a tree", Integer.toString(otherwise.leaves())),
        new PredictorOption(
            "rate", "share of each tree that is added", Double.toString(otherwise.rate())),
        new PredictorOption(
            FORESTS, "forests that are averaged", Integer.toString(otherwise.forests())));
  }

  static String file(int forest) {
    return "forest-" + forest + ".txt";
  }

  @Override
  protected Fitted fit(
      PredictorSpec spec, Training training, Examples examples, SceneFeatures features)
      throws InterruptedException {
    TreeSettings settings = settings(spec);
    Columns columns = new Columns(features, ItemLexicon.bundled());
    RankerTrainer.Grown grown =
        new RankerTrainer(columns, settings, training).train(examples.all());
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < grown.texts().size(); i++) {
      files.put(file(i), grown.texts().get(i));
    }
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("trees", Integer.toString(settings.trees()));
    parameters.put("leaves", Integer.toString(settings.leaves()));
    parameters.put("rate", Double.toString(settings.rate()));
    parameters.put(FORESTS, Integer.toString(settings.forests()));
    parameters.put(TEMPERATURE, Double.toString(grown.model().temperature()));
    return new Fitted(
        grown.model(),
        files,
        parameters,
        Map.of("lightgbm4j", "4.3.0-1"),
        SplitGains.of(grown.texts(), columns.names()));
  }

  private TreeSettings settings(PredictorSpec spec) {
    TreeSettings otherwise = TreeSettings.DEFAULT;
    try {
      return new TreeSettings(
          spec.option("trees").map(Integer::parseInt).orElse(otherwise.trees()),
          spec.option("leaves").map(Integer::parseInt).orElse(otherwise.leaves()),
          spec.option("rate").map(Double::parseDouble).orElse(otherwise.rate()),
          spec.option(FORESTS).map(Integer::parseInt).orElse(otherwise.forests()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          InputLocation.of("predictor ranker"),
          "options cannot be used: " + InvalidInputException.excerpt(e.getMessage()),
          e);
    }
  }

  @Override
  protected ChoiceModel read(ModelArchive archive, SceneFeatures features) {
    Columns columns = new Columns(features, ItemLexicon.bundled());
    Map<String, String> parameters = archive.provenance().parameters();
    List<Forest> forests = new ArrayList<>();
    try {
      int count = Integer.parseInt(parameters.getOrDefault(FORESTS, "none"));
      for (int i = 0; i < count; i++) {
        forests.add(
            Forest.read(archive.file(file(i)), columns.names().size(), InputLocation.of(file(i))));
      }
      return new RankerModel(
          columns, forests, Double.parseDouble(parameters.getOrDefault(TEMPERATURE, "none")));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          InputLocation.of("model of ranker"), "cannot be used: " + e.getMessage(), e);
    }
  }
}
