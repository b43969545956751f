package org.stowbench.predictors.learned.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

/** Held against the scorer itself, over all orders there are. */
class AnswerOrderTest {

  /** Candidates 0 and 1 are one drawer, drawn twice; 2, 3 and 4 are others. */
  private static final Scene SCENE = TestKitchens.twins("kitchen", 3);

  private static final int CONTAINERS = 4;
  private static final List<Answer> ANSWERS =
      List.of(
          Answer.container(0),
          Answer.container(1),
          Answer.container(2),
          Answer.container(3),
          Answer.container(4),
          Answer.NOT_HERE);

  private static int opens(Answer answer) {
    return answer instanceof Answer.InContainer in ? Math.max(0, in.id() - 1) : AnswerOrder.NOTHING;
  }

  private static List<RankedAnswer> answers(double... probabilities) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      answers.add(RankedAnswer.of(ANSWERS.get(i), probabilities[i]));
    }
    return answers;
  }

  private static Ranking rank(AnswerOrder order, double... probabilities) {
    return order.rank(answers(probabilities), AnswerOrderTest::opens, CONTAINERS);
  }

  private static List<Answer> order(Ranking ranking) {
    return ranking.answers().stream().map(RankedAnswer::answer).toList();
  }

  /** One query for each place of the item, and a home each. */
  private static final Scoring SCORING =
      Scoring.of(
              QueryIndex.of(
                  TestKitchens.dataset(
                      "small:eval",
                      IntStream.range(0, ANSWERS.size())
                          .mapToObj(
                              i ->
                                  TestKitchens.query(
                                      "" + i, SCENE, "Whisk", "" + i, ANSWERS.get(i)))
                          .toList())),
              Protocol.CONSISTENT)
          .withoutIntervals();

  /** What the scorer charges an order of the answers, by where the item is. */
  private static double[] charged(List<Answer> order) {
    return SCORING
        .score(
            "order",
            IntStream.range(0, ANSWERS.size())
                .mapToObj(truth -> Prediction.of("" + truth, Ranking.of(order))))
        .queries()
        .stream()
        .mapToDouble(query -> query.openings().orElseThrow())
        .toArray();
  }

  private static double expected(double[] charged, double[] probabilities) {
    return IntStream.range(0, charged.length).mapToDouble(i -> charged[i] * probabilities[i]).sum();
  }

  private static void orders(List<Answer> begun, Consumer<List<Answer>> each) {
    if (begun.size() == ANSWERS.size()) {
      each.accept(List.copyOf(begun));
    }
    for (Answer next : ANSWERS) {
      if (!begun.contains(next)) {
        begun.add(next);
        orders(begun, each);
        begun.remove(next);
      }
    }
  }

  @Test
  void noOrderAtAllIsExpectedToOpenFewer() {
    Map<List<Answer>, double[]> all = new HashMap<>();
    orders(new ArrayList<>(), order -> all.put(order, charged(order)));
    assertThat(all).hasSize(720);
    Random random = new Random(1);
    for (int draw = 0; draw < 200; draw++) {
      double sharpness = 3 * random.nextDouble();
      double[] p =
          Softmax.of(
              ANSWERS.stream().mapToDouble(a -> sharpness * random.nextGaussian()).toArray(), 1);
      List<Answer> likeliestFirst = order(rank(AnswerOrder.PROBABILITY, p));
      int first = opens(likeliestFirst.get(0));
      double least = Double.POSITIVE_INFINITY;
      double leastAfterFirst = Double.POSITIVE_INFINITY;
      for (Map.Entry<List<Answer>, double[]> other : all.entrySet()) {
        double openings = expected(other.getValue(), p);
        least = Math.min(least, openings);
        if (opens(other.getKey().get(0)) == first) {
          leastAfterFirst = Math.min(leastAfterFirst, openings);
        }
      }
      List<Answer> cost = order(rank(AnswerOrder.COST, p));
      List<Answer> afterFirst = order(rank(AnswerOrder.COST_AFTER_FIRST, p));

      assertThat(expected(all.get(cost), p)).isCloseTo(least, within(1e-9));
      assertThat(expected(all.get(afterFirst), p)).isCloseTo(leastAfterFirst, within(1e-9));
      assertThat(afterFirst.get(0)).isEqualTo(likeliestFirst.get(0));
    }
  }

  @Test
  void twinsAreOneContainerAndNotHereStandsWhereItPaysToStop() {
    // Together 0 and 1 have 0.3, so to open them first saves 3 with 0.3, which is more than 0.4;
    // then 2 * 0.25 is more too, and 1 * 0.04 is not.
    double[] p = {0.1, 0.2, 0.25, 0.04, 0.01, 0.4};

    assertThat(rank(AnswerOrder.COST, p).answers())
        .containsExactly(
            RankedAnswer.of(Answer.container(1), 0.1 + 0.2),
            RankedAnswer.of(Answer.container(2), 0.25),
            RankedAnswer.of(Answer.NOT_HERE, 0.4),
            RankedAnswer.of(Answer.container(3), 0.04),
            RankedAnswer.of(Answer.container(4), 0.01),
            RankedAnswer.of(Answer.container(0), 0));
    assertThat(rank(AnswerOrder.COST, p).order()).isEqualTo(Ranking.Order.COST);
    assertThat(order(rank(AnswerOrder.COST_AFTER_FIRST, p))).startsWith(Answer.NOT_HERE);
    assertThat(rank(AnswerOrder.PROBABILITY, p).order()).isEqualTo(Ranking.Order.STRICT);
  }

  @Test
  void aSingleContainerThatIsLikelyStaysTheFirstAnswer() {
    // Not to open it costs as much as to open it, so by cost alone one says "not here" at once.
    List<RankedAnswer> answers =
        List.of(RankedAnswer.of(Answer.container(0), 0.9), RankedAnswer.of(Answer.NOT_HERE, 0.1));

    assertThat(order(AnswerOrder.COST.rank(answers, AnswerOrderTest::opens, 1)))
        .startsWith(Answer.NOT_HERE);
    assertThat(order(AnswerOrder.COST_AFTER_FIRST.rank(answers, AnswerOrderTest::opens, 1)))
        .startsWith(Answer.container(0));
  }
}
