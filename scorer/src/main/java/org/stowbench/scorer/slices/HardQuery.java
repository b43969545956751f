package org.stowbench.scorer.slices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.stowbench.predictions.IndexedQuery;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.ScoredRun;

/**
 * A query, by how few predictors get it right.
 *
 * @param query with its truth
 * @param right how many predictors' first answers are right; a fraction where one likes all its
 *     answers equally
 * @param meanOpenings how many containers they open on average; empty where the protocol does not
 *     count
 */
public record HardQuery(IndexedQuery query, double right, OptionalDouble meanOpenings) {

  public HardQuery {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(meanOpenings, "meanOpenings");
  }

  /**
   * The hardest queries first: the fewest right, then the most openings, then the split's order.
   *
   * @param runs one or more, of one split
   * @param most how many queries at most
   */
  public static List<HardQuery> hardest(List<ScoredRun> runs, int most) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no runs: must be one or more");
    }
    List<HardQuery> all = new ArrayList<>();
    for (int ordinal = 0; ordinal < runs.get(0).queries().size(); ordinal++) {
      double right = 0;
      double openings = 0;
      boolean counted = true;
      for (ScoredRun run : runs) {
        QueryScore score = run.queries().get(ordinal);
        right += score.correct();
        openings += score.openings().orElse(0);
        counted &= score.openings().isPresent();
      }
      IndexedQuery query = runs.get(0).queries().get(ordinal).query();
      all.add(
          new HardQuery(
              query,
              right,
              counted ? OptionalDouble.of(openings / runs.size()) : OptionalDouble.empty()));
    }
    return all.stream()
        .sorted(
            Comparator.comparingDouble(HardQuery::right)
                .thenComparing(
                    Comparator.comparingDouble((HardQuery hard) -> hard.meanOpenings().orElse(0))
                        .reversed()))
        .limit(most)
        .toList();
  }
}
