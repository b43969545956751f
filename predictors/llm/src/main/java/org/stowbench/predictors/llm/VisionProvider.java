package org.stowbench.predictors.llm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.model.ModelSettings;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.vision.ScenePictures;
import org.stowbench.predictors.llm.vision.ScenePictures.Source;

/** Shows the scene to a model that sees: {@code vision:model=openai/gpt-4o,answer=box}. */
public final class VisionProvider implements PredictorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public VisionProvider() {}

  @Override
  public String name() {
    return "vision";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.LANGUAGE_MODEL);
  }

  @Override
  public String summary() {
    return "shows the scene, with numbered containers, to a multimodal model; uses what is known";
  }

  @Override
  public List<PredictorOption> options() {
    List<PredictorOption> options = new ArrayList<>(ModelSettings.options());
    options.add(
        new PredictorOption(
            "prompt",
            "file with a prompt of your own",
            "the shipped one",
            PredictorOption.Kind.FILE));
    options.add(Common.SAMPLES);
    options.add(
        new PredictorOption(
            "answer", "mark: a numbered container; box: a box that the model draws", "mark"));
    options.add(
        new PredictorOption(
            "source", "photo, schematic (a drawing), or auto: the photo where it is here", "auto"));
    options.add(
        new PredictorOption(
            "pixels", "longer side of the picture, 256 to 8192", "what the provider takes"));
    return List.copyOf(options);
  }

  @Override
  public List<String> needs(Path home) {
    return Common.needs(home);
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Source source =
        Source.valueOf(
            spec.choice("source", "auto", "photo", "schematic").toUpperCase(Locale.ROOT));
    return create(spec, environment, Common.live(environment), source);
  }

  static Predictor create(
      PredictorSpec spec,
      PredictorEnvironment environment,
      Function<ModelSettings, Chat> chats,
      Source source) {
    int samples = spec.whole("samples", 1, 1, 100);
    ModelSettings settings = ModelSettings.of(spec, samples);
    boolean marks = spec.choice("answer", "mark", "box").equals("mark");
    PromptTemplate template = Common.template(spec, marks ? "vision-mark" : "vision-box");
    int pixels = spec.whole("pixels", settings.provider().longestSide(), 256, 8192);
    ScenePictures pictures = new ScenePictures(source, environment.images(), pixels);
    ModelRequest.Schema schema = marks ? ModelRequest.Schema.RANKING : ModelRequest.Schema.BOX;
    return new LanguageModelPredictor(
        chats.apply(settings),
        new PicturePrompts(template, pictures, marks),
        template,
        settings.structured() ? Optional.of(schema) : Optional.empty(),
        samples,
        settings.concurrency(),
        settings.stopAfter());
  }
}
