package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import org.stowbench.scorer.protocols.Measurable;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * Scores the predictions of one predictor, one at a time and in any order, fastest in the
 * dataset's; keeps some numbers a query and nothing of the prediction but its first answer. For one
 * thread.
 */
public final class RunScorer {

  /** How many predictions are judged at once, on all processors. */
  private static final int TOGETHER = 16;

  private final QueryIndex index;
  private final Protocol protocol;
  private final Optional<IntervalMethod> intervals;
  private final Judging judging;
  private final List<Asked> waiting = new ArrayList<>(TOGETHER);
  private LearnedFrom learnedFrom = LearnedFrom.NOT_DECLARED;
  private Optional<Known> known = Optional.empty();

  /** A query with what was answered, which is to be judged. */
  private record Asked(int place, LabeledQuery labeled, Optional<Ranking> ranking) {}

  RunScorer(
      QueryIndex index, Protocol protocol, Optional<IntervalMethod> intervals, Judging judging) {
    this.index = index;
    this.protocol = protocol;
    this.intervals = intervals;
    this.judging = judging;
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
    if (judging.predicted(index.place(ordinal))) {
      throw new IllegalArgumentException(
          "second prediction for %s: must be one".formatted(prediction.query()));
    }
    LabeledQuery labeled = index.query(ordinal);
    prediction.ranking().ifPresent(ranking -> check(ranking, labeled.query()));
    judging.begin(index.place(ordinal));
    judge(new Asked(index.place(ordinal), labeled, prediction.ranking()));
  }

  private static void check(Ranking ranking, Query query) {
    for (RankedAnswer ranked : ranking.answers()) {
      if (ranked.answer() instanceof Answer.InContainer in) {
        query.scene().container(in.id());
      }
    }
  }

  private void judge(Asked asked) {
    waiting.add(asked);
    if (waiting.size() == TOGETHER) {
      judgeWaiting();
    }
  }

  private void judgeWaiting() {
    List<Outcome> judged =
        waiting.parallelStream().map(one -> judging.judge(one.labeled(), one.ranking())).toList();
    for (int i = 0; i < judged.size(); i++) {
      Asked one = waiting.get(i);
      judging.put(one.place(), one.labeled(), one.ranking(), judged.get(i));
    }
    waiting.clear();
  }

  /**
   * Counts every query that was not added as missing, and sums up.
   *
   * @param predictor what to call it, not blank
   */
  public ScoredRun finish(String predictor) {
    index
        .inDatasetOrder()
        .filter(ordinal -> !judging.predicted(index.place(ordinal)))
        .forEach(
            ordinal ->
                judge(new Asked(index.place(ordinal), index.query(ordinal), Optional.empty())));
    judgeWaiting();
    List<Outcome> outcomes = outcomes();
    Scorecard card =
        scorecard(
            predictor,
            judging.measurable(),
            judging.threshold(),
            judging.answered(),
            judging.confident(),
            outcomes);
    return new ScoredRun(
        card, queryScores(outcomes), new PerQueryFigures(card, outcomes, judging.confident()));
  }

  /**
   * Sums up.
   *
   * @param settled what happened, by ordinal; repeats one after another
   */
  Scorecard scorecard(
      String predictor,
      Measurable measurable,
      double threshold,
      int count,
      boolean confident,
      List<Outcome> settled) {
    int queries = index.size();
    int repeats = queries == 0 ? 1 : settled.size() / queries;
    HouseholdFigures figures =
        new HouseholdFigures(
            Metrics.of(protocol).stream()
                .filter(m -> m.standsIn(index.info().id()))
                .filter(m -> m.presence().holds(measurable, confident))
                .toList(),
            intervals);
    List<String> households = Views.repeated(index.households(), repeats);
    Map<String, Scorecard.ItemFigures> byItem = new LinkedHashMap<>();
    ordinalsByItem(repeats)
        .forEach(
            (item, ordinals) ->
                byItem.put(
                    item,
                    new Scorecard.ItemFigures(
                        ordinals.length / repeats,
                        figures.of(
                            Views.picked(households, ordinals), Views.picked(settled, ordinals)))));
    return new Scorecard(
        predictor,
        index.info().id(),
        index.info().simulated(),
        Seen.of(learnedFrom, index.info(), index.householdIds()),
        known,
        protocol,
        measurable,
        threshold,
        queries,
        count,
        figures.of(households, settled),
        byItem);
  }

  /** The ordinals of the queries that ask for each item; of repeats, one after another. */
  private Map<String, int[]> ordinalsByItem(int repeats) {
    int[] counts = new int[index.items().size()];
    IntStream.range(0, index.size()).forEach(ordinal -> counts[index.itemNumber(ordinal)]++);
    int[][] byNumber = new int[counts.length][];
    Arrays.setAll(byNumber, item -> new int[counts[item] * repeats]);
    int[] filled = new int[counts.length];
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int ordinal = 0; ordinal < index.size(); ordinal++) {
        int item = index.itemNumber(ordinal);
        byNumber[item][filled[item]++] = repeat * index.size() + ordinal;
      }
    }
    Map<String, int[]> ordinals = new TreeMap<>();
    Arrays.setAll(
        byNumber,
        item -> {
          ordinals.put(index.items().get(item), byNumber[item]);
          return byNumber[item];
        });
    return ordinals;
  }

  private List<Outcome> outcomes() {
    int[] households = new int[index.clusters()];
    for (int ordinal = 0; ordinal < index.size(); ordinal++) {
      households[index.cluster(ordinal)]++;
    }
    return Views.of(
        index.size(),
        ordinal -> judging.outcome(index.place(ordinal), 1.0 / households[index.cluster(ordinal)]));
  }

  private List<QueryScore> queryScores(List<Outcome> outcomes) {
    return Views.of(
        index.size(),
        ordinal -> {
          Outcome outcome = outcomes.get(ordinal);
          return new QueryScore(
              index.entries().get(ordinal),
              judging.predicted(index.place(ordinal)),
              judging.answered(index.place(ordinal)),
              outcome.answer(),
              outcome.iou(),
              outcome.correct(),
              outcome.rank(),
              outcome.openings());
        });
  }
}
