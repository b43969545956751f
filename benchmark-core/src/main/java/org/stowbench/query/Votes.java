package org.stowbench.query;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What people answered to a query, one vote an annotator.
 *
 * @param votes in the source's order; empty where nobody was asked
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Votes(List<Vote> votes) {

  /** Nobody was asked. */
  public static final Votes NONE = new Votes(List.of());

  public Votes {
    votes = List.copyOf(votes);
    Set<String> seen = new HashSet<>();
    for (Vote vote : votes) {
      if (!seen.add(vote.annotator())) {
        throw new IllegalArgumentException(
            "annotator " + vote.annotator() + " votes twice: must vote once");
      }
    }
  }

  /**
   * The share of the votes that each answer got, in the order in which the answers first occur;
   * shares add up to 1, or the map is empty.
   */
  public Map<Answer, Double> shares() {
    Map<Answer, Double> shares = new LinkedHashMap<>();
    for (Vote vote : votes) {
      shares.merge(vote.answer(), 1.0 / votes.size(), Double::sum);
    }
    return shares;
  }
}
