package org.stowbench.scorer.metrics;

import static org.stowbench.scorer.metrics.Metric.Draft.cost;
import static org.stowbench.scorer.metrics.Metric.Draft.number;
import static org.stowbench.scorer.metrics.Metric.Draft.rate;
import static org.stowbench.scorer.metrics.Metric.Draft.share;
import static org.stowbench.scorer.protocols.Protocol.CONSISTENT;
import static org.stowbench.scorer.protocols.Protocol.PAPER;
import static org.stowbench.scorer.protocols.Protocol.SEARCH;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.io.Json;
import org.stowbench.scorer.misses.Miss;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.RankingOutcome;
import org.stowbench.scorer.protocols.SearchOutcome;

/**
 * The catalogue: every metric, declared once. To add one, declare it, list it in {@link #ALL} where
 * it is to stand in scorecards, and test it by hand-made queries; whatever lists metrics then has
 * it. A number of a query that no outcome has yet is a method of its {@link Outcome}.
 */
public final class Metrics {

  private static final int CALIBRATION_BINS = 10;

  private static final Column QUERIES = Column.of(outcome -> 1);
  private static final Column CORRECT = Column.of(Outcome::correct);
  private static final Column IOU = Column.of(Outcome::iou);
  private static final Column OPENINGS_OF_RANKING = ranking(o -> o.openings().orElseThrow());
  private static final Column NOT_HERE_RIGHT = ranking(RankingOutcome::saysNotHereRightly);
  private static final Column NOT_HERE_SAID = ranking(RankingOutcome::saysNotHere);
  private static final Column NOT_HERE_TRUE = ranking(RankingOutcome::isNotHere);
  private static final Column HOUSEHOLD_SHARE = ranking(RankingOutcome::householdShare);
  private static final Column IN_VIEW = search(outcome -> outcome.inView() ? 1 : 0);
  private static final Column NOT_IN_VIEW = search(outcome -> outcome.inView() ? 0 : 1);
  private static final Column CHARGED_OPENINGS = search(SearchOutcome::chargedOpenings);
  private static final Column CHARGED_PATH = search(SearchOutcome::chargedPath);

  /** Under the paper's rules, whether a query is right depends on the method's threshold. */
  public static final Metric ACCURACY =
      share("accuracy", "share of queries whose IoU reaches the method's threshold")
          .said("is right on")
          .of(CORRECT, QUERIES)
          .under(PAPER);

  /** The first answer is right. */
  public static final Metric HIT_1 =
      share("hit@1", "share of queries whose truth comes first")
          .said("finds")
          .of(CORRECT, QUERIES)
          .under(CONSISTENT);

  /** The official figure of TidyBot's benchmark, whose households are its scenarios. */
  public static final Metric HOUSEHOLD_HIT_1 =
      share(
              "household_hit@1",
              "mean over households of the share of their queries whose truth comes first")
          .said("finds")
          .officialOf("tidybot")
          .of(ranking(outcome -> outcome.correct() * outcome.householdShare()), HOUSEHOLD_SHARE)
          .under(CONSISTENT);

  /** The official figure of Housekeep's benchmark, in which several places are right. */
  public static final Metric PLACE_PRECISION =
      number(
              "place_precision",
              "mean average precision over the places, without \"not here\", where equal scores"
                  + " share a threshold; of the queries whose item is in a container")
          .headed("place precision")
          .officialOf("housekeep")
          .of(ranking(RankingOutcome::placePrecision), ranking(outcome -> 1 - outcome.isNotHere()))
          .under(CONSISTENT);

  /** The truth is among the first three. */
  public static final Metric HIT_3 = hit(3);

  /** The truth is among the first five. */
  public static final Metric HIT_5 = hit(5);

  /** Mean reciprocal rank. */
  public static final Metric MRR =
      number("mrr", "mean of 1 over the rank of the truth; 0 without a prediction")
          .headed("MRR")
          .of(ranking(RankingOutcome::reciprocalRank), QUERIES)
          .under(CONSISTENT);

  /**
   * How early all the places come up where an item is kept; with one place, 1 over its rank. The
   * truths of a query are sets, rankings are complete, and a true place that comes up again counts
   * once, so it is the average precision of a ranked retrieval that ends when all are found.
   */
  public static final Metric AVERAGE_PRECISION =
      number(
              "average_precision",
              "mean, over the places where the item is kept, of the share of true places among the"
                  + " ranks down to that one; 0 without a prediction")
          .headed("average precision")
          .present(Presence.WITH_SEVERAL_PLACES)
          .of(ranking(RankingOutcome::averagePrecision), QUERIES)
          .under(CONSISTENT);

