package org.stowbench.datasets.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Query;

/**
 * Answers as a simulated annotator does: out of habits of one's own, without knowing the
 * household's. That is one draw from the distribution that the {@link OraclePredictor} ranks by;
 * asked for more, the person draws again without what was named already.
 */
final class PersonPredictor implements Predictor, Learned {

  private final Predictor oracle;

  PersonPredictor(Predictor oracle) {
    this.oracle = oracle;
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    Prediction known = oracle.predict(query, context);
    if (known.ranking().isEmpty()) {
      return known;
    }
    SplittableRandom random = context.random();
    List<RankedAnswer> left = new ArrayList<>(known.ranking().get().answers());
    List<RankedAnswer> drawn = new ArrayList<>();
    double total = left.stream().mapToDouble(a -> a.score().orElseThrow()).sum();
    while (!left.isEmpty()) {
      int pick = pick(left, random.nextDouble() * total);
      RankedAnswer answer = left.remove(pick);
      total -= answer.score().orElseThrow();
      drawn.add(RankedAnswer.of(answer.answer()));
    }
    return Prediction.of(query, new Ranking(drawn, Ranking.Scores.NONE, Ranking.Order.STRICT));
  }

  private static int pick(List<RankedAnswer> answers, double at) {
    double sum = 0;
    for (int i = 0; i < answers.size(); i++) {
      sum += answers.get(i).score().orElseThrow();
      if (at < sum) {
        return i;
      }
    }
    return answers.size() - 1;
  }
}
