package org.stowbench.scorer.protocols;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * A protocol made ready for some queries: turns answers into outcomes. Immutable, for any number of
 * threads.
 */
public sealed interface Rules permits ConsistentRules, SearchRules, PaperRules {

  /** From this IoU a drawn region stands for a container, unless told otherwise. */
  double SAME_REGION = 0.5;

  /**
   * Makes a protocol ready, with its own threshold; costs the geometry of every scene, once.
   *
   * @throws org.stowbench.io.InvalidInputException if the protocol cannot be held to these queries
   */
  static Rules of(Protocol protocol, List<LabeledQuery> queries) {
    if (protocol == Protocol.PAPER) {
      return PaperRules.of(queries);
    }
    List<SearchSpace> spaces = spaces(queries);
    Measurable measurable = Measurable.of(queries, spaces);
    return protocol == Protocol.SEARCH
        ? new SearchRules(spaces, measurable, SAME_REGION)
        : new ConsistentRules(spaces, measurable, SAME_REGION);
  }

  /** What there is to be measured. */
  Measurable measurable();

  private static List<SearchSpace> spaces(List<LabeledQuery> queries) {
    Map<String, PhysicalContainers> byScene = new ConcurrentHashMap<>();
    Map<Household, Long> ofHousehold =
        queries.stream()
            .collect(Collectors.groupingBy(LabeledQuery::household, Collectors.counting()));
    return queries.parallelStream()
        .map(
            labeled -> {
              Scene scene = labeled.query().scene();
              PhysicalContainers physical =
                  byScene.computeIfAbsent(scene.id(), id -> PhysicalContainers.of(scene));
              return new SearchSpace(labeled, physical, 1.0 / ofHousehold.get(labeled.household()));
            })
        .toList();
  }

  /**
   * The same with another threshold.
   *
   * @param iou above 0, at most 1
   */
  Rules withThreshold(double iou);

  /**
   * The IoU from which an answer is right.
   *
   * @param drawn whether the first answer to any query is a free region
   */
  double threshold(boolean drawn);

  /**
   * Judges one query's answer.
   *
   * @param ordinal of the query
   * @param ranking empty where there is no prediction or it failed
   */
  Outcome judge(int ordinal, Optional<Ranking> ranking);

  /** An outcome, now that it is known that the first answer to some query is a free region. */
  default Outcome drawn(Outcome outcome) {
    return outcome;
  }
}
