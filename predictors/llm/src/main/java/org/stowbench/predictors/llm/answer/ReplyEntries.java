package org.stowbench.predictors.llm.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * The entries of one reply, best first, on their way to becoming a ranking. The order is the
 * model's; probabilities that say otherwise are not sorted but refused.
 */
final class ReplyEntries {

  /** By so much a probability may miss 1: by rounding to a percent. */
  private static final double ROUNDING = 0.005;

  /** By so much it may pass the one before it: thirds are written as 33, 33 and 34 percent. */
  private static final double ORDER_ROUNDING = 0.0101;

  private static final double PERCENT = 100;

  /** Together, percentages may miss 100 by so much, each being rounded. */
  private static final double TOTAL_ROUNDING = 1.5;

  /** A number from here on is no probability, however it was meant, but a percentage. */
  private static final double SURELY_PERCENT = 10;

  /** Other numbers of entries that say in which order they are. */
  private static final Set<String> RISING = Set.of("rank", "position", "place", "order");

  private static final Set<String> FALLING =
      Set.of("score", "confidence", "likelihood", "weight", "chance", "percentage");

  private static final String CONTRADICTION =
      "its order and its probabilities contradict each other: the best must come first and have the"
          + " highest";

  private final Map<Answer, Optional<Share>> shares = new LinkedHashMap<>();
  private final Map<String, Double> last = new HashMap<>();

  /** Sees what the next entry has beside its container and its probability. */
  void see(String field, double value) {
    Double before = last.put(field, value);
    if (before != null
        && ((RISING.contains(field) && value < before)
            || (FALLING.contains(field) && value > before))) {
      throw new UnreadableReply(CONTRADICTION);
    }
  }

  /** Adds an entry. The same again says nothing new. */
  void add(Answer answer, Optional<Share> share) {
    share.ifPresent(
        s -> {
          if (!(s.value() >= 0 && s.value() <= PERCENT * (1 + ROUNDING))) {
            throw new UnreadableReply("a probability must be between 0 and 1");
          }
        });
    Optional<Share> before = shares.putIfAbsent(answer, share);
    if (before != null && !before.equals(share)) {
      throw new UnreadableReply("it gives a container two probabilities");
    }
  }

  /** Whether no entry is without a probability. */
  boolean isScored() {
    return shares.values().stream().allMatch(Optional::isPresent);
  }

  /**
   * The ranking: with probabilities where every entry has one. What adds up to more than 1 is
   * divided by its sum.
   */
  Ranking ranking() {
    if (!isScored()) {
      return Ranking.of(List.copyOf(shares.keySet()));
    }
    double unit = unit();
    double previous = unit;
    double total = 0;
    Map<Answer, Double> values = new LinkedHashMap<>();
    for (Map.Entry<Answer, Optional<Share>> entry : shares.entrySet()) {
      double value = entry.getValue().orElseThrow().value();
      if (value > previous + (values.isEmpty() ? ROUNDING : ORDER_ROUNDING) * unit) {
        throw new UnreadableReply(
            values.isEmpty() ? "a probability must be between 0 and 1" : CONTRADICTION);
      }
      previous = Math.min(value, previous);
      total += previous / unit;
      values.put(entry.getKey(), previous);
    }
    if (total == 0) {
      throw new UnreadableReply("every probability is 0");
    }
    double scale = unit * Math.max(1, total);
    List<RankedAnswer> ranked = new ArrayList<>();
    values.forEach((answer, value) -> ranked.add(RankedAnswer.of(answer, value / scale)));
    return new Ranking(ranked, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }

  /** What the numbers are parts of: 1, or 100 where they can only be percentages. */
  private double unit() {
    List<Share> given = shares.values().stream().flatMap(Optional::stream).toList();
    List<Share> bare = given.stream().filter(s -> !s.percent() && s.value() != 0).toList();
    if (bare.isEmpty()) {
      return PERCENT;
    }
    double largest = bare.stream().mapToDouble(Share::value).max().getAsDouble();
    double smallest = bare.stream().mapToDouble(Share::value).min().getAsDouble();
    double total = given.stream().mapToDouble(Share::value).sum();
    boolean signs = bare.size() < given.stream().filter(s -> s.value() != 0).count();
    if (!signs && largest <= 1 + ROUNDING) {
      return 1;
    }
    boolean whole = Math.abs(total - PERCENT) <= TOTAL_ROUNDING;
    boolean percentages = signs ? smallest > 1 : smallest >= 1 && largest >= SURELY_PERCENT;
    if (percentages || (whole && largest > 1 + ROUNDING)) {
      return PERCENT;
    }
    throw new UnreadableReply(
        signs
            ? "some of its probabilities are percentages and others are not"
            : "its probabilities are neither all between 0 and 1 nor clearly percentages");
  }
}
