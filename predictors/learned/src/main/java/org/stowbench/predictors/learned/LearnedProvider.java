package org.stowbench.predictors.learned;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.FeatureImportance;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.predictor.Training;
import org.stowbench.predictors.learned.archive.ModelArchive;
import org.stowbench.predictors.learned.archive.Provenance;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.predictors.learned.choice.ChoiceModel;
import org.stowbench.predictors.learned.choice.ChoicePredictor;
import org.stowbench.predictors.learned.choice.TrainingExamples;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.features.Signal;
import org.stowbench.predictors.learned.habits.HouseholdModel;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/**
 * What learned predictors share: the model file, the cache, and the choice of signals.
 *
 * <p>With {@code model=FILE} the model is read. Without, it is learned from {@link
 * PredictorEnvironment#training()} and kept under {@code home/models}, named by everything that
 * makes it what it is: the split's checksum, the options and the seed.
 */
public abstract class LearnedProvider implements TrainableProvider {

  /** The version of what is learned from the same data; part of the cache's names. */
  private static final String GENERATION = "1";

  private static final PredictorOption MODEL =
      new PredictorOption(
          "model",
          "a model file, as train saves it",
          "learned on the dev split",
          PredictorOption.Kind.FILE);
  private static final PredictorOption SIGNALS =
      new PredictorOption(
          "signals",
          "what to look at: auto (all that the training set has) or regions (those alone)",
          "auto");

  /**
   * What a fit gives: the model, and all that is needed to make it again from a file.
   *
   * @param unseen what the model is worth on households that it has not seen, to learn from it what
   *     is known of one is worth; empty where it is not to use that
   */
  public record Fitted(
      ChoiceModel model,
      Map<String, String> files,
      Map<String, String> parameters,
      List<FeatureImportance> importance,
      Optional<HouseholdModel.Unseen> unseen) {

    private Fitted with(HouseholdModel adapting) {
      Map<String, String> all = new TreeMap<>(files);
      all.putAll(adapting.files());
      return new Fitted(adapting, all, parameters, importance, unseen);
    }
  }

  /** The options beside {@code model} and {@code signals}; each is a training parameter. */
  protected List<PredictorOption> parameters() {
    return List.of();
  }

  /** The order of the answers, unless a spec chooses another. */
  protected AnswerOrder order() {
    return AnswerOrder.USUAL;
  }

  /**
   * Fits a model.
   *
   * @param examples what to learn from
   * @param features what their rows are
   */
  protected abstract Fitted fit(
      PredictorSpec spec, Training training, TrainingExamples examples, SceneFeatures features)
      throws InterruptedException;

  /** Reads a model from what {@link #fit} gave. */
  protected abstract ChoiceModel read(ModelArchive archive, SceneFeatures features);

