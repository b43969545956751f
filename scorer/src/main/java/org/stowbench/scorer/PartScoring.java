package org.stowbench.scorer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.Known;
import org.stowbench.run.Seen;
import org.stowbench.scorer.metrics.ColumnSums;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Rules;
import org.stowbench.scorer.statistics.ClusterEstimate;
import org.stowbench.scorer.statistics.Grouping;
import org.stowbench.scorer.statistics.Replicates;
import org.stowbench.scorer.statistics.Statistic;

/**
 * A split that is scored in parts of whole households, on several machines, say. Only sums have to
 * be brought together, in two rounds: first the {@link PartSums} of all parts, which are all that
 * figures need; then, since an influence is known only once its figure is, the {@link Spread} of
 * each, which is what intervals need. Counts are those of a split that is scored in one, to the
 * last digit; means and intervals differ by the rounding of sums alone.
 */
public final class PartScoring {

  private final DatasetInfo split;
  private final Protocol protocol;
  private final List<Metric> metrics;
  private final ColumnSums columns;

  /**
   * A way to score the parts of a split.
   *
   * @param protocol any but {@link Protocol#PAPER}, whose threshold depends on all predictions
   */
  public PartScoring(DatasetInfo split, Protocol protocol) {
    if (protocol == Protocol.PAPER) {
      throw new IllegalArgumentException("protocol paper: must be one that scores query by query");
    }
    this.split = split;
    this.protocol = protocol;
    this.metrics = Metrics.of(protocol).stream().filter(m -> m.standsIn(split.id())).toList();
    this.columns = ColumnSums.of(metrics);
  }

  /**
   * A query of a part, scored: what is left of it once its part has been.
   *
   * @param household whose it is
   * @param item what is asked for
   * @param numbers what it adds to each column; not to be changed
   */
  public record Row(String household, String item, double[] numbers) {}

  /** The rows of a part that was scored under this protocol, by ordinal. */
  public List<Row> rows(ScoredRun part) {
    List<Outcome> outcomes = part.perQuery().outcomes();
    List<Row> rows = new ArrayList<>();
    for (int ordinal = 0; ordinal < outcomes.size(); ordinal++) {
      QueryScore score = part.queries().get(ordinal);
      rows.add(
          new Row(
              score.query().household(), score.query().item(), columns.row(outcomes.get(ordinal))));
    }
    return rows;
  }

  /**
   * The first round: what a part came to.
   *
   * @param rows of the part
   */
  public PartSums sums(ScoredRun part, List<Row> rows) {
    Scorecard card = part.scorecard();
    TreeMap<String, PartSums.Group> byItem = new TreeMap<>();
    PartSums.Group all = new PartSums.Group(0, new double[columns.width()]);
    for (Row row : rows) {
      PartSums.Group one = new PartSums.Group(1, row.numbers());
      all = all.plus(one);
      byItem.merge(row.item(), one, PartSums.Group::plus);
    }
    return new PartSums(
        card.answered(),
        card.seen().asked(),
        card.seen().households(),
        card.answered() == 0 || part.perQuery().haveProbabilities(),
        card.measurable(),
        all,
        byItem);
  }

  /**
   * How the households of some parts move each figure; what share no household add up.
   *
   * @param all by metric, in the order of scorecards
   * @param byItem the same of the queries of each item
   */
  public record Spread(
      List<ClusterEstimate.Part> all, Map<String, List<ClusterEstimate.Part>> byItem)
      implements Serializable {

    /** Both together. */
    public Spread plus(Spread other) {
      Map<String, List<ClusterEstimate.Part>> items = new HashMap<>(byItem);
      other.byItem.forEach((item, parts) -> items.merge(item, parts, Spread::plus));
      return new Spread(plus(all, other.all), items);
    }

    private static List<ClusterEstimate.Part> plus(
        List<ClusterEstimate.Part> some, List<ClusterEstimate.Part> others) {
      List<ClusterEstimate.Part> both = new ArrayList<>(some);
      for (int i = 0; i < both.size(); i++) {
        both.set(i, both.get(i).plus(others.get(i)));
      }
      return both;
    }
  }

