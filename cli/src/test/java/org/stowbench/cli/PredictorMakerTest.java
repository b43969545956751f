package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.plugin.Predictors;

class PredictorMakerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ranker|learns on first use, and keeps its model",
        "ensemble:rules + prior|learns on first use, and keeps its model",
        "ranker:model=some.zip|starts",
        "noam:model=ollama/x|starts",
        "ensemble:rules + noam:model=ollama/x|starts",
        "largest|starts"
      })
  void onlyOfThoseThatLearnItIsSaidThatTheyDo(String text, String does) {
    Predictors predictors = Predictors.installed();

    assertThat(PredictorMaker.beginning(predictors, predictors.spec(text)))
        .isEqualTo(text + " " + does);
  }
}
