package org.stowbench.scorer;

import java.util.BitSet;
import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Measuring;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Outcomes;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Rules;

/**
 * Judges the predictions of a run as they come, in any order, and keeps some numbers of each. For
 * any number of threads; is read when all have come.
 */
final class Judging {

  private final Rules rules;
  private final Outcomes outcomes;
  private final Measuring measuring;
  private final BitSet predicted = new BitSet();
  private final BitSet answered = new BitSet();
  private boolean draws;
  private boolean probabilities = true;

  Judging(Protocol protocol, Rules rules, int queries) {
    this.rules = rules;
    this.outcomes = new Outcomes(protocol, queries);
    this.measuring = rules.measuring();
  }

  /**
   * Judges a prediction.
   *
   * @param place the query's in the dataset, from 0; each once
   */
  void add(int place, LabeledQuery query, Prediction prediction) {
    put(place, query, prediction.ranking(), judge(query, prediction.ranking()));
    begin(place);
  }

  Outcome judge(LabeledQuery query, Optional<Ranking> ranking) {
    return rules.judge(query, ranking);
  }

  /** Keeps what was judged. */
  synchronized void put(int place, LabeledQuery query, Optional<Ranking> ranking, Outcome outcome) {
    if (ranking.isPresent()) {
      answered.set(place);
      draws |= ranking.get().first() instanceof Answer.InRegion;
      probabilities &= ranking.get().scores() == Ranking.Scores.PROBABILITY;
    }
    outcomes.put(place, outcome);
    measuring.add(query);
  }

  /** Notes that a query has a prediction. */
  synchronized void begin(int place) {
    predicted.set(place);
  }

  /** Whether a query has a prediction, be it a failed one. */
  boolean predicted(int place) {
    return predicted.get(place);
  }

  /** Whether a query has a ranking. */
  boolean answered(int place) {
    return answered.get(place);
  }

  /** How many queries have a prediction. */
  synchronized int predicted() {
    return predicted.cardinality();
  }

  /** How many queries have a ranking. */
  int answered() {
    return answered.cardinality();
  }

  /** Whether all rankings give probabilities, and there are any. */
  boolean confident() {
    return probabilities && !answered.isEmpty();
  }

  /** The IoU from which an answer is right. */
  double threshold() {
    return rules.threshold(draws);
  }

  /** What there is to be measured. */
  Measurable measurable() {
    return measuring.measurable();
  }

  /** The outcome of a query, now that all are there. */
  Outcome outcome(int place, double householdShare) {
    return outcomes.get(place, householdShare, draws);
  }
}
