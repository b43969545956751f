package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scorer.statistics.Clusters;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * Scores the predictions of one predictor, one at a time and in any order; keeps some numbers a
 * query and nothing of the prediction but its first answer. For one thread.
 */
public final class RunScorer {

  /** Fixed, so that the same predictions have the same intervals everywhere. */
  private static final long SEED = 20_251_223;

  private final QueryIndex index;
  private final Protocol protocol;
  private final Rules rules;
  private final Optional<IntervalMethod> intervals;
  private final double[] rows;
  private final Rules.Shown[] shown;
  private final boolean[] predicted;
  private final boolean[] answered;
  private boolean draws;
  private boolean probabilities = true;

  RunScorer(QueryIndex index, Protocol protocol, Rules rules, Optional<IntervalMethod> intervals) {
    this.index = index;
    this.protocol = protocol;
    this.rules = rules;
    this.intervals = intervals;
    int queries = index.queries().size();
    this.rows = new double[queries * rules.width()];
    this.shown = new Rules.Shown[queries];
    this.predicted = new boolean[queries];
    this.answered = new boolean[queries];
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
    score(ordinal, ranking);
  }

  private static void check(Ranking ranking, Query query) {
    for (RankedAnswer ranked : ranking.answers()) {
      if (ranked.answer() instanceof Answer.InContainer in) {
        query.scene().container(in.id());
      }
    }
  }

  private void score(int ordinal, Optional<Ranking> ranking) {
    double[] row = new double[rules.width()];
    shown[ordinal] = rules.score(ordinal, ranking, row);
    System.arraycopy(row, 0, rows, ordinal * row.length, row.length);
  }

  /**
   * Counts every query that was not added as missing, and sums up.
   *
   * @param predictor what to call it, not blank
   */
  public ScoredRun finish(String predictor) {
    int count = 0;
    for (int ordinal = 0; ordinal < shown.length; ordinal++) {
      if (shown[ordinal] == null) {
        score(ordinal, Optional.empty());
      }
      count += answered[ordinal] ? 1 : 0;
    }
    Rules.Reading reading = rules.reading(draws, probabilities && count > 0);
    Map<String, Scorecard.ItemFigures> byItem = new LinkedHashMap<>();
    ordinalsByItem()
        .forEach(
            (item, ordinals) ->
                byItem.put(
                    item,
                    new Scorecard.ItemFigures(
                        ordinals.length,
                        figures(
                            reading.metrics(),
                            ordinals,
                            HouseholdBootstrap.RESAMPLES_BY_ITEM,
                            Seeds.derive(SEED, item)))));
    int[] all = new int[shown.length];
    Arrays.setAll(all, ordinal -> ordinal);
    Scorecard scorecard =
        new Scorecard(
            predictor,
            index.info().id(),
            index.info().simulated(),
            protocol,
            reading.threshold(),
            shown.length,
            count,
            figures(reading.metrics(), all, HouseholdBootstrap.RESAMPLES, SEED),
            byItem);
    return new ScoredRun(
        scorecard,
        queryScores(reading),
        new PerQueryFigures(reading.metrics(), reading.crowd(), rows, rules.width()));
  }

  private Map<String, int[]> ordinalsByItem() {
    Map<String, List<Integer>> lists = new TreeMap<>();
    for (int ordinal = 0; ordinal < shown.length; ordinal++) {
      lists
          .computeIfAbsent(index.queries().get(ordinal).query().item(), i -> new ArrayList<>())
          .add(ordinal);
    }
    Map<String, int[]> ordinals = new LinkedHashMap<>();
    lists.forEach(
        (item, list) -> ordinals.put(item, list.stream().mapToInt(Integer::intValue).toArray()));
    return ordinals;
  }

  private Map<String, Figure> figures(
      List<Metric> metrics, int[] ordinals, int resamples, long seed) {
    int width = 1 + metrics.stream().mapToInt(Metric::lastColumn).max().orElse(0);
    Map<String, Integer> households = new HashMap<>();
    double[] sums = new double[ordinals.length * width];
    for (int ordinal : ordinals) {
      String id = index.queries().get(ordinal).household().id();
      Integer household = households.computeIfAbsent(id, h -> households.size());
      for (int column = 0; column < width; column++) {
        sums[household * width + column] += rows[ordinal * rules.width() + column];
      }
    }
    List<Figure> figures =
        HouseholdBootstrap.figures(
            metrics,
            new Clusters(Arrays.copyOf(sums, households.size() * width), width),
            intervals,
            resamples,
            seed);
    Map<String, Figure> byName = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      byName.put(metrics.get(m).name(), figures.get(m));
    }
    return byName;
  }

  private List<QueryScore> queryScores(Rules.Reading reading) {
    List<QueryScore> scores = new ArrayList<>();
    for (int ordinal = 0; ordinal < shown.length; ordinal++) {
      LabeledQuery query = index.queries().get(ordinal);
      int row = ordinal * rules.width();
      OptionalInt openings = reading.openings();
      scores.add(
          new QueryScore(
              query,
              predicted[ordinal],
              answered[ordinal],
              shown[ordinal].answer(),
              rows[row + Columns.IOU],
              rows[row + reading.correct()],
              shown[ordinal].rank(),
              openings.isPresent()
                  ? OptionalDouble.of(rows[row + openings.getAsInt()])
                  : OptionalDouble.empty()));
    }
    return scores;
  }
}
