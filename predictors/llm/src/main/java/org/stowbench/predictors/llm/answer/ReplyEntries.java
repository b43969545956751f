package org.stowbench.predictors.llm.answer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.query.Answer;

/** The entries of one reply on their way to becoming a ranking. */
final class ReplyEntries {

  /** The number that stands for "in none of these". */
  static final int NONE = 0;

  private final Numbering numbering;
  private final Map<Answer, Double> shares = new LinkedHashMap<>();
  private boolean scored = true;
  private boolean percent;

  ReplyEntries(Numbering numbering) {
    this.numbering = numbering;
  }

  /** Adds an entry; of a container that stands there twice the shares add up. */
  void add(int number, OptionalDouble share) {
    double value = share.orElse(0);
    if (!(value >= 0 && value <= 100)) {
      throw new UnreadableReply("a probability must be between 0 and 1");
    }
    scored &= share.isPresent();
    percent |= value > 1;
    shares.merge(answer(number), value, Double::sum);
  }

  private Answer answer(int number) {
    if (number == NONE) {
      return Answer.NOT_HERE;
    }
    OptionalInt id = numbering.container(number);
    if (id.isEmpty()) {
      throw new UnreadableReply(
          "there is no container %d; the numbers are %s".formatted(number, numbering.range()));
    }
    return Answer.container(id.getAsInt());
  }

  void requireFirst(int number) {
    if (!ranking().first().equals(answer(number))) {
      throw new UnreadableReply("\"Best container\" is not the first of \"Ranking\"");
    }
  }

  /**
   * The ranking: by probability where every entry has one, else in the order given. Percentages are
   * divided by 100, and shares that add up to more than 1 by their sum.
   */
  Ranking ranking() {
    double unit = percent ? 100 : 1;
    double total = shares.values().stream().mapToDouble(share -> share / unit).sum();
    if (!scored || total == 0) {
      return Ranking.of(List.copyOf(shares.keySet()));
    }
    double scale = unit * Math.max(1, total);
    List<RankedAnswer> ranked =
        shares.entrySet().stream()
            .map(entry -> RankedAnswer.of(entry.getKey(), entry.getValue() / scale))
            .sorted(
                Comparator.comparingDouble((RankedAnswer a) -> a.score().getAsDouble()).reversed())
            .toList();
    return new Ranking(ranked, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }
}
