package org.stowbench.predictors.learned.ensemble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/** How rankings become one. */
enum Fusion {
  /**
   * Reciprocal ranks (Cormack, Clarke and Buettcher, SIGIR 2009): an answer at rank r of a ranking
   * gets {@code weight / (60 + r)}. Works for rankings without scores.
   */
  RANKS {
    @Override
    Ranking fuse(List<Ranking> rankings, List<Double> weights) {
      Map<Answer, Double> sums = new LinkedHashMap<>();
      for (int i = 0; i < rankings.size(); i++) {
        List<RankedAnswer> answers = rankings.get(i).answers();
        for (int rank = 1; rank <= answers.size(); rank++) {
          sums.merge(answers.get(rank - 1).answer(), weights.get(i) / (60 + rank), Double::sum);
        }
      }
      return ranking(sums, Ranking.Scores.RELATIVE);
    }
  },
  /** The weighted mean of probabilities; all rankings must have them. */
  MEAN {
    @Override
    Ranking fuse(List<Ranking> rankings, List<Double> weights) {
      double total = weights.stream().mapToDouble(Double::doubleValue).sum();
      Map<Answer, Double> sums = new LinkedHashMap<>();
      for (int i = 0; i < rankings.size(); i++) {
        if (rankings.get(i).scores() != Ranking.Scores.PROBABILITY) {
          throw new InvalidInputException(
              "ensemble by mean: part %d gives no probabilities; use by=ranks".formatted(i + 1));
        }
        for (RankedAnswer ranked : rankings.get(i).answers()) {
          double p = Math.min(1, ranked.score().getAsDouble());
          sums.merge(ranked.answer(), weights.get(i) / total * p, Double::sum);
        }
      }
      return ranking(sums, Ranking.Scores.PROBABILITY);
    }
  };

  /**
   * Puts rankings together.
   *
   * @param rankings one or more
   * @param weights one a ranking, above 0
   */
  abstract Ranking fuse(List<Ranking> rankings, List<Double> weights);

  /** Best first; of equals, the one that was named first. */
  private static Ranking ranking(Map<Answer, Double> sums, Ranking.Scores scores) {
    List<RankedAnswer> answers = new ArrayList<>();
    sums.forEach((answer, sum) -> answers.add(RankedAnswer.of(answer, sum)));
    answers.sort(
        Comparator.comparingDouble((RankedAnswer ranked) -> ranked.score().getAsDouble())
            .reversed());
    return new Ranking(answers, scores, Ranking.Order.STRICT);
  }
}
