package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.run.Known;
import org.stowbench.run.Seen;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Rules;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * Scores the predictions of one predictor, one at a time and in any order; keeps some numbers a
 * query and nothing of the prediction but its first answer. For one thread.
 */
public final class RunScorer {

  private final QueryIndex index;
  private final Protocol protocol;
  private final Rules rules;
  private final Optional<IntervalMethod> intervals;
  private final Outcome[] outcomes;
  private final boolean[] predicted;
  private final boolean[] answered;
  private LearnedFrom learnedFrom = LearnedFrom.NOT_DECLARED;
  private Optional<Known> known = Optional.empty();
  private boolean draws;
  private boolean probabilities = true;

  RunScorer(QueryIndex index, Protocol protocol, Rules rules, Optional<IntervalMethod> intervals) {
    this.index = index;
    this.protocol = protocol;
    this.rules = rules;
    this.intervals = intervals;
    int queries = index.queries().size();
    this.outcomes = new Outcome[queries];
    this.predicted = new boolean[queries];
    this.answered = new boolean[queries];
  }

  /**
   * Says what the predictions were learned from; not declared otherwise.
   *
   * @return this
   */
  public RunScorer of(LearnedFrom learned) {
    this.learnedFrom = learned;
    return this;
  }

  /**
   * Says how much was known of each household; what the dataset says otherwise.
   *
   * @return this
   */
  public RunScorer knowing(Optional<Known> placements) {
    this.known = placements;
    return this;
  }

  /**
   * Scores a prediction.
   *
   * @throws IllegalArgumentException if the dataset does not have its query, that query was scored
   *     before, or an answer names a container which its scene does not have
   */
  public void add(Prediction prediction) {
    int ordinal =
        index
            .find(prediction.query())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "prediction for %s: %s has no such query"
                            .formatted(prediction.query(), index.info().id())));
    if (predicted[ordinal]) {
      throw new IllegalArgumentException(
          "second prediction for %s: must be one".formatted(prediction.query()));
    }
    predicted[ordinal] = true;
    Optional<Ranking> ranking = prediction.ranking();
    if (ranking.isPresent()) {
      check(ranking.get(), index.queries().get(ordinal).query());
      answered[ordinal] = true;
      draws |= ranking.get().first() instanceof Answer.InRegion;
      probabilities &= ranking.get().scores() == Ranking.Scores.PROBABILITY;
    }
    outcomes[ordinal] = rules.judge(ordinal, ranking);
  }

  private static void check(Ranking ranking, Query query) {
    for (RankedAnswer ranked : ranking.answers()) {
      if (ranked.answer() instanceof Answer.InContainer in) {
        query.scene().container(in.id());
      }
    }
  }

  /**
   * Counts every query that was not added as missing, and sums up.
   *
   * @param predictor what to call it, not blank
   */
  public ScoredRun finish(String predictor) {
    int count = 0;
    for (int ordinal = 0; ordinal < outcomes.length; ordinal++) {
      if (outcomes[ordinal] == null) {
        outcomes[ordinal] = rules.judge(ordinal, Optional.empty());
      }
      count += answered[ordinal] ? 1 : 0;
    }
    List<Outcome> settled = Arrays.stream(outcomes).map(o -> draws ? rules.drawn(o) : o).toList();
    boolean confident = probabilities && count > 0;
    Scorecard card = scorecard(predictor, rules.threshold(draws), count, confident, settled);
    return new ScoredRun(card, queryScores(settled), new PerQueryFigures(card, settled, confident));
  }

  /**
   * Sums up.
   *
   * @param settled what happened, by ordinal; repeats one after another
   */
  Scorecard scorecard(
      String predictor, double threshold, int count, boolean confident, List<Outcome> settled) {
    int repeats = outcomes.length == 0 ? 1 : settled.size() / outcomes.length;
    HouseholdFigures figures =
        new HouseholdFigures(
            Metrics.of(protocol).stream()
                .filter(m -> m.standsIn(index.info().id()))
                .filter(m -> m.presence().holds(rules.measurable(), confident))
                .toList(),
            intervals);
    List<LabeledQuery> queries =
        Collections.nCopies(repeats, index.queries()).stream().flatMap(List::stream).toList();
    List<String> households = queries.stream().map(query -> query.household().id()).toList();
    Map<String, Scorecard.ItemFigures> byItem = new LinkedHashMap<>();
    ordinalsByItem(queries)
        .forEach(
            (item, ordinals) ->
                byItem.put(
                    item,
                    new Scorecard.ItemFigures(
                        ordinals.size() / repeats,
                        figures.of(
                            ordinals.stream().map(households::get).toList(),
                            ordinals.stream().map(settled::get).toList()))));
    return new Scorecard(
        predictor,
        index.info().id(),
        index.info().simulated(),
        Seen.of(learnedFrom, index.info(), households),
        known,
        protocol,
        rules.measurable(),
        threshold,
        outcomes.length,
        count,
        figures.of(households, settled),
        byItem);
  }

  private Map<String, List<Integer>> ordinalsByItem(List<LabeledQuery> queries) {
    Map<String, List<Integer>> ordinals = new TreeMap<>();
    for (int ordinal = 0; ordinal < queries.size(); ordinal++) {
      ordinals
          .computeIfAbsent(queries.get(ordinal).query().item(), i -> new ArrayList<>())
          .add(ordinal);
    }
    return ordinals;
  }

  private List<QueryScore> queryScores(List<Outcome> settled) {
    List<QueryScore> scores = new ArrayList<>();
    for (int ordinal = 0; ordinal < settled.size(); ordinal++) {
      Outcome outcome = settled.get(ordinal);
      scores.add(
          new QueryScore(
              index.queries().get(ordinal),
              predicted[ordinal],
              answered[ordinal],
              outcome.answer(),
              outcome.iou(),
              outcome.correct(),
              outcome.rank(),
              outcome.openings()));
    }
    return scores;
  }
}
