package org.stowbench.predictors.learned.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.testing.TestKitchens;

class RulesTest {

  @TempDir Path folder;

  private Answer first(String spec, String item) throws InterruptedException {
    Query query =
        new Query(
            "q",
            TestKitchens.scene(
                "s",
                Region.box(0, 0, 100, 150),
                Region.box(0, 300, 100, 340),
                Region.box(0, 345, 100, 400)),
            item);
    HostEnvironment environment =
        new HostEnvironment(folder, 1, Optional.empty(), Optional.empty());
    return Predictors.installed()
        .create(spec, environment)
        .predict(query, PredictionContext.of(1, "q"))
        .ranking()
        .orElseThrow()
        .first();
  }

  @Test
  void spoonsGoIntoTheTopDrawerAndMugsAboveTheCounter() throws Exception {
    assertThat(first("rules", "Spoon")).isEqualTo(Answer.container(1));
    assertThat(first("rules", "Mug")).isEqualTo(Answer.container(0));
  }

  @Test
  void usersMayBringTheirOwn() throws Exception {
    Path file = folder.resolve("mine.csv");
    Files.writeString(file, "category,place,weight\ncutlery,not_here,99\n");

    assertThat(first("rules:file=" + file, "Spoon")).isEqualTo(Answer.NOT_HERE);
  }

  @Test
  void theLastRuleThatFitsWinsAndAStarFitsAll() throws Exception {
    Path file = folder.resolve("mine.csv");
    Files.writeString(
        file,
        """
        category,place,weight
        # comments are left out
        *,below_*_*,50
        cutlery,*_flat_*,0
        cutlery,above_*_*,7
        """);

    assertThat(first("rules:file=" + file, "Spoon")).isEqualTo(Answer.container(0));
    assertThat(first("rules:file=" + file, "Mug")).isIn(Answer.container(1), Answer.container(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cutlry,not_here,1|category",
        "cutlery,under_the_bed,1|place",
        "cutlery,not_here,many|weight",
        "cutlery,not_here|3 cells"
      })
  void badRulesAreNamedWithTheirPlace(String rule, String named) throws Exception {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, "category,place,weight\n" + rule + "\n");

    assertThatThrownBy(() -> first("rules:file=" + file, "Spoon"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("bad.csv: record 1")
        .hasMessageContaining(named);
  }
}
