package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

class ScoredOutputTest {

  private static QueryIndex index() {
    Scene first = TestKitchens.row("first", 3);
    Scene second = TestKitchens.row("second", 4);
    return QueryIndex.of(
        TestKitchens.dataset(
            "test:small",
            List.of(
                TestKitchens.query("q1", first, "Whisk", "home-1", Answer.container(0)),
                TestKitchens.query("q2", first, "=1+1", "home-1", Answer.NOT_HERE),
                TestKitchens.query("q3", second, "Whisk", "home-2", Answer.container(3)))));
  }

  private static ScoredRun run(Protocol protocol) {
    RunScorer scorer = Scoring.of(index(), protocol).begin();
    scorer.add(
        Prediction.of(
            "q3", Ranking.of(Answer.region(Region.of(1.5, 2, 3, 4, 5, 2)), Answer.container(3))));
    scorer.add(Prediction.of("q1", Ranking.of(Answer.container(0))));
    return scorer.finish("by hand");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = ScoredOutputTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theJsonIsWhatOthersScriptAgainst() throws IOException {
    assertThat(Json.pretty(ScorecardJson.write(List.of(run(Protocol.CONSISTENT).scorecard()))))
        .isEqualTo(golden("scorecard.json"));
    assertThat(Json.pretty(ScorecardJson.write(List.of(run(Protocol.PAPER).scorecard()))))
        .isEqualTo(golden("scorecard-paper.json"));
  }

  @Test
  void scorecardsOfDifferentProtocolsDoNotGoIntoOneJson() {
    assertThatThrownBy(
            () ->
                ScorecardJson.write(
                    List.of(run(Protocol.CONSISTENT).scorecard(), run(Protocol.PAPER).scorecard())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one split and protocol");
  }

  @Test
  void whatIsScoredAtOnceStandsInItsOrderAndOfSeveralFailuresTheFirstIsTold() throws IOException {
    Scoring scoring = Scoring.of(index(), Protocol.CONSISTENT);
    assertThat(scoring.each(List.of(3, 1, 2), number -> number * 10)).containsExactly(30, 10, 20);
    assertThatThrownBy(
            () ->
                scoring.each(
                    List.of("a", "b", "c"),
                    name -> {
                      if (!name.equals("a")) {
                        throw new InvalidInputException(name + " is damaged");
                      }
                      return name;
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("b is damaged");
  }

  @Test
  void theTableHasARowForEveryQueryAndNoFormulaInIt() throws IOException {
    StringWriter csv = new StringWriter();
    PerQueryCsv.write(List.of(run(Protocol.CONSISTENT)), csv);

    assertThat(csv)
        .hasToString(
            """
            query,scene,item,household,truth,answer,iou,correct,rank,openings,miss
            q1,first,Whisk,home-1,0,0,1,1,1,1,
            q2,first,'=1+1,home-1,not_here,,0,0,,3,no_answer
            q3,second,Whisk,home-2,3,"[[1.5,2],[3,4],[5,2]]",0,0,2,1,elsewhere
            """);
  }

  @Test
  void underThePaperProtocolTheTableHasNoRanks() throws IOException {
    StringWriter csv = new StringWriter();
    PerQueryCsv.write(List.of(run(Protocol.PAPER)), csv);

    assertThat(csv.toString()).contains("q1,first,Whisk,home-1,0,0,1,1,,,\n");
    assertThat(csv.toString()).contains("q2,first,'=1+1,home-1,not_here,,1,1,,,\n");
  }

  @Test
  void intervalsDoNotDependOnTheNumberOfThreads() throws Exception {
    List<LabeledQuery> queries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      queries.add(
          TestKitchens.query(
              "q" + i,
              TestKitchens.row("s" + i, 2 + i % 5),
              "Item " + i % 3,
              "home-" + i / 3,
              Answer.container(i % 2)));
    }
    QueryIndex index = QueryIndex.of(TestKitchens.dataset("test:sixty", queries));
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool four = new ForkJoinPool(4);
    try {
      Scorecard alone = one.submit(() -> scoreAllInFirst(index)).get();
      Scorecard together = four.submit(() -> scoreAllInFirst(index)).get();

      assertThat(alone).isEqualTo(together).isEqualTo(scoreAllInFirst(index));
      assertThat(alone.metrics().get("hit@1").low().orElseThrow()).isLessThan(0.5);
      assertThat(alone.metrics().get("hit@1").high().orElseThrow()).isGreaterThan(0.5);
    } finally {
      one.shutdown();
      four.shutdown();
    }
  }

  private static Scorecard scoreAllInFirst(QueryIndex index) {
    return Scoring.of(index, Protocol.CONSISTENT)
        .score(
            "first",
            index.queries().stream()
                .map(
                    q ->
                        Prediction.of(
                            q.query(), Ranking.of(Answer.container(q.query().id().length() % 2)))))
        .scorecard();
  }

  @Test
  void whatOneQueryAddsToAMetricCanBeSummedOverAnyGroup() {
    ScoredRun run = run(Protocol.CONSISTENT);

    assertThat(run.perQuery().numerators(Metrics.HIT_1)).containsExactly(1, 0, 0);
    assertThat(run.perQuery().denominators(Metrics.HIT_1)).containsExactly(1, 1, 1);
    assertThat(run.perQuery().numerators(Metrics.NOT_HERE_F1)).containsExactly(0, 0, 0);
    assertThat(run.perQuery().denominators(Metrics.NOT_HERE_F1)).containsExactly(0, 1, 0);
    assertThatThrownBy(() -> run.perQuery().numerators(Metrics.FOUND))
        .hasMessageContaining("no metric found: there are hit@1");
  }
}
