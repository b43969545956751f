package org.stowbench.scorer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.statistics.VarianceComponents;

/**
 * One predictor that was asked several times, with a seed of its own each time.
 *
 * @param mean the repeats as one run: its figures are means over the repeats, query by query, and
 *     its intervals draw households with all their repeats
 * @param runs the repeats, one or more
 */
public record Repeats(ScoredRun mean, List<ScoredRun> runs) {

  public Repeats {
    runs = List.copyOf(runs);
  }

  /**
   * Puts runs together that differ in the seed alone: repeats of one predictor are one. With a seed
   * twice, they are no repeats, and each stands for itself.
   *
   * @param all in whatever order; that of the groups and within them is theirs
   * @param run what one of them says of itself; empty for what is no repeat of anything
   */
  public static <T> List<List<T>> together(List<T> all, Function<T, Optional<RunManifest>> run) {
    Map<Object, List<T>> groups = new LinkedHashMap<>();
    for (T one : all) {
      Object asked = run.apply(one).<Object>map(Repeats::asked).orElseGet(Object::new);
      groups.computeIfAbsent(asked, a -> new ArrayList<>()).add(one);
    }
    List<List<T>> together = new ArrayList<>();
    for (List<T> group : groups.values()) {
      long seeds =
          group.stream().map(one -> run.apply(one).map(RunManifest::seed)).distinct().count();
      if (seeds == group.size()) {
        together.add(group);
      } else {
        group.forEach(one -> together.add(List.of(one)));
      }
    }
    return together;
  }

  /** What repeats have in common. */
  private static List<Object> asked(RunManifest run) {
    return List.of(run.predictor(), run.dataset().checksum(), run.limit(), run.mode(), run.known());
  }

  /**
   * Takes repeats together.
   *
   * @param scoring what they were scored by
   * @param all one or more, of one predictor; a single one stays as it is, and so do several that
   *     all came out alike, since the seed makes no difference to them
   */
  public static Repeats of(Scoring scoring, List<ScoredRun> all) {
    List<ScoredRun> runs = List.copyOf(all); // the views below are read later
    ScoredRun first = runs.get(0);
    if (runs.stream()
        .allMatch(
            run ->
                run.scorecard().equals(first.scorecard())
                    && run.queries().equals(first.queries()))) {
      return new Repeats(first, List.of(first));
    }
    List<Outcome> outcomes =
        Views.joined(runs.stream().map(run -> run.perQuery().outcomes()).toList());
    boolean probabilities = runs.stream().allMatch(r -> r.perQuery().haveProbabilities());
    LearnedFrom learnedFrom =
        runs.stream()
            .map(r -> r.scorecard().seen().learnedFrom())
            .reduce(LearnedFrom::and)
            .orElseThrow();
    Scorecard card =
        scoring
            .begin()
            .of(learnedFrom)
            .knowing(first.scorecard().known())
            .scorecard(
                "%s, %d repeats".formatted(first.scorecard().predictor(), runs.size()),
                first.scorecard().measurable(),
                first.scorecard().threshold(),
                runs.stream().mapToInt(r -> r.scorecard().answered()).min().orElseThrow(),
                probabilities,
                outcomes);
    List<QueryScore> queries =
        Views.of(
            first.queries().size(),
            query -> mean(runs.stream().map(r -> r.queries().get(query)).toList()));
    return new Repeats(
        new ScoredRun(card, queries, new PerQueryFigures(card, outcomes, probabilities)), runs);
  }

  /**
   * Where a metric's variance comes from.
   *
   * @param metric a mean over queries, such as {@code hit@1}
   */
  public VarianceComponents variance(Metric metric) {
    List<QueryScore> queries = mean.queries();
    return VarianceComponents.of(
        queries.stream().map(q -> q.query().household()).toList(),
        queries.stream().map(q -> q.query().item()).toList(),
        runs.stream().map(r -> r.perQuery().numerators(metric)).toArray(double[][]::new));
  }

  private static QueryScore mean(List<QueryScore> repeats) {
    QueryScore first = repeats.get(0);
    return new QueryScore(
        first.query(),
        repeats.stream().anyMatch(QueryScore::predicted),
        repeats.stream().allMatch(QueryScore::answered),
        first.answer(),
        average(repeats, QueryScore::iou),
        average(repeats, QueryScore::correct),
        ifAll(repeats, QueryScore::rank),
        ifAll(repeats, QueryScore::openings));
  }

  private static double average(List<QueryScore> repeats, ToDoubleFunction<QueryScore> figure) {
    return repeats.stream().mapToDouble(figure).sum() / repeats.size();
  }

  private static OptionalDouble ifAll(
      List<QueryScore> repeats, Function<QueryScore, OptionalDouble> figure) {
    return repeats.stream().allMatch(q -> figure.apply(q).isPresent())
        ? OptionalDouble.of(average(repeats, q -> figure.apply(q).getAsDouble()))
        : OptionalDouble.empty();
  }
}
