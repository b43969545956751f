package org.stowbench.predictors.learned.rules;

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
import org.stowbench.predictors.learned.items.ItemLexicon;
import org.stowbench.predictors.learned.prior.PlaceKind;

/** The predictor {@code rules}. */
public final class RulesProvider implements PredictorProvider {

  private static final PredictorOption FILE =
      new PredictorOption(
          "file",
          "rules of your own, as CSV",
          "those that come with Stowbench",
          PredictorOption.Kind.FILE);

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public Optional<PredictorKind> kind() {
    return Optional.of(PredictorKind.BASELINE);
  }

  @Override
  public String summary() {
    return "readable rules: which category of items goes into which kind of place; no training";
  }

  @Override
  public List<PredictorOption> options() {
    return List.of(FILE, AnswerOrder.USUAL.option());
  }

  @Override
  public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
    ItemLexicon lexicon = ItemLexicon.bundled();
    Rulebook rules =
        spec.file(FILE.name())
            .map(file -> Rulebook.read(file, lexicon))
            .orElseGet(() -> Rulebook.bundled(lexicon));
    SceneFeatures features = SceneFeatures.of(Set.of());
    return new ChoicePredictor(
        new RulesModel(new PlaceKind(features), lexicon, rules),
        features,
        AnswerOrder.USUAL.orAsIn(spec),
        // A user's own rules may have been written after looking at homes, or be made from them.
        spec.file(FILE.name()).isPresent() ? LearnedFrom.NOT_DECLARED : LearnedFrom.NOTHING);
  }
}
