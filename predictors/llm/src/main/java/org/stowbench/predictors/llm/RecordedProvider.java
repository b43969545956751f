package org.stowbench.predictors.llm;

import java.util.List;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorKind;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.recorded.RecordedAnswers;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.predictors.llm.vision.ScenePictures;
import org.stowbench.query.Dataset;

/**
 * Plays back what a model once answered, through the code that reads live models, with no network:
 * {@code recorded:FILE}. FILE is a CSV of raw answers, whose container numbers are those of the
 * source's own prompts; or the journal of a run of {@code noam} or {@code vision}, which is then
 * that run's predictor with its model replaced.
 */
public final class RecordedProvider implements PredictorProvider {

  /** For {@link java.util.ServiceLoader}. */
  public RecordedProvider() {}

  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.LANGUAGE_MODEL);
  }

  @Override
  public String summary() {
    return "plays back a model's raw answers: a CSV of them, or a run's journal.jsonl";
  }

  @Override
  public Optional<String> argument() {
    return Optional.of("FILE");
  }

  /** The predictor whose journal the file is: its prompt shapes how answers are read. */
  @Override
  public List<String> parts(PredictorSpec spec) {
    return RecordedAnswers.spec(spec.argumentFile())
        .filter(text -> known().stream().anyMatch(p -> p.name().equals(PredictorSpec.nameIn(text))))
        .stream()
        .toList();
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    Dataset dataset =
        environment
            .evaluated()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "predictor recorded plays back answers to a dataset: give one"));
    RecordedAnswers answers = RecordedAnswers.read(spec.argumentFile(), QueryIndex.of(dataset));
    if (answers.spec().isPresent()) {
      return likeTheRun(answers, answers.spec().get(), environment);
    }
    PromptTemplate template = PromptTemplate.shipped(NoamProvider.NAME);
    return new LanguageModelPredictor(
        answers,
        new TextPrompts(
            template, new AnswerForm.Said(), FewShotExamples.none(), Numbering::ofSource),
        template,
        Optional.empty(),
        1,
        1,
        0);
  }

  private static List<PredictorProvider> known() {
    return List.of(new NoamProvider(), new VisionProvider());
  }

  private static Predictor likeTheRun(
      RecordedAnswers answers, String text, PredictorEnvironment environment) {
    PredictorProvider provider =
        known().stream()
            .filter(p -> p.name().equals(PredictorSpec.nameIn(text)))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "predictor recorded: that is the journal of %s: must be one of noam or vision"
                            .formatted(InvalidInputException.excerpt(text))));
    PredictorSpec spec = PredictorSpec.parse(text, provider.options(), false);
    // What the model saw is past; a photo that is gone by now must not keep its answer from being
    // read.
    return provider instanceof VisionProvider
        ? VisionProvider.create(spec, environment, settings -> answers, ScenePictures.Source.AUTO)
        : NoamProvider.create(spec, environment, settings -> answers, Numbering::ours);
  }
}
