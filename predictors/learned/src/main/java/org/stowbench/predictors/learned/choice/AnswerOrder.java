package org.stowbench.predictors.learned.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictorOption;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;

/**
 * In which order a robot tries answers whose probabilities are known: the one place where our
 * predictors decide that.
 *
 * <p>Physical containers come likeliest first. Each stands at its likeliest candidate, with all
 * that its candidates have together; these follow at the end with 0, for opening one has opened
 * them.
 */
public enum AnswerOrder {
  /** "Not here" has the rank that its probability gives it: scores never increase. */
  PROBABILITY("probability"),

  /**
   * "Not here" stands where the fewest openings are expected, under the rules of the benchmark.
   *
   * <p>There are n containers, the k-th with probability p(k), and "not here" has q. Said after k
   * of them, it costs j where the item is in the j-th and j is at most k, k where it is in none,
   * and n where it is further down. To open the k-th first saves n - k with probability p(k), and
   * costs 1 with probability q. Both factors of (n - k) p(k) fall as k grows, so it pays up to the
   * last k for which that is more than q.
   */
  COST("cost"),

  /** The same with the likeliest answer first, even if that is "not here": no first hit is lost. */
  COST_AFTER_FIRST("cost-after-first");

  /** What cross-validation prefers of those that lose no first hit. */
  public static final AnswerOrder USUAL = COST_AFTER_FIRST;

  /** The option by which users choose. */
  public static final String OPTION = "order";

  /** What an answer opens that opens nothing: "not here", or a region without a container. */
  public static final int NOTHING = -1;

  private final String word;

  AnswerOrder(String word) {
    this.word = word;
  }

  /** The option of a predictor that has this order unless told otherwise. */
  public PredictorOption option() {
    return new PredictorOption(
        OPTION,
        "where \"not here\" stands: probability (by its own), cost (where the fewest openings are"
            + " expected), or cost-after-first (so, but the likeliest answer first)",
        word);
  }

  /** What a spec chooses; this order unless it says. */
  public AnswerOrder orAsIn(PredictorSpec spec) {
    if (spec.option(OPTION).isEmpty()) {
      return this;
    }
    String chosen = spec.choice(OPTION, PROBABILITY.word, COST.word, COST_AFTER_FIRST.word);
    return Arrays.stream(values()).filter(o -> o.word.equals(chosen)).findFirst().orElseThrow();
  }

  /**
   * Ranks answers.
   *
   * @param answers with probabilities, each at most once, in any order
   * @param container the number of the physical container that an answer opens, or {@link #NOTHING}
   * @param containers how many the scene has that can be opened, named or not
   */
  public Ranking rank(List<RankedAnswer> answers, ToIntFunction<Answer> container, int containers) {
    List<RankedAnswer> ranked = likeliestFirst(answers, container);
    return this == PROBABILITY
        ? new Ranking(ranked, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT)
        : new Ranking(
            fewestOpenings(ranked, container, containers),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.COST);
  }

  private static List<RankedAnswer> likeliestFirst(
      List<RankedAnswer> answers, ToIntFunction<Answer> container) {
    int[] opens = answers.stream().map(RankedAnswer::answer).mapToInt(container).toArray();
    double[] pooled = pooled(answers, opens);
    return IntStream.range(0, opens.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> -pooled[i])
                .thenComparing(i -> opens[i])
                .thenComparing(i -> i))
        .map(i -> RankedAnswer.of(answers.get(i).answer(), pooled[i]))
        .toList();
  }

  /** All that a container's answers have, given to the likeliest of them. */
  private static double[] pooled(List<RankedAnswer> answers, int[] opens) {
    double[] own = answers.stream().mapToDouble(AnswerOrder::probability).toArray();
    Map<Integer, Integer> likeliest = new HashMap<>();
    for (int i = 0; i < own.length; i++) {
      if (opens[i] != NOTHING) {
        likeliest.merge(opens[i], i, (one, other) -> own[other] > own[one] ? other : one);
      }
    }
    double[] pooled = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      pooled[likeliest.getOrDefault(opens[i], i)] += own[i];
    }
    return pooled;
  }

  private List<RankedAnswer> fewestOpenings(
      List<RankedAnswer> likeliestFirst, ToIntFunction<Answer> container, int containers) {
    List<RankedAnswer> order = new ArrayList<>(likeliestFirst);
    int notHere = order.stream().map(RankedAnswer::answer).toList().indexOf(Answer.NOT_HERE);
    if (notHere < 0 || (notHere == 0 && this == COST_AFTER_FIRST)) {
      return order;
    }
    RankedAnswer moved = order.remove(notHere);
    int to = this == COST_AFTER_FIRST ? 1 : 0;
    Set<Integer> opened = new HashSet<>();
    for (int i = 0; i < order.size(); i++) {
      int opens = container.applyAsInt(order.get(i).answer());
      if (opens != NOTHING
          && opened.add(opens)
          && (containers - opened.size()) * probability(order.get(i)) > probability(moved)) {
        to = i + 1;
      }
    }
    order.add(to, moved);
    return order;
  }

  private static double probability(RankedAnswer ranked) {
    return ranked.score().orElseThrow();
  }
}
