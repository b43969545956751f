package org.stowbench.scorer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;
import org.w3c.dom.Element;

class GateTest {

  private static final int QUERIES = 10;

  private final Scoring scoring =
      Scoring.of(QueryIndex.of(TestKitchens.dataset("small:eval", queries())), Protocol.CONSISTENT);

  private static List<LabeledQuery> queries() {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(
          TestKitchens.query(
              "q" + i, TestKitchens.row("row" + i, 4), "whisk", "h" + i, Answer.container(0)));
    }
    return queries;
  }

  /** Whose first {@code right} answers are right, and the others wrong. */
  private ScoredRun run(String name, int right, int answered) {
    Stream<Prediction> predictions =
        IntStream.range(0, answered)
            .mapToObj(i -> Prediction.of("q" + i, Ranking.of(Answer.container(i < right ? 0 : 3))));
    return scoring.score(name, predictions);
  }

  private static Gate requiring(String... rules) {
    return new Gate(Stream.of(rules).map(Requirement::parse).toList(), List.of(), List.of(), 0);
  }

  private static Gate allowing(String... regressions) {
    return new Gate(
        List.of(), Stream.of(regressions).map(Regression::parse).toList(), List.of(), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "hit@1>=0.30, true",
    "hit@1 >= 0.31, false",
    "hit@1>0.30, false",
    "hit@1<=0.3, true",
    "hit@1<0.3, false",
    "hit@1=0.3, true",
    "openings<5, true",
    "log_loss<9, false"
  })
  void aRuleIsHeldAgainstTheFigureExactly(String rule, boolean holds) {
    assertThat(requiring(rule).check(run("a", 3, QUERIES)).holds()).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hit@2>=0.3 | metric \"hit@2\": must be one of hit@1, household_hit@1, place_precision",
        "hit@1=>0.3 | \"=>\" behind the metric: must be one of >=, >, <=, <, =",
        "hit@1 0.3  | \"\" behind the metric",
        "hit@1>=30% | \"30%\": must be a number",
        "hit@1>=NaN | \"NaN\": must be a number",
        "hit@1>=0x1 | \"0x1\": must be a number",
        ">=0.3      | metric \"\": must be one of"
      })
  void aRuleThatIsNoneNamesThePartThatDoesNotFit(String rule, String message) {
    assertThatThrownBy(() -> Requirement.parse(rule))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"hit@1, must be METRIC:AMOUNT", "hit@1:-0.1, must be 0 or more", "x:1, metric \"x\""})
  void soDoesARegression(String text, String message) {
    assertThatThrownBy(() -> Regression.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRegressionIsAFallOrForCostsARise() {
    ScoredRun before = run("ranker", 6, QUERIES);
    ScoredRun after = run("ranker", 5, QUERIES);

    assertThat(allowing("hit@1:0.1").check(after, before).holds()).isTrue();
    assertThat(allowing("hit@1:0.09").check(after, before).holds()).isFalse();
    assertThat(allowing("openings:0").check(after, before).holds()).isFalse();
    assertThat(allowing("openings:0").check(before, after).holds()).isTrue();
  }

  private static boolean proves(String gain, ScoredRun run, ScoredRun baseline) {
    return new Gate(List.of(), List.of(), List.of(Gain.parse(gain)), QUERIES)
        .check(run, baseline)
        .holds();
  }

  @Test
  void aGainIsProvedByTheWholeIntervalOfThePairedDifference() {
    ScoredRun before = run("ranker", 2, QUERIES);
    ScoredRun little = run("ranker", 3, QUERIES);
    ScoredRun much = run("ranker", 9, QUERIES);

    assertThat(proves("hit@1>0", little, before)).isFalse();
    assertThat(proves("hit@1>0", much, before)).isTrue();
    assertThat(proves("hit@1>=0.69", much, before)).isFalse();
    assertThat(proves("hit@1>0", before, much)).isFalse();
    assertThat(proves("openings>0", much, before)).isTrue();
    assertThat(proves("openings>0", before, much)).isFalse();
    assertThat(
            new Gate(List.of(), List.of(), List.of(Gain.parse("hit@1>0")), 0).check(much).holds())
        .isFalse();
  }

  @Test
  void whatTheRunDidNotAnswerCountsAgainstItsGain() {
    // Right in all 2 that it answers; the baseline in 8 of 10.
    assertThat(proves("hit@1>0", run("a", 2, 2), run("b", 8, QUERIES))).isFalse();
  }

  @Test
  void threeOfThreeAgainstNoneProveNothing() {
    // Only three households differ: of the 8 swaps, 2 are as extreme.
    assertThat(proves("hit@1>0", run("a", 3, QUERIES), run("b", 0, QUERIES))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"hit@1<0, must be METRIC>AMOUNT", "hit@1>-1, must be 0 or more", "x>0, metric \"x\""})
  void aGainThatIsNoneNamesThePartThatDoesNotFit(String text, String message) {
    assertThatThrownBy(() -> Gain.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theDifferenceIsShownWithItsInterval() {
    GateReport report = allowing("hit@1:0.2").check(run("a", 5, 10), run("a", 6, 10));

    assertThat(report.checks().get(1).reason())
        .contains(
            "hit@1 is 0.5000", "baseline hit@1 is 0.6000", "worse by 0.1000, difference in [");
  }

  @Test
  void failedPredictionsFailTheGateUnlessAllowed() {
    ScoredRun run = run("a", 8, 8);

    assertThat(requiring("hit@1>=0.8").check(run).holds()).isFalse();
    assertThat(new Gate(List.of(), List.of(), List.of(), 2).check(run).holds()).isTrue();
  }

  @Test
  void theJUnitReportIsXmlWhateverTheNames() throws Exception {
    GateReport report = requiring("hit@1>=0.9").check(run("a<b>&\"\u0001", 3, QUERIES));

    String xml = JUnitXml.write(report);

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element test = (Element) suite.getElementsByTagName("testcase").item(1);
    assertThat(test.getAttribute("classname")).isEqualTo("small:eval a<b>&\"\\u0001");
    assertThat(test.getElementsByTagName("failure").item(0).getAttributes().getNamedItem("message"))
        .asString()
        .contains("hit@1 is 0.3000");
  }

  @Test
  void theSummaryShowsNamesAsTheyAre() {
    GateReport report = requiring("hit@1>=0.9").check(run("a|b<i>[x](y)", 3, QUERIES));

    assertThat(StepSummary.write(report))
        .startsWith("### Gate does not hold: a\\|b&lt;i>[x]\\(y)")
        .contains("| **fails** |");
  }
}
