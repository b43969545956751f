package org.stowbench.predictors.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.shic.ShicImporter;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.TrainableProvider;
import org.stowbench.predictor.Training;
import org.stowbench.query.Dataset;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.crossvalidation.CrossValidation;
import org.stowbench.testing.OfficialData;

/** What docs/experiments.md promises of shic:dev, five folds by photo. */
@Tag("slow")
@Tag("official")
class OfficialFiguresTest {

  @TempDir Path home;

  private Map<String, Figure> crossValidated(String name) throws Exception {
    Path official = OfficialData.require();
    new ShicImporter(official).importTo(home.resolve("datasets").resolve(ShicImporter.ID));
    Dataset dev = new Catalogue(home).open("shic:dev");
    TrainableProvider provider = (TrainableProvider) Predictors.installed().provider(name);
    PredictorSpec spec = PredictorSpec.parse(name, provider.options(), false);
    return CrossValidation.of(dev, provider, spec, 1)
        .folds(5, Training.Progress.SILENT)
        .scorecard()
        .metrics();
  }

  private static double value(Map<String, Figure> metrics, String name) {
    return metrics.get(name).value().orElseThrow();
  }

  @Test
  void theRankerFindsAThirdAtOnceAndTwoThirdsInThreeTries() throws Exception {
    Map<String, Figure> metrics = crossValidated("ranker");

    assertThat(value(metrics, "hit@1")).isGreaterThanOrEqualTo(0.34);
    assertThat(value(metrics, "hit@3")).isGreaterThanOrEqualTo(0.69);
    assertThat(value(metrics, "ece")).isLessThanOrEqualTo(0.05);
  }

  @Test
  void theLogitDoesNearlyAsWell() throws Exception {
    Map<String, Figure> metrics = crossValidated("logit");

    assertThat(value(metrics, "hit@1")).isGreaterThanOrEqualTo(0.32);
    assertThat(value(metrics, "hit@3")).isGreaterThanOrEqualTo(0.66);
    assertThat(value(metrics, "ece")).isLessThanOrEqualTo(0.05);
  }
}
