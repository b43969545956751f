package org.stowbench.scorer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.testing.TestKitchens;

class ReproducerTest {

  private static final String YAML =
      """
      id: mine
      title: My method
      source: here
      dataset: test:two
      predictions: mine.json
      protocol: paper
      expected:
        queries: 2
        correct: %d
        metrics: {accuracy: %s, mean_iou: "0.5"}
        by_item: {Pot: {accuracy: 0 %%}}
      per_pair: pairs.csv
      """;

  private static final String PAIRS =
      """
      image_path,item,user_id,iou,accuracy
      a.jpg,Whisk,mine,1.0,1
      b.jpg,Pot,mine,%s,0
      """;

  private final QueryIndex index =
      QueryIndex.of(
          TestKitchens.dataset(
              "test:two",
              List.of(
                  TestKitchens.query(
                      "q1", TestKitchens.row("a.jpg", 2), "Whisk", "h1", Answer.container(0)),
                  TestKitchens.query(
                      "q2", TestKitchens.row("b.jpg", 2), "Pot", "h2", Answer.container(1)))));

  @TempDir private Path folder;

  private Reproduction check(String yaml) throws IOException {
    PublishedResult result =
        PublishedResults.read(Files.writeString(folder.resolve("mine.yaml"), yaml));
    return new Reproducer(List.of(folder.resolve("elsewhere"), folder), index, spec -> Stream.of())
        .check(result);
  }

  private void predictions() throws IOException {
    Files.writeString(
        folder.resolve("mine.json"),
        """
        [{"image_path": "a.jpg", "chosen_item": "Whisk",
          "chosen_polygon": "[[0,0],[100,0],[100,50],[0,50]]"},
         {"image_path": "b.jpg", "chosen_item": "Pot", "chosen_polygon": "[]"}]
        """);
  }

  @Test
  void aResultHoldsWhenItsFiguresAndAllItsPairsDo() throws IOException {
    predictions();
    Files.writeString(folder.resolve("pairs.csv"), PAIRS.formatted("0.0"));

    Reproduction reproduction = check(YAML.formatted(1, "50 %"));

    assertThat(reproduction.status()).isEqualTo(Reproduction.Status.HOLDS);
    assertThat(reproduction.pairs()).isEqualTo(2);
    assertThat(reproduction.correct()).isEqualTo(1);
  }

  @Test
  void whatDiffersIsSaidFigureByFigureAndPairByPair() throws IOException {
    predictions();
    Files.writeString(folder.resolve("pairs.csv"), PAIRS.formatted("0.00000001"));

    Reproduction reproduction = check(YAML.formatted(2, "52 %"));

    assertThat(reproduction.status()).isEqualTo(Reproduction.Status.DIFFERS);
    assertThat(reproduction.differences())
        .containsExactly(
            "correct: published 2, here 1.0",
            "accuracy: published 52 %, here 0.5000",
            "Pot in b.jpg: published IoU 1.0E-8, accuracy 0.0, here 0.0, 0.0");
  }

  @Test
  void aPredictorIsAskedAgain() throws IOException {
    String yaml =
        """
        id: own
        title: Our predictor
        source: here
        dataset: test:two
        predictor: first
        protocol: consistent
        expected: {queries: 2, metrics: {hit@1: 50 %}}
        """;
    Reproducer reproducer =
        new Reproducer(
            List.of(),
            index,
            spec ->
                index.queries().stream()
                    .map(q -> Prediction.of(q.query(), Ranking.of(Answer.container(0)))));

    Reproduction reproduction =
        reproducer.check(
            PublishedResults.read(Files.writeString(folder.resolve("own.yaml"), yaml)));

    assertThat(reproduction.differences()).isEmpty();
    assertThat(reproduction.status()).isEqualTo(Reproduction.Status.HOLDS);
    assertThat(reproduction.correct()).isEqualTo(1);
  }

  @Test
  void withoutPredictionsNothingIsSaidToHold() throws IOException {
    assertThat(check(YAML.formatted(1, "50 %")).status())
        .isEqualTo(Reproduction.Status.NO_PREDICTIONS);
  }

  @Test
  void damagedPairsAreReportedWithFileRecordAndField() throws IOException {
    predictions();
    Files.writeString(folder.resolve("pairs.csv"), PAIRS.formatted("none"));

    assertThatThrownBy(() -> check(YAML.formatted(1, "50 %")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("pairs.csv: record 2, field iou", "found none");
  }
}