  /** Mean intersection over union of the first answer's own region with the true region. */
  public static final Metric MEAN_IOU =
      number(
              "mean_iou",
              "mean IoU of the first answer's own region with the true one; 1 where both say \"not"
                  + " here\", 0 where one does")
          .headed("mean IoU")
          .present(Presence.WITH_REGIONS)
          .of(IOU, QUERIES)
          .under(CONSISTENT, PAPER);

  /** The first answer fits well. */
  public static final Metric IOU_75 = iouAtLeast("iou@0.75", 0.75);

  /** The first answer fits nearly perfectly. */
  public static final Metric IOU_95 = iouAtLeast("iou@0.95", 0.95);

  /** What a wrong "not here" costs is all containers. */
  public static final Metric OPENINGS =
      cost(
              "openings",
              "mean number of physical containers that a robot opens until it finds the item, or"
                  + " comes to a \"not here\" that is right; a wrong \"not here\" costs all of"
                  + " them")
          .in(Unit.CONTAINERS)
          .decimals(2)
          .said("opens")
          .of(OPENINGS_OF_RANKING, QUERIES)
          .under(CONSISTENT);

  /** A ratio of totals, not a mean of ratios, so that scenes count by their size. */
  public static final Metric OPENING_RATIO =
      cost(
              "opening_ratio",
              "all openings over what a uniformly random order of the candidates and \"not here\""
                  + " costs in expectation (exact): 1 is no better than chance")
          .headed("ratio to random")
          .decimals(2)
          .of(OPENINGS_OF_RANKING, ranking(RankingOutcome::randomOpenings))
          .under(CONSISTENT);

  /** Of the first answers. */
  public static final Metric NOT_HERE_PRECISION =
      rate(
              "not_here_precision",
              "share of first answers \"not here\" that are right; undefined without any")
          .headed("“not here” precision")
          .of(NOT_HERE_RIGHT, NOT_HERE_SAID)
          .under(CONSISTENT);

  /** Of the first answers. */
  public static final Metric NOT_HERE_RECALL =
      rate(
              "not_here_recall",
              "share of items that are not here whose first answer says so; undefined without any")
          .headed("“not here” recall")
          .of(NOT_HERE_RIGHT, NOT_HERE_TRUE)
          .under(CONSISTENT);

  /** The harmonic mean of precision and recall. */
  public static final Metric NOT_HERE_F1 =
      rate("not_here_f1", "precision and recall of \"not here\" in one figure")
          .headed("“not here” F1")
          .of(List.of(NOT_HERE_RIGHT, NOT_HERE_RIGHT), List.of(NOT_HERE_SAID, NOT_HERE_TRUE))
          .under(CONSISTENT);

  /**
   * Outcomes are the physical containers and "not here"; an outcome's probability is the sum over
   * the answers that stand for it; what is missing to 1 is spread evenly over the outcomes that the
   * ranking leaves out, over all of them if it leaves out none. Clipped at 1e-12.
   */
  public static final Metric LOG_LOSS =
      cost("log_loss", "mean surprise at where the item is, in nats, by the given probabilities")
          .headed("log loss")
          .in(Unit.NATS)
          .present(Presence.WITH_PROBABILITIES)
          .of(ranking(RankingOutcome::logLoss), QUERIES)
          .under(CONSISTENT);

  /** Over the same outcomes as {@link #LOG_LOSS}. */
  public static final Metric BRIER =
      number("brier", "mean squared error of the given probabilities, summed over all places")
          .headed("Brier score")
          .lowerIsBetter(2)
          .present(Presence.WITH_PROBABILITIES)
          .of(ranking(RankingOutcome::brier), QUERIES)
          .under(CONSISTENT);

  /** Expected calibration error. The one metric that is no ratio of sums, but a sum of gaps. */
  public static final Metric ECE =
      number(
              "ece",
              "mean gap between the first answer's probability and how often it is right, in ten"
                  + " bins of equal width")
          .headed("calibration error")
          .lowerIsBetter(1)
          .present(Presence.WITH_PROBABILITIES)
          .ofAbsoluteSums(
              IntStream.range(0, CALIBRATION_BINS).mapToObj(Metrics::calibrationGap).toList(),
              QUERIES)
          .under(CONSISTENT);

