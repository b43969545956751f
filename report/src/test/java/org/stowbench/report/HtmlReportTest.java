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
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.run.RunFolder;
import org.stowbench.testing.TestKitchens;

class HtmlReportTest {

  @TempDir static Path folder;

  private static List<RunFolder> runs;

  @BeforeAll
  static void makeRuns() throws IOException {
    runs = SampleRuns.make(folder);
  }

  private static ReportedRuns read(List<RunFolder> folders) throws IOException {
    return ReportedRuns.read(folders, info -> SampleRuns.dataset(), label -> {});
  }

  private static String html(List<RunFolder> folders) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlReport(read(folders), List.of(), Photos.NONE).writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode data(String html) throws IOException {
    Matcher block =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(html);
    assertThat(block.find()).isTrue();
    return new ObjectMapper().readTree(block.group(1));
  }

  @Test
  void theSameRunsGiveTheSameBytes() throws IOException {
    assertThat(html(runs)).isEqualTo(html(runs));
  }

  @Test
  void nothingHostileStandsInThePageAsMarkup() throws IOException {
    String html = html(runs);

    assertThat(html).doesNotContain("<img src=x", "<script>window.hacked", "test:<kitchens>");
    assertThat(html).contains("\\u003cimg src=x").contains("default-src 'none'");
    assertThat(html).doesNotContain("unsafe-inline", "unsafe-eval");
  }

  @Test
  void predictionsAreScoredAnewAndTheBestStandsFirst() throws IOException {
    Files.writeString(runs.get(0).scorecardFile(), "{\"a\": \"stored scorecard is not read\"}");

    JsonNode predictors = data(html(runs)).get("predictors");

    // careful: all odd ones but that of home 0, and the whisks of homes 0 and 4.
    assertThat(predictors.get(0).get("label").asText()).isEqualTo("careful");
    assertThat(predictors.get(0).get("metrics").get("hit@1").get(0).asDouble()).isEqualTo(9.0 / 16);
    assertThat(predictors.get(0).get("cost").asDouble()).isEqualTo(2.0);
    assertThat(predictors.get(0).get("calibration")).hasToString("[[0.6,0.5625,16]]");
    assertThat(predictors.get(0).get("hits").get(2).asDouble()).isEqualTo(12.0 / 16);
  }

  @Test
  void aRunWithoutAnOrderIsKnownAtOneThreeAndFive() throws IOException {
    JsonNode guess = predictor(data(html(runs)), "guess");

    assertThat(guess.get("hits").get(0).isNumber()).isTrue();
    assertThat(guess.get("hits").get(1).isNull()).isTrue();
    assertThat(guess.get("calibration")).isEmpty();
  }

  private static JsonNode predictor(JsonNode data, String label) {
    for (JsonNode predictor : data.get("predictors")) {
      if (predictor.get("label").asText().equals(label)) {
        return predictor;
      }
    }
    throw new AssertionError("no predictor " + label);
  }

  @Test
  void everyPairIsComparedInWords() throws IOException {
    JsonNode pairs = data(html(runs)).get("comparison");

    assertThat(pairs).hasSize(6);
    assertThat(pairs.get(0).get(7).asText()).contains("careful");
  }

  @Test
  void aSingleRunIsAReportTooWithoutComparison() throws IOException {
    assertThat(data(html(runs.subList(0, 1))).get("comparison")).isEmpty();
  }

  @Test
  void twoRunsOfOnePredictorAreToldApartByTheirFolders() throws IOException {
    RunFolder again = SampleRuns.run(folder, "careful", SampleRuns::careful);

    assertThat(read(List.of(runs.get(0), again)).runs())
        .extracting(ReportedRun::label)
        .containsExactly(
            "careful (careful-test-kitchens-001)", "careful (careful-test-kitchens-002)");
  }

  @Test
  void runsWithDifferentLimitsMeetOnTheQueriesOfAll() throws IOException {
    RunFolder first =
        SampleRuns.run(
            folder, "first", SampleRuns::careful, SampleRuns.dataset(), OptionalLong.of(6));

    ReportedRuns read = read(List.of(runs.get(1), first));

    assertThat(read.index().queries()).hasSize(6);
    assertThat(read.runs())
        .allSatisfy(run -> assertThat(run.scored().scorecard().answered()).isEqualTo(6));
  }

  @Test
  void runsOverAnotherSplitAreRefused() throws IOException {
    Dataset other = TestKitchens.dataset("test:other", SampleRuns.dataset().queries().toList());
    RunFolder stranger =
        SampleRuns.run(folder, "stranger", SampleRuns::careful, other, OptionalLong.empty());

    assertThatThrownBy(() -> read(List.of(runs.get(0), stranger)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining("test:other")
        .hasMessageContaining("one split");
  }

  @Test
  void theTableForAPaperEscapesWhatLatexWouldRun() throws IOException {
    assertThat(LatexTable.leaderboard(read(runs)))
        .contains("\\toprule", "\\bottomrule", "test:\\textless{}kitchens\\textgreater{}")
        .contains("careful & 0.563 & {[");
    assertThat(LatexTable.escape("\\input{x} 5% of $a_b & ~^#"))
        .isEqualTo(
            "\\textbackslash{}input\\{x\\} 5\\% of \\$a\\_b \\& \\textasciitilde{}\\textasciicircum{}\\#");
  }

  @Test
  void aLearningCurveIsReadFromWhatTrainPrints() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("curve.json"),
            """
            {"dataset": "sim:dev", "simulated": true, "learning_curve": [
              {"share": 0.5, "scored": {"scorecards": [{"predictor": "logit",
                "metrics": {"hit@1": {"value": 0.25, "low": 0.2, "high": 0.3}}}]}}]}
            """);

    LearningCurve curve = LearningCurve.read(file);

    assertThat(curve.predictor()).isEqualTo("logit");
    assertThat(curve.simulated()).isTrue();
    assertThat(curve.points().get(0).hit().value()).hasValue(0.25);
  }

  @Test
  void aFileWithoutALearningCurveIsRefusedWithHowToGetOne() throws IOException {
    Path file = Files.writeString(folder.resolve("none.json"), "{\"dataset\": \"sim:dev\"}");

    assertThatThrownBy(() -> LearningCurve.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("learning_curve")
        .hasMessageContaining("--report full");
  }
}
