package org.stowbench.scorer.crossvalidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.FeatureImportance;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorEnvironment;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.TrainedModel;
import org.stowbench.predictor.Training;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.testing.TestKitchens;

class CrossValidationTest {

  /** Answers what it last saw for an item, and "not here" for an item that it never saw. */
  private static final class Parrot implements TrainableProvider {

    private final List<Set<String>> householdsLearned = new ArrayList<>();

    @Override
    public String name() {
      return "parrot";
    }

    @Override
    public String summary() {
      return "says what it heard";
    }

    @Override
    public Predictor create(PredictorSpec spec, PredictorEnvironment environment) {
      throw new UnsupportedOperationException("tests train it");
    }

    @Override
    public TrainedModel train(PredictorSpec spec, Training training) {
      Map<String, Answer> heard = new LinkedHashMap<>();
      Set<String> households = new HashSet<>();
      try (Stream<LabeledQuery> queries = training.dataset().queries()) {
        queries.forEach(
            query -> {
              heard.put(query.query().item(), query.truth().first());
              households.add(query.household().id());
            });
      }
      householdsLearned.add(households);
      return new TrainedModel() {
        @Override
        public Predictor predictor() {
          return (query, context) ->
              Prediction.of(query, Ranking.of(heard.getOrDefault(query.item(), Answer.NOT_HERE)));
        }

        @Override
        public List<FeatureImportance> importance() {
          return List.of();
        }

        @Override
        public void save(Path file, Map<String, Double> figures) {
          throw new UnsupportedOperationException("never saved");
        }
      };
    }
  }

  private static Dataset kitchens(int households) {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < households; i++) {
      String item = i % 2 == 0 ? "Spoon" : "Mug";
      queries.add(
          TestKitchens.query(
              "q" + i, TestKitchens.row("s" + i, 3), item, "home" + i, Answer.container(i % 2)));
    }
    return TestKitchens.dataset("test:dev", queries);
  }

  private final Parrot parrot = new Parrot();

  private CrossValidation validation(int households) {
    return CrossValidation.of(
        kitchens(households), parrot, PredictorSpec.parse("parrot", List.of(), false), 3);
  }

  private static double hit(ScoredRun run) {
    return run.scorecard().metrics().get("hit@1").value().orElseThrow();
  }

  @Test
  void asksEveryQueryOnceOfAModelThatDoesNotKnowItsHousehold() throws Exception {
    ScoredRun run = validation(20).folds(5, Training.Progress.SILENT);

    assertThat(run.scorecard().answered()).isEqualTo(20);
    assertThat(hit(run)).isEqualTo(1);
    assertThat(run.scorecard().seen().mark()).contains("cross-validated, 5 folds");
    assertThat(parrot.householdsLearned).hasSize(5).allSatisfy(h -> assertThat(h).hasSize(16));
    Set<String> everLeftOut = new HashSet<>();
    for (Set<String> learned : parrot.householdsLearned) {
      for (int i = 0; i < 20; i++) {
        if (!learned.contains("home" + i)) {
          assertThat(everLeftOut.add("home" + i)).isTrue();
        }
      }
    }
    assertThat(everLeftOut).hasSize(20);
  }

  @Test
  void knowsNoQueriesButThoseOfItsFolds() throws Exception {
    LabeledQuery other =
        TestKitchens.query("other", TestKitchens.row("s", 3), "Mug", "home", Answer.NOT_HERE);
    try (Predictor predictor = validation(4).inFolds(2, Training.Progress.SILENT)) {
      assertThat(predictor.predict(other.query(), PredictionContext.of(1, "other")).error())
          .contains("no query of the split that was learned from in folds");
    }
  }

  @Test
  void anItemThatIsLeftOutIsNotKnown() throws Exception {
    ScoredRun run = validation(20).leaveOneItemOut(Training.Progress.SILENT);

    assertThat(hit(run)).isZero();
    assertThat(run.scorecard().byItem()).containsOnlyKeys("Mug", "Spoon");
    assertThat(parrot.householdsLearned).hasSize(2).allSatisfy(h -> assertThat(h).hasSize(10));
  }

  @Test
  void theLearningCurveAsksTheSameHouseholdsAfterEachShare() throws Exception {
    Map<Double, ScoredRun> curve =
        validation(20).learningCurve(List.of(0.25, 1.0), Training.Progress.SILENT);

    assertThat(curve.keySet()).containsExactly(0.25, 1.0);
    assertThat(curve.values()).allSatisfy(run -> assertThat(run.queries()).hasSize(4));
    assertThat(parrot.householdsLearned.get(0)).hasSize(4);
    assertThat(parrot.householdsLearned.get(1))
        .hasSize(16)
        .containsAll(parrot.householdsLearned.get(0));
  }

  @Test
  void refusesMoreFoldsThanHouseholds() {
    assertThatThrownBy(() -> validation(3).folds(4, Training.Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 folds of 3 households");
  }
}