  /** How often people give the first answer too. */
  public static final Metric CROWD =
      rate(
              "crowd",
              "share of people's votes that go to the first answer's place, over the queries that"
                  + " people voted on")
          .present(Presence.BESIDE)
          .of(ranking(RankingOutcome::votes), ranking(RankingOutcome::wasVotedOn))
          .under(CONSISTENT);

  /** Found, or rightly ended without it. */
  public static final Metric SUCCESS =
      share(
              "success",
              "share of queries whose item was found, or is in no container and the search was"
                  + " given up or opened all")
          .of(CORRECT, QUERIES)
          .under(SEARCH);

  /** Of the queries whose item is there to be found. */
  public static final Metric FOUND =
      rate("found", "share found, of the queries whose item is in a container")
          .of(search(outcome -> outcome.found() ? 1 : 0), IN_VIEW)
          .said("finds")
          .under(SEARCH);

  /** Where all containers are open there is nothing left to give up. */
  public static final Metric GAVE_UP_RIGHT =
      rate(
              "gave_up_right",
              "share given up before all was open, of the queries whose item is in none")
          .headed("gave up right")
          .of(search(outcome -> outcome.gaveUpRight() ? 1 : 0), NOT_IN_VIEW)
          .under(SEARCH);

  /** What was done, not what it is worth. */
  public static final Metric SEARCH_OPENINGS =
      cost("search_openings", "mean number of containers opened")
          .headed("openings")
          .in(Unit.CONTAINERS)
          .decimals(2)
          .said("opens")
          .of(search(SearchOutcome::opened), QUERIES)
          .under(SEARCH);

  /** What was done, not what it is worth. */
  public static final Metric PATH =
      cost("path", "mean length of the path")
          .in(Unit.LENGTH)
          .present(Presence.WITH_WAYS)
          .decimals(2)
          .of(search(SearchOutcome::path), QUERIES)
          .under(SEARCH);

  /** At best one container is opened for each item that is in view, and none for the others. */
  public static final Metric OPENING_RATIO_BEST =
      searchRatio(
          Presence.ALWAYS,
          "opening_ratio_best",
          "to best",
          "charged openings over those of the best possible search, one where the item is in a"
              + " container and none elsewhere: 1 is perfect",
          CHARGED_OPENINGS,
          IN_VIEW);

  /** A random search never gives up: where the item is in none it opens all. */
  public static final Metric OPENING_RATIO_RANDOM =
      searchRatio(
          Presence.ALWAYS,
          "opening_ratio_random",
          "to random",
          "charged openings over what opening in random order until the item is found costs in"
              + " expectation (exact): 1 is no better",
          CHARGED_OPENINGS,
          search(SearchOutcome::randomOpenings));

  /** The straight way to the item; nothing where it is in none. */
  public static final Metric PATH_RATIO_BEST =
      searchRatio(
          Presence.WITH_START,
          "path_ratio_best",
          "to best",
          "charged path over that of the best possible search, the straight way to the item and"
              + " nothing where it is in none: 1 is perfect",
          CHARGED_PATH,
          search(SearchOutcome::bestPath));

  /** The way of the same random search as {@link #OPENING_RATIO_RANDOM}. */
  public static final Metric PATH_RATIO_RANDOM =
      searchRatio(
          Presence.WITH_WAYS,
          "path_ratio_random",
          "to random",
          "charged path over that of opening in random order until the item is found, in"
              + " expectation (exact): 1 is no better",
          CHARGED_PATH,
          search(SearchOutcome::randomPath));

  /**
   * Success weighted by path length (Anderson et al., On Evaluation of Embodied Navigation Agents,
   * arXiv 1807.06757).
   */
  public static final Metric SPL =
      number(
              "spl",
              "success weighted by path length: mean of the best path over the path, 0 where not"
                  + " found; of the queries whose item is in a container")
          .headed("SPL")
          .present(Presence.WITH_START)
          .of(search(SearchOutcome::successByPath), IN_VIEW)
          .under(SEARCH);

