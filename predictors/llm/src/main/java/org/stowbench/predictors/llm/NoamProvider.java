package org.stowbench.predictors.llm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.model.ModelSettings;
import org.stowbench.predictors.llm.model.Provider;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.scene.Scene;

/**
 * Describes the scene in words and asks a language model, after the NOAM method (arXiv 2512.23739):
 * {@code noam:model=openai/gpt-4o}.
 */
public final class NoamProvider implements PredictorProvider {

  /** The predictor, and its prompt that is as published. */
  static final String NAME = "noam";

  private static final String RANKING = "ranking";
  private static final String NUMBER = "number";

  /** The value of {@code answer=}, and the prompt for it. */
  private static final String EACH = "each";

  private static final String LOGPROBS = "logprobs";

  /** For {@link java.util.ServiceLoader}. */
  public NoamProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.LANGUAGE_MODEL);
  }

  @Override
  public String summary() {
    return "describes the scene in words and asks a language model; uses what is known";
  }

  @Override
  public List<PredictorOption> options() {
    List<PredictorOption> options = new ArrayList<>(ModelSettings.options());
    options.add(
        new PredictorOption(
            "prompt",
            "noam: the published method's form, one answer; ranking: ours, with probabilities; or a"
                + " file with your own",
            RANKING,
            PredictorOption.Kind.FILE));
    options.add(
        new PredictorOption(
            "answer",
            "reply: what the model says; logprobs: how likely each container's number was to begin"
                + " the reply, which ranks all of them (openai, ollama); each: yes or no to every"
                + " container, a request each",
            "reply"));
    options.add(Common.SAMPLES);
    options.add(
        new PredictorOption(
            "shots", "worked examples from the dev split, of the most similar items", "0"));
    return List.copyOf(options);
  }

  @Override
  public List<String> needs(Path home) {
    return Common.needs(home);
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    return create(spec, environment, Common.live(environment), Numbering::ours);
  }

  static Predictor create(
      PredictorSpec spec,
      PredictorEnvironment environment,
      Function<ModelSettings, Chat> chats,
      Function<Scene, Numbering> numbers) {
    int samples = spec.whole("samples", 1, 1, 100);
    ModelSettings settings = ModelSettings.of(spec, samples);
    String answer = spec.choice("answer", "reply", LOGPROBS, EACH);
    if (answer.equals(LOGPROBS)) {
      requireLikelihoods(spec, settings, samples);
    }
    if (answer.equals(EACH) && spec.option("shots").isPresent()) {
      throw new InvalidInputException(
          "predictor %s: answer=each takes no shots".formatted(spec.name()));
    }
    if (!answer.equals("reply")
        && spec.option("prompt").filter(List.of(RANKING, NAME)::contains).isPresent()) {
      throw new InvalidInputException(
          "predictor %s: answer=%s asks in a form of its own, and prompt=%s asks for another: leave prompt= out, or name a file"
              .formatted(spec.name(), answer, spec.option("prompt").orElseThrow()));
    }
    PromptTemplate template =
        switch (answer) {
          case LOGPROBS -> Common.template(spec, NUMBER);
          case EACH -> Common.template(spec, EACH);
          default -> Common.template(spec, RANKING, NAME);
        };
    Chat chat = chats.apply(settings);
    FewShotExamples examples = examples(spec, environment);
    PromptMaker prompts =
        switch (answer) {
          case LOGPROBS ->
              new TextPrompts(template, new AnswerForm.Likelihoods(), examples, numbers);
          case EACH -> new EachPrompts(template, numbers);
          default -> new TextPrompts(template, new AnswerForm.Said(), examples, numbers);
        };
    Optional<ModelRequest.Schema> schema =
        switch (answer) {
          case LOGPROBS -> Optional.of(ModelRequest.Schema.LIKELIHOODS);
          case EACH -> Optional.empty();
          default -> settings.structured() ? Optional.of(schema(template)) : Optional.empty();
        };
    return new LanguageModelPredictor(
        chat, prompts, template, schema, samples, settings.concurrency(), settings.stopAfter());
  }

  private static void requireLikelihoods(PredictorSpec spec, ModelSettings settings, int samples) {
    if (settings.provider() != Provider.OPENAI && settings.provider() != Provider.OLLAMA) {
      throw new InvalidInputException(
          "predictor %s: answer=logprobs: %s gives no log probabilities; openai and ollama do, and with base-url= servers such as vLLM and llama.cpp"
              .formatted(spec.name(), settings.provider().id()));
    }
    if (samples > 1) {
      throw new InvalidInputException(
          "predictor %s: answer=logprobs: samples=%d: one reply says all, must be 1"
              .formatted(spec.name(), samples));
    }
  }

  private static ModelRequest.Schema schema(PromptTemplate template) {
    return template.asksForOne() ? ModelRequest.Schema.BEST : ModelRequest.Schema.RANKING;
  }

  private static FewShotExamples examples(PredictorSpec spec, PredictorEnvironment environment) {
    int shots = spec.whole("shots", 0, 0, 50);
    if (shots == 0) {
      return FewShotExamples.none();
    }
    if (environment.training().isEmpty() || environment.evaluated().isEmpty()) {
      throw new InvalidInputException(
          "predictor %s: shots=%d needs a dataset with a dev split that is not itself evaluated"
              .formatted(spec.name(), shots));
    }
    return FewShotExamples.of(
        shots, environment.training().get(), environment.evaluated().get(), environment.seed());
  }
}
