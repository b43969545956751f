package org.stowbench.scorer.protocols;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;

/**
 * Where the item of a query can be: the physical containers of the scene, one or more of them true
 * ones, or "not here". Places are numbered as the components are; {@link #NOT_HERE} and {@link
 * #NOWHERE} are no components.
 */
final class SearchSpace {

  /** The place "in none of them". */
  static final int NOT_HERE = -1;

  /** What a region stands for that meets no container: no place at all. */
  static final int NOWHERE = -2;

  private final LabeledQuery query;
  private final PhysicalContainers physical;
  private final BitSet truths = new BitSet();
  private final int[] candidates;
  private final int openable;
  private final double randomOpenings;
  private final Map<Integer, Double> votes = new HashMap<>();

  private SearchSpace(LabeledQuery query, PhysicalContainers physical) {
    this.query = query;
    this.physical = physical;
    query.truth().containers().forEach(id -> truths.set(physical.of(id)));
    this.candidates = new int[physical.count()];
    int places = 0;
    for (int place = 0; place < candidates.length; place++) {
      // All candidates of a component have area or none has: without area, only identical vertices
      // make two candidates one.
      if (truths.get(place) || physical.canOpen(physical.members(place).get(0))) {
        candidates[place] = physical.members(place).size();
        places++;
      }
    }
    this.openable = places;
    query
        .votes()
        .shares()
        .forEach((answer, share) -> votes.merge(place(answer), share, Double::sum));
    this.randomOpenings = tied(candidates, true, 0).openings(0, places);
  }

  /** A query's space, with the geometry of its scene. */
  static SearchSpace of(LabeledQuery labeled, PhysicalScenes scenes) {
    return new SearchSpace(labeled, scenes.of(labeled.query().scene()));
  }

  /** Of a candidate or "not here"; truths and votes are nothing else. */
  private int place(Answer answer) {
    return answer instanceof Answer.InContainer in ? physical.of(in.id()) : NOT_HERE;
  }

  /** Whether anybody voted. */
  boolean hasVotes() {
    return !votes.isEmpty();
  }

  /** The share of the votes that a place got, 0 to 1. */
  double votes(int place) {
    return votes.getOrDefault(place, 0.0);
  }

  LabeledQuery query() {
    return query;
  }

  PhysicalContainers physical() {
    return physical;
  }

  /** The true containers, ascending; none where the item is not here. A new array. */
  int[] truths() {
    return truths.stream().toArray();
  }

  /** Whether the item is in none of the containers. */
  boolean isNotHere() {
    return truths.isEmpty();
  }

  /** Whether the item is kept in more than one physical container. */
  boolean hasSeveral() {
    return truths.cardinality() > 1;
  }

  /** Whether somebody who comes to this place has come to a right one. */
  boolean isTrue(int place) {
    return place >= 0 ? truths.get(place) : place == NOT_HERE && isNotHere();
  }

  /** How many components there are; some may be none that a robot could open. */
  int components() {
    return physical.count();
  }

  /** How many candidates each component has that can be opened, else 0; a new array. */
  int[] candidates() {
    return candidates.clone();
  }

  /** How many containers can be opened, the true ones always among them. */
  int openable() {
    return openable;
  }

  /** What a random order of all candidates and "not here" opens, in expectation. */
  double randomOpenings() {
    return randomOpenings;
  }

  /** Whether a component counts: it has area, or it is a true one. */
  boolean isOpenable(int component) {
    return candidates[component] > 0;
  }

  /**
   * Equally liked answers to this query, maybe none.
   *
   * @param answers how many answers stand for each component
   * @param notHere whether "not here" is among the answers
   * @param misses how many answers stand for nothing
   */
  TiedOrders tied(int[] answers, boolean notHere, int misses) {
    int[] right = new int[truths.cardinality()];
    int[] others = new int[answers.length];
    int rights = 0;
    int rivals = 0;
    for (int place = 0; place < answers.length; place++) {
      if (answers[place] > 0) {
        if (truths.get(place)) {
          right[rights++] = answers[place];
        } else {
          others[rivals++] = answers[place];
        }
      }
    }
    return new TiedOrders(
        isNotHere() ? (notHere ? new int[] {1} : new int[0]) : Arrays.copyOf(right, rights),
        Arrays.copyOf(others, rivals),
        notHere && !isNotHere(),
        misses,
        isNotHere());
  }
}