  /** In the order of scorecards. */
  static final List<Metric> ALL =
      List.of(
          ACCURACY,
          HIT_1,
          HOUSEHOLD_HIT_1,
          PLACE_PRECISION,
          HIT_3,
          HIT_5,
          MRR,
          AVERAGE_PRECISION,
          MEAN_IOU,
          IOU_75,
          IOU_95,
          OPENINGS,
          OPENING_RATIO,
          NOT_HERE_PRECISION,
          NOT_HERE_RECALL,
          NOT_HERE_F1,
          LOG_LOSS,
          BRIER,
          ECE,
          CROWD,
          SUCCESS,
          FOUND,
          GAVE_UP_RIGHT,
          SEARCH_OPENINGS,
          PATH,
          OPENING_RATIO_BEST,
          OPENING_RATIO_RANDOM,
          PATH_RATIO_BEST,
          PATH_RATIO_RANDOM,
          SPL);

  /**
   * How many of the first answers are a miss of each kind. They stand in no scorecard and may be
   * asked for by name: {@code miss_said_not_here}.
   */
  private static final Map<Miss, Metric> MISSES = misses();

  private Metrics() {}

  private static Map<Miss, Metric> misses() {
    Map<Miss, Metric> misses = new EnumMap<>(Miss.class);
    for (Miss kind : Miss.values()) {
      misses.put(
          kind,
          share(
                  "miss_" + Json.name(kind),
                  "share of queries that are missed like this: " + kind.description())
              .lowerIsBetter(1)
              .present(Presence.BESIDE)
              .of(Column.of(outcome -> outcome.miss(kind)), QUERIES)
              .under(CONSISTENT, PAPER));
    }
    return misses;
  }

  /** The share of all queries whose first answer is a miss of a kind. */
  public static Metric miss(Miss kind) {
    return MISSES.get(kind);
  }

  private static Metric hit(int within) {
    return share("hit@" + within, "share of queries whose truth is among the first " + within)
        .said("finds within " + within)
        .of(ranking(outcome -> outcome.within(within)), QUERIES)
        .under(CONSISTENT);
  }

  private static Metric iouAtLeast(String name, double least) {
    return share(
            name, "share of queries whose first answer has IoU >= " + least + " with the truth")
        .headed("IoU ≥ " + least)
        .present(Presence.WITH_REGIONS)
        .of(ranking(outcome -> outcome.iouAtLeast(least)), QUERIES)
        .under(CONSISTENT);
  }

  private static Metric searchRatio(
      Presence where, String name, String heading, String description, Column above, Column below) {
    return cost(name, description)
        .headed(heading)
        .decimals(2)
        .present(where)
        .of(above, below)
        .under(SEARCH);
  }

  private static Column calibrationGap(int bin) {
    return ranking(
        outcome -> {
          int here =
              Math.min(CALIBRATION_BINS - 1, (int) (outcome.confidence() * CALIBRATION_BINS));
          return here == bin ? outcome.confidence() - outcome.correct() : 0;
        });
  }

  private static Column ranking(ToDoubleFunction<RankingOutcome> number) {
    return Column.of(RankingOutcome.class, number);
  }

  private static Column search(ToDoubleFunction<SearchOutcome> number) {
    return Column.of(SearchOutcome.class, number);
  }

  /** The metrics that a protocol's scorecards may have, in their order. */
  public static List<Metric> of(Protocol protocol) {
    return ALL.stream()
        .filter(m -> m.protocols().contains(protocol) && m.presence() != Presence.BESIDE)
        .toList();
  }

  /** The metric of a protocol that people look at first: how often it is right. */
  public static Metric headline(Protocol protocol) {
    return switch (protocol) {
      case CONSISTENT -> HIT_1;
      case SEARCH -> FOUND;
      case PAPER -> ACCURACY;
    };
  }

  /** The official figure of a split, by its id, where its makers have one of their own. */
  public static Optional<Metric> official(String split) {
    return ALL.stream().filter(m -> m.isOfficialOf(split)).findFirst();
  }

  /** The metric of this name, if it can be computed under the protocol. */
  public static Optional<Metric> find(String name, Protocol protocol) {
    return Stream.concat(ALL.stream(), MISSES.values().stream())
        .filter(m -> m.name().equals(name) && m.protocols().contains(protocol))
        .findFirst();
  }

  /** The names of some metrics, with commas between them. */
  public static String names(List<Metric> metrics) {
    return String.join(", ", metrics.stream().map(Metric::name).toList());
  }
}
