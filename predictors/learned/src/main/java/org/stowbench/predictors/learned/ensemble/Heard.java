package org.stowbench.predictors.learned.ensemble;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.Json;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.search.Remarks;

/** What the parts of an ensemble said at one time, until it is fused. */
final class Heard {

  private final Fusion fusion;
  private final AnswerOrder order;
  private final List<Ranking> rankings = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private String lastFailure = "no reason given";

  Heard(Fusion fusion, AnswerOrder order) {
    this.fusion = fusion;
    this.order = order;
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

  /** What all say together; where that has probabilities, in the order of a robot. */
  Ranking fused(Scene scene) {
    Ranking fused = fusion.fuse(rankings, weights);
    if (fused.scores() != Ranking.Scores.PROBABILITY) {
      return fused;
    }
    PhysicalContainers physical = PhysicalContainers.of(scene);
    return order.rank(fused.answers(), answer -> opens(answer, physical), physical.openable());
  }

  private static int opens(Answer answer, PhysicalContainers physical) {
    OptionalInt candidate =
        answer instanceof Answer.InContainer in
            ? OptionalInt.of(in.id())
            : answer instanceof Answer.InRegion in
                ? physical.mostOverlapped(Overlap.of(in.region()), PhysicalContainers.SAME)
                : OptionalInt.empty();
    return candidate.isPresent() && physical.canOpen(candidate.getAsInt())
        ? physical.of(candidate.getAsInt())
        : AnswerOrder.NOTHING;
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
