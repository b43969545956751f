package org.stowbench.scorer.crossvalidation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.LabeledQuery;

/**
 * Households dealt out into folds: in the order of a number drawn for each from the seed and its
 * id, one fold after the other. So folds differ by one household at most, and do not depend on the
 * order of the queries.
 */
final class Folds {

  private Folds() {}

  /** The households of some queries, shuffled by the seed. */
  static List<String> shuffled(List<LabeledQuery> queries, long seed) {
    Set<String> ids = new LinkedHashSet<>();
    queries.forEach(query -> ids.add(query.household().id()));
    List<String> households = new ArrayList<>(ids);
    households.sort(
        Comparator.comparingLong((String id) -> Seeds.derive(seed, id))
            .thenComparing(Comparator.naturalOrder()));
    return households;
  }

  /** The fold, from 0, of each household. */
  static Map<String, Integer> of(List<LabeledQuery> queries, int folds, long seed) {
    List<String> households = shuffled(queries, seed);
    if (folds < 2 || folds > households.size()) {
      throw new IllegalArgumentException(
          "%d folds of %d households: must be at least 2 and no more than there are households"
              .formatted(folds, households.size()));
    }
    Map<String, Integer> fold = new TreeMap<>();
    for (int i = 0; i < households.size(); i++) {
      fold.put(households.get(i), i % folds);
    }
    return fold;
  }
}
