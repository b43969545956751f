package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;

/**
 * One ranking out of a yes or no to each container. The share of yes among its replies is a
 * container's probability, divided by their sum where that is more than 1. Containers with equal
 * shares come in an order that the seed draws, so that no place in the list is favoured; those
 * without a yes are left out. Where there is none at all, the item is not here.
 */
final class EachContainer {

  private EachContainer() {}

  static Ranking ranking(List<List<Ranking>> answers, long seed) {
    Map<Answer, Double> yes = new LinkedHashMap<>();
    for (List<Ranking> replies : answers) {
      replies.stream()
          .map(Ranking::first)
          .filter(answer -> !answer.equals(Answer.NOT_HERE))
          .forEach(answer -> yes.merge(answer, 1.0 / replies.size(), Double::sum));
    }
    double total = Math.max(1, yes.values().stream().mapToDouble(share -> share).sum());
    List<Answer> order = new ArrayList<>(yes.keySet());
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    order.sort(Comparator.comparingDouble(answer -> -yes.get(answer)));
    return order.isEmpty()
        ? Ranking.of(Answer.NOT_HERE)
        : new Ranking(
            order.stream().map(a -> RankedAnswer.of(a, yes.get(a) / total)).toList(),
            Ranking.Scores.PROBABILITY,
            Ranking.Order.STRICT);
  }
}
