package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.FeatureImportance;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.LearnedProvider;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** The predictor {@code ranker}. */
public final class RankerProvider extends LearnedProvider {

  private static final String TEMPERATURE = "temperature";

  @Override
  public String name() {
    return "ranker";
  }

  @Override
  public String summary() {
    return "gradient-boosted trees over scene and item features, with calibrated probabilities; uses what is known";
  }

  @Override
  protected List<PredictorOption> parameters() {
    Map<String, String> defaults = parameters(TreeSettings.DEFAULT);
    return List.of(
        option("trees", "trees of a forest", defaults),
        option("leaves", "leaves of a tree at most", defaults),
        option("rate", "share of each tree that is added", defaults),
        option("columns", "share of the features that a tree may split at", defaults),
        option("queries", "share of the queries that a tree learns from", defaults),
        option("least-hessian", "least Hessian in a leaf", defaults),
        option("l2", "added to a leaf's Hessian", defaults),
        option("forests", "forests that are averaged", defaults));
  }

  private static PredictorOption option(
      String name, String description, Map<String, String> defaults) {
    return new PredictorOption(name, description, defaults.get(name));
  }

  private static Map<String, String> parameters(TreeSettings settings) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("trees", Integer.toString(settings.trees()));
    parameters.put("leaves", Integer.toString(settings.leaves()));
    parameters.put("rate", Double.toString(settings.rate()));
    parameters.put("columns", Double.toString(settings.columns()));
    parameters.put("queries", Double.toString(settings.queries()));
    parameters.put("least-hessian", Double.toString(settings.leastHessian()));
    parameters.put("l2", Double.toString(settings.l2()));
    parameters.put("forests", Integer.toString(settings.forests()));
    return parameters;
  }

  private static TreeSettings settings(PredictorSpec spec) {
    Map<String, String> values = parameters(TreeSettings.DEFAULT);
    spec.options().forEach(values::replace);
    try {
      return new TreeSettings(
          number(values, "trees", Integer::parseInt),
          number(values, "leaves", Integer::parseInt),
          number(values, "rate", Double::parseDouble),
          number(values, "columns", Double::parseDouble),
          number(values, "queries", Double::parseDouble),
          number(values, "least-hessian", Double::parseDouble),
          number(values, "l2", Double::parseDouble),
          number(values, "forests", Integer::parseInt));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("predictor ranker: " + e.getMessage());
    }
  }

  private static <T> T number(Map<String, String> values, String name, Function<String, T> parser) {
    try {
      return parser.apply(values.get(name));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "predictor ranker: option %s: expected a number, found %s"
              .formatted(name, InvalidInputException.excerpt(values.get(name))));
    }
  }

  @Override
  protected Fitted fit(
      PredictorSpec spec, Training training, TrainingExamples examples, SceneFeatures features)
      throws InterruptedException {
    TreeSettings settings = settings(spec);
    TreeColumns columns = new TreeColumns(features, ItemLexicon.bundled());
    RankerTrainer.Trained trained =
        new RankerTrainer(columns, settings, training).train(examples.all());
    RankerModel model = trained.model();
    Map<String, String> files = new TreeMap<>();
    double[] gains = new double[columns.names().size()];
    for (int i = 0; i < trained.forests().size(); i++) {
      files.put(file(i), trained.forests().get(i).write());
      trained.forests().get(i).addGains(gains);
    }
    Map<String, String> parameters = parameters(settings);
    parameters.put(TEMPERATURE, Double.toHexString(model.temperature()));
    return new Fitted(
        model,
        files,
        parameters,
        importance(gains, columns.names()),
        Optional.of(trained::unseenProbabilities));
  }

  private static String file(int forest) {
    return "forest-" + forest + ".txt";
  }

  private static List<FeatureImportance> importance(double[] gains, List<String> names) {
    double total = Math.max(Double.MIN_NORMAL, DoubleStream.of(gains).sum());
    return IntStream.range(0, gains.length)
        .mapToObj(i -> new FeatureImportance(names.get(i), Math.min(1, gains[i] / total)))
        .sorted(Comparator.comparingDouble(FeatureImportance::share).reversed())
        .toList();
  }

  @Override
  protected ChoiceModel read(ModelArchive archive, SceneFeatures features) {
    TreeColumns columns = new TreeColumns(features, ItemLexicon.bundled());
    Map<String, String> parameters = archive.provenance().parameters();
    List<Forest> forests = new ArrayList<>();
    for (int i = 0; i == 0 || archive.files().containsKey(file(i)); i++) {
      forests.add(
          Forest.read(archive.file(file(i)), columns.names().size(), InputLocation.of(file(i))));
    }
    try {
      return new RankerModel(
          columns, forests, Double.parseDouble(parameters.getOrDefault(TEMPERATURE, "none")));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("model of ranker: its " + TEMPERATURE + " is no number", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("model of ranker: cannot be used: " + e.getMessage());
    }
  }
}
