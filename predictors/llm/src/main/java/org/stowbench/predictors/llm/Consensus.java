package org.stowbench.predictors.llm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * One ranking out of several samples (self-consistency; Wang et al., arXiv 2203.11171): each sample
 * votes for its first answer, and the share of the votes is an answer's probability. Answers with
 * as many votes as each other are ordered by the sum of 1/rank over the samples, then as they first
 * came up.
 */
final class Consensus {

  private Consensus() {}

  private static final class Tally {
    private int votes;
    private double reciprocalRanks;
  }

  /**
   * Combines one or more rankings.
   *
   * @param asked how many samples there were to be; the share of those that are missing is nobody's
   */
  static Ranking of(List<Ranking> samples, int asked) {
    Map<Answer, Tally> tallies = new LinkedHashMap<>();
    for (Ranking sample : samples) {
      int rank = 1;
      for (RankedAnswer ranked : sample.answers()) {
        Tally tally = tallies.computeIfAbsent(ranked.answer(), a -> new Tally());
        tally.votes += rank == 1 ? 1 : 0;
        tally.reciprocalRanks += 1.0 / rank++;
      }
    }
    Comparator<Map.Entry<Answer, Tally>> order =
        Comparator.comparingInt((Map.Entry<Answer, Tally> e) -> -e.getValue().votes)
            .thenComparingDouble(e -> -e.getValue().reciprocalRanks);
    return new Ranking(
        tallies.entrySet().stream()
            .sorted(order)
            .map(e -> RankedAnswer.of(e.getKey(), (double) e.getValue().votes / asked))
            .toList(),
        Ranking.Scores.PROBABILITY,
        Ranking.Order.STRICT);
  }
}
