package org.stowbench.scorer.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Vote;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.Krippendorff;

/**
 * How far annotators agree on some queries.
 *
 * <p>Containers of different scenes are different values to alpha, and "not here" is one value
 * everywhere. So what would be agreed on by chance is little but "not here", and alpha is close to
 * the raw agreement.
 *
 * @param queries how many at least two people answered
 * @param pairs how many pairs of people's answers to one query there are
 * @param sameCandidate share of these pairs that name the same candidate, or both "not here"
 * @param samePlace share of these pairs that name the same physical container, or both "not here"
 * @param alpha Krippendorff's, nominal, over places; empty where there is nothing to agree on
 */
public record Agreement(
    int queries, long pairs, Figure sameCandidate, Figure samePlace, OptionalDouble alpha) {

  private static final int NOT_HERE = -1;

  public Agreement {
    Objects.requireNonNull(sameCandidate, "sameCandidate");
    Objects.requireNonNull(samePlace, "samePlace");
    Objects.requireNonNull(alpha, "alpha");
  }

  /** A container of a scene as a value that no other scene has; "not here" is of no scene. */
  private record Place(String scene, int number) {}

  /** The agreement on all of these queries. */
  public static Agreement of(List<LabeledQuery> queries) {
    return of(queries, new HashMap<>());
  }

  /**
   * The agreement on the queries of each item, by item in text order; items without any are left
   * out.
   */
  public static Map<String, Agreement> byItem(List<LabeledQuery> queries) {
    Map<String, List<LabeledQuery>> items = new TreeMap<>();
    for (LabeledQuery query : queries) {
      items.computeIfAbsent(query.query().item(), item -> new ArrayList<>()).add(query);
    }
    Map<String, PhysicalContainers> scenes = new HashMap<>();
    Map<String, Agreement> agreements = new LinkedHashMap<>();
    items.forEach(
        (item, these) -> {
          Agreement agreement = of(these, scenes);
          if (agreement.queries() > 0) {
            agreements.put(item, agreement);
          }
        });
    return agreements;
  }

  private static Agreement of(List<LabeledQuery> queries, Map<String, PhysicalContainers> scenes) {
    List<LabeledQuery> shared =
        queries.stream().filter(query -> query.votes().votes().size() > 1).toList();
    double[] candidate = new double[shared.size()];
    double[] place = new double[shared.size()];
    double[] pairs = new double[shared.size()];
    List<List<Place>> units = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++) {
      List<Answer> answers = shared.get(i).votes().votes().stream().map(Vote::answer).toList();
      Scene scene = shared.get(i).query().scene();
      PhysicalContainers physical =
          scenes.computeIfAbsent(scene.id(), id -> PhysicalContainers.of(scene));
      List<Place> places =
          answers.stream().map(answer -> place(answer, scene.id(), physical)).toList();
      units.add(places);
      candidate[i] = equalPairs(answers);
      place[i] = equalPairs(places);
      pairs[i] = answers.size() * (answers.size() - 1) / 2.0;
    }
    Grouping households =
        Grouping.of(shared.stream().map(query -> query.household().id()).toList());
    return new Agreement(
        shared.size(),
        (long) Arrays.stream(pairs).sum(),
        share(households, candidate, pairs),
        share(households, place, pairs),
        Krippendorff.nominal(units));
  }

  private static Figure share(Grouping households, double[] equal, double[] pairs) {
    ClusterEstimate estimate = ClusterEstimate.ratio(households, equal, pairs);
    return Figure.of(estimate.value(), estimate.uncertainty(1));
  }

  private static Place place(Answer answer, String scene, PhysicalContainers physical) {
    return answer instanceof Answer.InContainer in
        ? new Place(scene, physical.of(in.id()))
        : new Place("", NOT_HERE);
  }

  private static int equalPairs(List<?> values) {
    int equal = 0;
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        equal += values.get(i).equals(values.get(j)) ? 1 : 0;
      }
    }
    return equal;
  }
}
