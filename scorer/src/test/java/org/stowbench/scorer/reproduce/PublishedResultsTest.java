package org.stowbench.scorer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    assertThat(PublishedResults.shipped().stream().filter(r -> r.dataset().equals("shic:eval")))
        .filteredOn(result -> result.predictor().isEmpty())
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim",
        "'sim:'",
        "':eval'",
        "a:b:c",
        "Sim:eval",
        "'sim:ev al'",
        "\"sim:\\0\"",
        "[sim]",
        "~"
      })
  void aDatasetIsNamedWithItsSplit(String dataset) {
    refused(VALID.replace("shic:eval", dataset), "mine.yaml: field dataset");
  }

  @Test
  void metricsAndStatisticsThatThereAreNotAreRefused() {
    refused(VALID.replace("accuracy:", "hit@1:"), "expected.metrics.hit@1", "accuracy, mean_iou");
    refused(VALID + "  by_item: {Whisk: {luck: 8 %}}\n", "expected.by_item.Whisk.luck");
    refused(VALID + "  against: {gpt-4o: {f: \"1\"}}\n", "against.gpt-4o.f", "t, p, g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predictions: \"a\\0b\"",
        "predictions: {}",
        "expected: [1]",
        "expected: {queries: 1e999999999, correct: 1}",
        "expected: {queries: .inf, correct: 1}",
        "expected: {queries: 1, correct: 1, by_item: 5}",
        "expected: {queries: 1, correct: 1, by_item: {Whisk: ~}}",
        "expected: {queries: 1, metrics: {accuracy: \"\"}}",
        "threshold: .nan",
        "threshold: 2",
        "person: 1",
        "title: !!java.net.URL [x]",
        "? [a, b]\n: c",
        "title: \u0007",
        "--- {}",
      })
  void hostileYamlIsRefusedWithTheFile(String lines) throws IOException {
    String field = lines.contains(":") ? lines.substring(0, lines.indexOf(':')) : lines;
    String others =
        VALID
            .lines()
            .filter(line -> !line.startsWith(field + ":"))
            .filter(line -> !field.equals("expected") || !line.startsWith("  "))
            .collect(Collectors.joining("\n"));
    refused(others + "\n" + lines + "\n", "mine.yaml");
  }

  @Test
  void deepYamlIsRefused() {
    refused("id: " + "[".repeat(10_000), "mine.yaml");
    refused("a: ".repeat(1_000), "mine.yaml");
  }

  private void refused(String yaml, String... saying) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(saying);
  }
}
