package org.stowbench.scorer.slices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.query.Answer;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.misses.Miss;

/**
 * A query on which the first answers of two predictors are not the same place. Two candidates of
 * one physical container are one place; a drawn region is its own.
 *
 * @param first the first predictor's score
 * @param second the second's, of the same query
 * @param firstMisses of what kinds the first is a miss; see {@link
 *     org.stowbench.scorer.PerQueryFigures#misses}
 * @param secondMisses of what kinds the second is one
 */
public record Disagreement(
    QueryScore first,
    QueryScore second,
    Map<Miss, Double> firstMisses,
    Map<Miss, Double> secondMisses) {

  public Disagreement {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(firstMisses, "firstMisses");
    Objects.requireNonNull(secondMisses, "secondMisses");
  }

  /** All disagreements of two runs of one split, in its order. */
  public static List<Disagreement> between(ScoredRun first, ScoredRun second) {
    if (first.queries().size() != second.queries().size()) {
      throw new IllegalArgumentException(
          "runs of %d and %d queries: must be of one split"
              .formatted(first.queries().size(), second.queries().size()));
    }
    PhysicalScenes scenes = new PhysicalScenes();
    List<Disagreement> disagreements = new ArrayList<>();
    for (int ordinal = 0; ordinal < first.queries().size(); ordinal++) {
      QueryScore a = first.queries().get(ordinal);
      QueryScore b = second.queries().get(ordinal);
      if (!samePlace(a, b, scenes)) {
        disagreements.add(
            new Disagreement(
                a, b, first.perQuery().misses(ordinal), second.perQuery().misses(ordinal)));
      }
    }
    return disagreements;
  }

  private static boolean samePlace(QueryScore a, QueryScore b, PhysicalScenes scenes) {
    Optional<Answer> one = a.answer();
    Optional<Answer> other = b.answer();
    if (one.equals(other)) {
      return true;
    }
    if (one.isPresent()
        && other.isPresent()
        && one.get() instanceof Answer.InContainer in
        && other.get() instanceof Answer.InContainer there) {
      PhysicalContainers physical = scenes.of(a.query().labeled().query().scene());
      return physical.of(in.id()) == physical.of(there.id());
    }
    return false;
  }
}
