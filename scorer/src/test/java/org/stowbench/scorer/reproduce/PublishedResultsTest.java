package org.stowbench.scorer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;

class PublishedResultsTest {

  private static final String VALID =
      """
      id: mine
      title: My method
      source: here
      dataset: shic:eval
      predictions: mine.json
      protocol: paper
      expected:
        queries: 100
        metrics: {accuracy: 23.0 %}
      """;

  @TempDir private Path folder;

  private PublishedResult read(String yaml) throws IOException {
    return PublishedResults.read(Files.writeString(folder.resolve("mine.yaml"), yaml));
  }

  @Test
  void everyMethodOfThePaperIsDeclared() {
    assertThat(PublishedResults.shipped().stream().map(PublishedResult::id))
        .doesNotHaveDuplicates();
    assertThat(PublishedResults.shipped().stream().filter(r -> r.predictor().isEmpty()))
        .hasSize(13)
        .allSatisfy(result -> assertThat(result.source()).contains("2512.23739"));
  }

  @Test
  void figuresArePreciseToTheirPrintedDigits() throws IOException {
    PublishedFigure accuracy = read(VALID).expected().metrics().get("accuracy");

    assertThat(accuracy.value()).isEqualTo(0.23);
    assertThat(accuracy.agrees(0.2304)).isTrue();
    assertThat(accuracy.agrees(0.2306)).isFalse();
    assertThat(new PublishedFigure("8 %").agrees(0.0849)).isTrue();
    assertThat(new PublishedFigure("0.0816").agrees(0.0817)).isFalse();
  }

  @Test
  void whatIsUnknownMissingOrOfAnotherFormIsRefusedWithFileAndField() {
    refused(VALID + "treshold: 0.5\n", "mine.yaml: field treshold: unknown field; allowed: id,");
    refused(VALID.replace("queries: 100", "pairs: 100"), "field expected.pairs: unknown field");
    refused(VALID.replace("id: mine\n", ""), "field id: missing");
    refused(VALID.replace("23.0 %", "0.23"), "field expected.metrics.accuracy", "expected a text");
    refused(VALID.replace("23.0 %", "high"), "published figure 'high'");
    refused(VALID.replace("paper", "other"), "one of consistent, paper");
    refused(VALID.replace("predictions: mine.json\n", ""), "no predictions and no note");
    refused(VALID + "id: again\n", "not YAML");
    refused("id: [", "not YAML");
    refused("", "an object");
  }

  private void refused(String yaml, String... saying) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(saying);
  }
}
