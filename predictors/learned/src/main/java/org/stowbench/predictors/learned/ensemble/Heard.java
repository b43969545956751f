package org.stowbench.predictors.learned.ensemble;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.Json;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.search.Remarks;

/** What the parts of an ensemble said at one time, until it is fused. */
final class Heard {

  private final Fusion fusion;
  private final List<Ranking> rankings = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private String lastFailure = "no reason given";

  Heard(Fusion fusion) {
    this.fusion = fusion;
  }

  void add(Ranking ranking, double weight) {
    rankings.add(ranking);
    weights.add(weight);
  }

  void failed(String reason) {
    lastFailure = reason;
  }

  boolean isEmpty() {
    return rankings.isEmpty();
  }

  Ranking fused() {
    return fusion.fuse(rankings, weights);
  }

  /** Why there is nothing to fuse. */
  String failure() {
    return "every part failed; the last: " + lastFailure;
  }

  /**
   * What all parts have to say besides: the sum of their usage, and {@code {"parts": [...]}} with
   * the details of each, null where it has none. Their reasons in words are left out: each is about
   * another ranking.
   */
  static Remarks together(List<Remarks> parts) {
    Optional<Usage> usage =
        parts.stream().flatMap(part -> part.usage().stream()).reduce(Usage::plus);
    ObjectNode json = Json.object();
    ArrayNode details = json.putArray("parts");
    parts.forEach(part -> details.add(part.details().map(Details::json).orElse(null)));
    boolean any = parts.stream().anyMatch(part -> part.details().isPresent());
    return new Remarks(
        Optional.empty(), usage, any ? Optional.of(new Details(json)) : Optional.empty());
  }
}