  /**
   * The second round: how a part's households move the figures.
   *
   * @param rows of the part
   * @param whole the sums of all parts
   */
  public Spread spread(List<Row> rows, PartSums whole) {
    Map<String, List<Row>> byItem = new HashMap<>();
    rows.forEach(row -> byItem.computeIfAbsent(row.item(), i -> new ArrayList<>()).add(row));
    Map<String, List<ClusterEstimate.Part>> items = new HashMap<>();
    byItem.forEach((item, some) -> items.put(item, spread(some, whole.byItem().get(item).sums())));
    return new Spread(spread(rows, whole.all().sums()), items);
  }

  private List<ClusterEstimate.Part> spread(List<Row> rows, double[] totals) {
    Grouping households = Grouping.of(rows.stream().map(Row::household).toList());
    List<ClusterEstimate.Part> parts = new ArrayList<>();
    for (Metric metric : metrics) {
      ToDoubleFunction<double[]> above = columns.above(metric, totals);
      ToDoubleFunction<double[]> below = columns.below(metric);
      parts.add(
          ClusterEstimate.Part.ofRatio(
              households,
              rows.stream().mapToDouble(row -> above.applyAsDouble(row.numbers())).toArray(),
              rows.stream().mapToDouble(row -> below.applyAsDouble(row.numbers())).toArray(),
              above.applyAsDouble(totals),
              below.applyAsDouble(totals)));
    }
    return parts;
  }

  /**
   * The second round for who wants intervals by resampling: the draws of a part's households.
   *
   * @param rows of the part
   */
  public Replicates replicates(List<Row> rows) {
    Map<String, double[]> byHousehold = new LinkedHashMap<>();
    for (Row row : rows) {
      byHousehold.merge(
          row.household(),
          row.numbers().clone(),
          (sum, more) -> {
            Arrays.setAll(sum, column -> sum[column] + more[column]);
            return sum;
          });
    }
    Replicates replicates = new Replicates(columns.width());
    byHousehold.forEach((id, sums) -> replicates.add(HouseholdFigures.SEED, id, sums));
    return replicates;
  }

  /**
   * The figures of the whole split.
   *
   * @param predictor what to call it, not blank
   * @param learnedFrom what it has learned from
   * @param known how much it was let know of each household; empty where that was not asked for
   * @param whole the sums of all parts
   * @param spread of all parts
   * @param replicates of all parts, from which intervals over all queries are then made; those of
   *     items are made from the spread
   */
  public Scorecard scorecard(
      String predictor,
      LearnedFrom learnedFrom,
      Optional<Known> known,
      PartSums whole,
      Spread spread,
      Optional<Replicates> replicates) {
    Map<String, Scorecard.ItemFigures> byItem = new LinkedHashMap<>();
    whole
        .byItem()
        .forEach(
            (item, group) ->
                byItem.put(
                    item,
                    new Scorecard.ItemFigures(
                        Math.toIntExact(group.queries()),
                        figures(
                            group.sums(), spread.byItem().get(item), whole, Optional.empty()))));
    return new Scorecard(
        predictor,
        split.id(),
        split.simulated(),
        new Seen(
            learnedFrom,
            Math.toIntExact(whole.seen()),
            Math.toIntExact(whole.households()),
            OptionalInt.empty()),
        known,
        protocol,
        whole.measurable(),
        Rules.SAME_REGION,
        Math.toIntExact(whole.all().queries()),
        Math.toIntExact(whole.answered()),
        figures(whole.all().sums(), spread.all(), whole, replicates),
        byItem);
  }

  private Map<String, Figure> figures(
      double[] totals,
      List<ClusterEstimate.Part> parts,
      PartSums whole,
      Optional<Replicates> replicates) {
    boolean probabilities = whole.probabilities() && whole.answered() > 0;
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      Metric metric = metrics.get(m);
      if (metric.presence().holds(whole.measurable(), probabilities)) {
        Statistic statistic = columns.statistic(metric);
        double value = statistic.of(totals);
        ClusterEstimate estimate = ClusterEstimate.of(value, parts.get(m));
        figures.put(
            metric.name(),
            Figure.of(
                value,
                replicates
                    .map(drawn -> drawn.uncertainty(statistic))
                    .orElseGet(() -> estimate.uncertainty(metric.highest()))));
      }
    }
    return figures;
  }
}
