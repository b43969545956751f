package org.stowbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InvalidInputException;

class LearningCurveTest {

  private static final String POINT =
      """
      {"share": %s, "scored": {"scorecards": [{"predictor": "%s", "metrics": {"hit@1": %s}}]}}
      """;

  @TempDir private Path folder;

  private LearningCurve read(String curve) throws IOException {
    Path file = folder.resolve("curve.json");
    Files.writeString(
        file, "{\"dataset\": \"sim:dev\", \"simulated\": true, \"learning_curve\": " + curve + "}");
    return LearningCurve.read(file);
  }

  private static String point(String share, String predictor, String hit) {
    return POINT.formatted(share, predictor, hit);
  }

  @Test
  void whatTrainPrintsIsRead() throws IOException {
    LearningCurve curve =
        read(
            "["
                + point("0.5", "logit", "{\"value\": 0.25, \"low\": 0.2, \"high\": 0.3}")
                + ","
                + point("1", "logit", "{\"value\": 0.375}")
                + "]");

    assertThat(curve.predictor()).isEqualTo("logit");
    assertThat(curve.dataset()).isEqualTo("sim:dev");
    assertThat(curve.simulated()).isTrue();
    assertThat(curve.points()).extracting(LearningCurve.Point::share).containsExactly(0.5, 1.0);
    assertThat(curve.points().get(0).hit().low()).hasValue(0.2);
    assertThat(curve.points().get(1).hit().value()).hasValue(0.375);
    assertThat(curve.points().get(1).hit().high()).isEmpty();
  }

  @Test
  void aFileWithoutALearningCurveIsRefusedWithHowToGetOne() throws IOException {
    Path file = Files.writeString(folder.resolve("none.json"), "{\"dataset\": \"sim:dev\"}");

    assertThatThrownBy(() -> LearningCurve.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("learning_curve")
        .hasMessageContaining("--report full");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]| learning curve without points: must have one or more",
        "{}| learning_curve: expected a list",
        "[{\"share\": 0}]| learning_curve[0].scored: missing",
        "[{\"share\": 1, \"scored\": {\"scorecards\": []}}]| scorecards: expected a list of 1",
      })
  void aCurveThatDoesNotFitIsRefusedByItsField(String curve, String message) {
    assertThatThrownBy(() -> read(curve))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("curve.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0", "1.5,1.5", "-1,-1.0"})
  void aShareIsAboveZeroAndAtMostAll(String share, String named) {
    assertThatThrownBy(() -> read("[" + point(share, "logit", "{\"value\": 0.5}") + "]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("curve.json")
        .hasMessageContaining("share " + named + ": must be above 0 and at most 1");
  }

  @Test
  void anIntervalWithOneEndIsRefusedInPlainWords() {
    assertThatThrownBy(
            () -> read("[" + point("1", "logit", "{\"value\": 0.5, \"low\": 0.4}") + "]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("hit@1: figure 0.5 in [0.4, nothing]: must have both ends or none");
  }

  @Test
  void thePageDrawsTheCurveAndItsHostileNameStaysText() throws IOException {
    LearningCurve curve = read("[" + point("1", "</script><b>", "{\"value\": 0.5}") + "]");
    ReportedRuns runs =
        ReportedRuns.read(
            List.of(SampleRuns.run(folder, "careful", SampleRuns::careful)),
            info -> SampleRuns.dataset(),
            label -> {});
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new HtmlReport(runs, List.of(curve), Photos.NONE, Conversations.NONE).writeTo(out);

    String page = out.toString(StandardCharsets.UTF_8);
    assertThat(page).doesNotContain("</script><b>");
    JsonNode learning = new ObjectMapper().readTree(SampleRuns.data(page)).get("learning").get(0);
    assertThat(learning.get("predictor").asText()).isEqualTo("</script><b>");
    assertThat(learning.get("points").get(0).get(0).asDouble()).isEqualTo(1);
  }
}
