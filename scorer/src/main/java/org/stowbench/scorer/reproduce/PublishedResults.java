package org.stowbench.scorer.reproduce;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.YamlInput;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Published results as YAML:
 *
 * <pre>{@code
 * id: gpt-4o
 * title: GPT-4o
 * source: arXiv 2512.23739
 * dataset: shic:eval
 * predictions: models/gpt-4o/answers.json   # left out where there are none that can be scored
 * predictor: logit                          # instead of predictions: asked again, with seed 1
 * person: "1"                               # of a file with several people
 * protocol: paper
 * threshold: 0.5                            # left out for the protocol's own
 * over: answered                            # left out for all queries
 * expected:
 *   queries: 100
 *   correct: 8                              # left out where only rounded figures are published
 *   metrics: {accuracy: 8.0 %, mean_iou: "0.0816"}   # as printed: the digits are the precision
 *   by_item: {Whisk: {accuracy: 10 %}}
 *   against: {gpt-4o: {t: "2.98", p: "0.0037", g: "0.416"}}   # a shipped result, by its id
 * per_pair: scripts/scores.csv
 * note: what is special
 * }</pre>
 *
 * <p>A field that is none of these is refused, so that a misspelt check is not a check left out.
 */
public final class PublishedResults {

  private static final List<String> SHIPPED =
      List.of(
          "noam-gpt-4",
          "noam-llama-3.3",
          "grounding-dino",
          "gpt-4o",
          "random",
          "qwen-2.5",
          "kosmos-2",
          "gemini-1.5",
          "gemini-2.5",
          "llama-4",
          "person-1",
          "person-2",
          "person-3",
          "other-rooms-person-1",
          "other-rooms-person-2",
          "other-rooms-person-3",
          "other-rooms-noam-llama-3.3",
          "other-rooms-llama-4",
          "other-rooms-gpt-4o",
          "other-rooms-grounding-dino",
          "other-rooms-qwen-2.5",
          "other-rooms-noam-gpt-4",
          "other-rooms-kosmos-2",
          "tidybot-summarization",
          "tidybot-commonsense",
          "housekeep-roberta-cm",
          "housekeep-glove-cm",
          "housekeep-zs-mlm",
          "housekeep-blind",
          "stowbench-housekeep-popular-name",
          "stowbench-housekeep-random",
          "stowbench-rules",
          "stowbench-prior",
          "stowbench-logit",
          "stowbench-ranker",
          "stowbench-sim-oracle",
          "stowbench-sim-person",
          "stowbench-sim-ranker");

  private static final List<String> FIELDS =
      List.of(
          "id",
          "title",
          "source",
          "dataset",
          "predictions",
          "predictor",
          "person",
          "protocol",
          "threshold",
          "over",
          "expected",
          "per_pair",
          "note");
  private static final List<String> EXPECTED_FIELDS =
      List.of("queries", "correct", "metrics", "by_item", "against");

  private PublishedResults() {}

  /** What comes with Stowbench: the results of papers, in their order, then its own. */
  public static List<PublishedResult> shipped() {
    return SHIPPED.stream().map(PublishedResults::shipped).toList();
  }

  /** One of {@link #shipped()}. */
  static PublishedResult shipped(String id) {
    if (!SHIPPED.contains(id)) {
      throw new InvalidInputException(
          "there is no published result '%s' to hold another against; there are: %s"
              .formatted(InvalidInputException.excerpt(id), String.join(", ", SHIPPED)));
    }

    return read(InputFile.resource(PublishedResults.class, id + ".yaml"));
  }

  /**
   * Reads a result from a file.
   *
   * @throws InvalidInputException if the file cannot be read, is not YAML, or has a field that is
   *     missing, unknown or of another form
   */
  public static PublishedResult read(Path file) {
    return read(InputFile.of(file, FileKind.SETTINGS));
  }

  private static PublishedResult read(InputFile file) {
    return YamlInput.read(file, FIELDS).build(PublishedResults::read);
  }

  private static PublishedResult read(JsonInput json) {
    Optional<JsonInput> over = json.optional("over");
    if (over.isPresent() && !List.of("all", "answered").contains(over.get().text())) {
      throw over.get().unexpected("all or answered");
    }
    Protocol protocol = readProtocol(json.field("protocol"));
    return new PublishedResult(
        json.field("id").name(),
        json.field("title").name(),
        json.field("source").name(),
        split(json.field("dataset")),
        json.optional("predictions").map(PublishedResults::path),
        json.optionalText("predictor"),
        json.optionalText("person"),
        protocol,
        json.optionalNumber("threshold"),
        over.filter(o -> o.text().equals("answered")).isPresent(),
        json.field("expected").build(expected -> readExpected(expected, protocol)),
        json.optional("per_pair").map(PublishedResults::path),
        json.optionalText("note"));
  }

  /** A split, always named in full: a figure is of one split, not of whichever is usual. */
  private static String split(JsonInput json) {
    if (!json.text().matches("[a-z0-9._-]+:[^:\\s\\p{Cntrl}]+")) {
      throw json.unexpected("a dataset and its split, such as shic:eval");
    }
    return json.text();
  }

  private static String path(JsonInput json) {
    try {
      return Path.of(json.name()).toString();
    } catch (InvalidPathException e) {
      throw json.unexpected("the path of a file");
    }
  }

  /** Published are answers; how a search scores is nobody's published figure. */
  private static Protocol readProtocol(JsonInput json) {
    for (Protocol known : List.of(Protocol.CONSISTENT, Protocol.PAPER)) {
      if (Json.name(known).equals(json.text())) {
        return known;
      }
    }
    throw json.unexpected("one of consistent, paper");
  }

  private static PublishedResult.Expected readExpected(JsonInput json, Protocol protocol) {
    YamlInput.refuseOthers(json, EXPECTED_FIELDS);
    List<String> metrics = Metrics.of(protocol).stream().map(Metric::name).toList();
    return new PublishedResult.Expected(
        json.field("queries").integer(),
        json.optionalInteger("correct"),
        json.optional("metrics").map(figures -> readFigures(figures, metrics)).orElse(Map.of()),
        readGroups(json.optional("by_item"), metrics),
        readGroups(json.optional("against"), Reproducer.STATISTICS));
  }

  private static Map<String, Map<String, PublishedFigure>> readGroups(
      Optional<JsonInput> json, List<String> allowed) {
    Map<String, Map<String, PublishedFigure>> groups = new LinkedHashMap<>();
    json.ifPresent(
        named -> {
          for (String name : named.names()) {
            groups.put(name, readFigures(named.field(name), allowed));
          }
        });
    return groups;
  }

  private static Map<String, PublishedFigure> readFigures(JsonInput json, List<String> allowed) {
    YamlInput.refuseOthers(json, allowed);
    Map<String, PublishedFigure> figures = new LinkedHashMap<>();
    for (String metric : json.names()) {
      figures.put(metric, json.field(metric).build(f -> new PublishedFigure(f.text())));
    }
    return figures;
  }
}