  @Override
  public final Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.LEARNED);
  }

  @Override
  public final List<PredictorOption> options() {
    List<PredictorOption> all = new ArrayList<>(List.of(MODEL, SIGNALS, order().option()));
    all.addAll(parameters());
    return List.copyOf(all);
  }

  @Override
  public final Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Path file = spec.file(MODEL.name()).orElseGet(() -> learned(spec, environment));
    ModelArchive archive = ModelArchive.read(file, name());
    SceneFeatures features = SceneFeatures.of(signals(archive.provenance(), file));
    if (!features.names().equals(archive.provenance().features())) {
      throw new InvalidInputException(
          InputLocation.of(file),
          "it looks at features that this Stowbench does not measure so; train it again");
    }
    environment
        .evaluated()
        .ifPresent(dataset -> features.check(dataset, "the model " + file.getFileName()));
    return new ChoicePredictor(
        model(archive, features, file),
        features,
        order().orAsIn(spec),
        archive.provenance().learnedFrom());
  }

  /** What was learned; what is wrong with one of the archive's files is said with its own name. */
  private ChoiceModel model(ModelArchive archive, SceneFeatures features, Path file) {
    try {
      return HouseholdModel.read(read(archive, features), archive, features);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(InputLocation.of(file), e.getMessage(), e);
    }
  }

  private static Set<Signal> signals(Provenance provenance, Path file) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (String text : provenance.signals()) {
      signals.add(
          List.of(Signal.values()).stream()
              .filter(signal -> signal.text().equals(text))
              .findFirst()
              .orElseThrow(
                  () ->
                      InvalidInputException.expected(
                          InputLocation.of(file).child("signals"), "a known signal", text)));
    }
    return signals;
  }

  private Path learned(PredictorSpec spec, PredictorEnvironment environment) {
    Dataset training =
        environment
            .training()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "predictor %s has nothing to learn from: no dev split stands beside the one that is asked; give a model, as in %s:model=FILE"
                            .formatted(name(), name())));
    Path file = environment.home().resolve("models").resolve(cacheName(spec, environment));
    if (!Files.exists(file)) {
      try {
        train(spec, Training.of(training, environment.seed())).save(file, Map.of());
      } catch (IOException e) {
        throw new UncheckedIOException("model " + file + " cannot be saved", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InvalidInputException("predictor " + name() + ": training was interrupted");
      }
    }
    return file;
  }

  private String cacheName(PredictorSpec spec, PredictorEnvironment environment) {
    Map<String, String> options = new TreeMap<>(spec.options());
    options.remove(AnswerOrder.OPTION); // the same model answers in either order
    DatasetInfo info = environment.training().orElseThrow().info();
    String makes =
        String.join(
            "\n",
            GENERATION,
            Integer.toString(ModelArchive.VERSION),
            info.id(),
            info.checksum(),
            Long.toString(environment.seed()),
            options.toString());
    String digits = Sha256.digits(makes.getBytes(StandardCharsets.UTF_8));
    return name() + "-" + digits.substring(0, 24) + ".zip";
  }

  @Override
  public final TrainedModel train(PredictorSpec spec, Training training)
      throws InterruptedException {
    if (spec.option(MODEL.name()).isPresent()) {
      throw new InvalidInputException(
          "predictor %s: option model names a finished model: training makes one"
              .formatted(name()));
    }
    Material material = material(spec, training);
    SceneFeatures features = material.features();
    TrainingExamples examples = material.examples();
    Fitted fitted = adapting(fit(spec, training, examples, features), examples, features, training);
    Provenance provenance =
        new Provenance(
            name(),
            training.dataset().info(),
            material.source().households(),
            training.seed(),
            features.signals().stream().map(Signal::text).sorted().toList(),
            features.names(),
            examples.items(),
            fitted.parameters(),
            Map.of("stowbench-learned", GENERATION),
            Map.of());
    return new Saved(fitted, features, order().orAsIn(spec), provenance);
  }

  /** What is learned from: all that is needed of the queries themselves. */
  private record Material(
      SceneFeatures features, TrainingExamples examples, LearnedFrom.Source source) {}

  /** Reads the queries once, though they are looked at three times, and lets go of them. */
  private Material material(PredictorSpec spec, Training training) throws InterruptedException {
    List<LabeledQuery> read;
    try (Stream<LabeledQuery> queries = training.dataset().queries()) {
      read = queries.toList();
    }
    Dataset held = Dataset.of(training.dataset().info(), read::stream);
    SceneFeatures features = SceneFeatures.of(wanted(spec, held));
    return new Material(
        features,
        TrainingExamples.of(new Training(held, training.seed(), training.progress()), features),
        LearnedFrom.Source.of(held));
  }

  private static Fitted adapting(
      Fitted fitted, TrainingExamples examples, SceneFeatures features, Training training)
      throws InterruptedException {
    if (fitted.unseen().isEmpty()) {
      return fitted;
    }
    return HouseholdModel.learn(fitted.model(), examples, fitted.unseen().get(), features, training)
        .map(fitted::with)
        .orElse(fitted);
  }

  private Set<Signal> wanted(PredictorSpec spec, Dataset dataset) {
    String wanted = spec.option(SIGNALS.name()).orElse("auto");
    return switch (wanted) {
      case "auto" -> SceneFeatures.signalsOf(dataset);
      case "regions" -> Set.of();
      default ->
          throw new InvalidInputException(
              "predictor %s: option signals: expected auto or regions, found %s"
                  .formatted(name(), InvalidInputException.excerpt(wanted)));
    };
  }

  private record Saved(
      Fitted fitted, SceneFeatures features, AnswerOrder order, Provenance provenance)
      implements TrainedModel {

    @Override
    public Predictor predictor() {
      return new ChoicePredictor(fitted.model(), features, order, provenance.learnedFrom());
    }

    @Override
    public List<FeatureImportance> importance() {
      return fitted.importance();
    }

    @Override
    public void save(Path file, Map<String, Double> figures) throws IOException {
      new ModelArchive(provenance.withFigures(figures), fitted.files()).write(file);
    }
  }
}
