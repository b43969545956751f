package org.stowbench.scorer.reproduce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.scorer.protocols.Protocol;

/**
 * What was published about one method, and where its predictions are.
 *
 * @param id unique among results, such as {@code noam-gpt-4}
 * @param title for people
 * @param source where the figures were published
 * @param dataset the split's id
 * @param predictions a response file, relative to a checkout of the official repository; empty
 *     where it cannot be scored, and then {@code note} says why, or where {@code predictor} is
 *     given
 * @param predictor the spec of a predictor that is asked again, with seed 1; empty for recorded
 *     predictions
 * @param person whose answers, where the file holds several people's
 * @param protocol the scoring rules
 * @param threshold IoU from which an answer is right; empty for the protocol's own
 * @param answeredOnly whether the figures are over the answered queries instead of all
 * @param expected the published figures
 * @param perPair a CSV {@code image_path,item,user_id,iou,accuracy} with each pair's published
 *     score, relative to the checkout; of a person, if one is given, the rows of that user id
 * @param note for people; what is special about this result
 */
public record PublishedResult(
    String id,
    String title,
    String source,
    String dataset,
    Optional<String> predictions,
    Optional<String> predictor,
    Optional<String> person,
    Protocol protocol,
    OptionalDouble threshold,
    boolean answeredOnly,
    Expected expected,
    Optional<String> perPair,
    Optional<String> note) {

  /**
   * The published figures.
   *
   * @param queries how many queries they are over
   * @param correct how many of them are right; empty where only a rounded accuracy was published
   * @param metrics published figures by the metric's name
   * @param byItem the same by item
   * @param against figures of the paper's comparison with another shipped result, by its id: {@code
   *     t}, {@code p}, {@code g}
   */
  public record Expected(
      int queries,
      OptionalInt correct,
      Map<String, PublishedFigure> metrics,
      Map<String, Map<String, PublishedFigure>> byItem,
      Map<String, Map<String, PublishedFigure>> against) {

    public Expected {
      if (queries < 1) {
        throw new IllegalArgumentException(queries + " queries: must be 1 or more");
      }
      if (correct.isPresent() && (correct.getAsInt() < 0 || correct.getAsInt() > queries)) {
        throw new IllegalArgumentException(
            "%d correct of %d queries: must be between none and all"
                .formatted(correct.getAsInt(), queries));
      }
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
      byItem = Collections.unmodifiableMap(new LinkedHashMap<>(byItem));
      against = Collections.unmodifiableMap(new LinkedHashMap<>(against));
      if (correct.isEmpty() && metrics.isEmpty() && byItem.isEmpty()) {
        throw new IllegalArgumentException("no figures expected: must be one or more");
      }
    }
  }

  public PublishedResult {
    if (protocol != Protocol.PAPER && !expected.against().isEmpty()) {
      throw new IllegalArgumentException(
          "%s under %s is held against others: must be under the paper's protocol"
              .formatted(id, protocol));
    }
    if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "id '" + id + "': must be lower-case letters, digits, points and -");
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(expected, "expected");
    if (predictions.isPresent() && predictor.isPresent()) {
      throw new IllegalArgumentException(
          "%s names both predictions and a predictor: must name one of them".formatted(id));
    }
    if (predictions.isEmpty() && predictor.isEmpty() && note.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no predictions and no note: must have one or say why not".formatted(id));
    }
    if (threshold.isPresent() && !(threshold.getAsDouble() > 0 && threshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "threshold " + threshold.getAsDouble() + ": must be above 0 and at most 1");
    }
    if (answeredOnly && (!expected.metrics().isEmpty() || !expected.byItem().isEmpty())) {
      throw new IllegalArgumentException(
          "figures over answered queries only: must be given as correct, of queries");
    }
  }
}
