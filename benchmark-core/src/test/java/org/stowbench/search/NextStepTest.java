package org.stowbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowbench.ask.Advice;
import org.stowbench.ask.AdviceJson;
import org.stowbench.ask.Inquiry;
import org.stowbench.ask.NoAdviceException;
import org.stowbench.ask.Suggestion;
import org.stowbench.ask.Within;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.testing.TestKitchens;

/** A search that somebody else leads: what was opened is told, what to do next is answered. */
class NextStepTest {

  /** Containers 0 and 1 are one drawer drawn twice; 2 and 3 stand apart. */
  private static final Query QUERY = new Query("q", TestKitchens.twins("s", 2), "whisk");

  private static final Predictor PROBABLY =
      saying(
          RankedAnswer.of(Answer.container(2), 0.4),
          RankedAnswer.of(Answer.container(0), 0.1),
          RankedAnswer.of(Answer.container(1), 0.1),
          RankedAnswer.of(Answer.NOT_HERE, 0.2),
          RankedAnswer.of(Answer.container(3), 0.1)); // and 0.1 for what it does not name

  private static Predictor saying(RankedAnswer... answers) {
    Ranking ranking =
        new Ranking(List.of(answers), Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
    return (query, context) -> Prediction.of(query, ranking);
  }

  private static final Within ANY = Within.ANYWHERE;

  private static Within excluding(Integer... containers) {
    return new Within(Set.of(), Set.of(containers), Optional.empty());
  }

  private static Within reaching(Integer... containers) {
    return new Within(Set.of(), Set.of(), Optional.of(Set.of(containers)));
  }

  private static Opened empty(int container) {
    return new Opened(container, Contents.EMPTY);
  }

  private static Opened saw(int container, String... items) {
    return new Opened(container, new Contents.OtherItems(List.of(items)));
  }

  private static Advice ask(Predictor predictor, Within within, Opened... opened) throws Exception {
    return new NextStep(new Inquiry(QUERY, within, 9, false), List.of(opened), OptionalInt.empty())
        .ask(predictor);
  }

  private static Map<Answer, Double> probabilities(Advice advice) {
    Map<Answer, Double> all = new java.util.LinkedHashMap<>();
    for (Suggestion one : advice.suggestions()) {
      all.put(one.answer(), Math.round(one.probability().getAsDouble() * 1e6) / 1e6);
    }
    return all;
  }

  @Test
  void whatWasOpenedWithoutTheItemMakesAllOthersLikelier() throws Exception {
    Advice first = ask(PROBABLY, ANY);
    assertThat(first.next().answer()).isEqualTo(Answer.container(2));
    assertThat(first.next().probability().getAsDouble()).isEqualTo(0.4);
    Advice second = ask(PROBABLY, ANY, empty(2));
    assertThat(second.next().answer()).isEqualTo(Answer.container(0));
    assertThat(second.next().also()).containsExactly(1);
    // 0.6 is left, a tenth of all for what the ranking does not name.
    assertThat(probabilities(second))
        .containsExactly(
            Map.entry(Answer.container(0), 0.333333),
            Map.entry(Answer.NOT_HERE, 0.333333),
            Map.entry(Answer.container(3), 0.166667));
    assertThat(second.leftOut()).isEmpty();
    // One candidate was opened, so the other is open too.
    Advice third = ask(PROBABLY, ANY, empty(2), empty(1));
    assertThat(third.next().answer()).isEqualTo(Answer.NOT_HERE);
    assertThat(third.next().probability().getAsDouble()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatMayNotBeNamedKeepsItsProbability() throws Exception {
    for (Within only : List.of(excluding(1), reaching(2, 3))) {
      Advice advice = ask(PROBABLY, only);
      assertThat(probabilities(advice))
          .containsExactly(
              Map.entry(Answer.container(2), 0.4),
              Map.entry(Answer.NOT_HERE, 0.2),
              Map.entry(Answer.container(3), 0.1));
      assertThat(advice.leftOut().getAsDouble()).isCloseTo(0.2, within(1e-12));
    }
    Advice after = ask(PROBABLY, excluding(1), empty(2));
    assertThat(after.next().answer()).isEqualTo(Answer.NOT_HERE);
    assertThat(after.leftOut().getAsDouble()).isCloseTo(0.2 / 0.6, within(1e-12));
    Within both = new Within(Set.of(), Set.of(0), Optional.of(Set.of(1, 3)));
    assertThat(ask(PROBABLY, both).suggestions())
        .extracting(Suggestion::answer)
        .containsExactly(Answer.NOT_HERE, Answer.container(3));
  }

  @Test
  void whereNothingIsLeftTheAnswerIsNotHere() throws Exception {
    Predictor sure = saying(RankedAnswer.of(Answer.container(2), 1));
    Advice wrong = ask(sure, ANY, empty(2));
    assertThat(wrong.next().answer()).isEqualTo(Answer.NOT_HERE);
    assertThat(wrong.next().probability()).isEmpty();
    assertThat(wrong.suggestions()).isEmpty();
    Advice bound = ask(sure, new Within(Set.of(), Set.of(), Optional.of(Set.of())));
    assertThat(bound.next().answer()).isEqualTo(Answer.NOT_HERE);
    assertThat(bound.leftOut().getAsDouble()).isEqualTo(1);
    assertThat(AdviceJson.writeNext(bound).get("answers")).isEmpty();
  }

  @Test
  void aFreeRegionOpensTheContainerThatItMeans() throws Exception {
    Predictor draws =
        (query, context) ->
            Prediction.of(
                query,
                Ranking.of(
                    Answer.region(Region.box(600, 600, 700, 700)),
                    Answer.region(Region.box(200, 0, 300, 60)),
                    Answer.container(3)));
    assertThat(ask(draws, ANY).next().answer()).isEqualTo(Answer.container(2));
    assertThat(ask(draws, ANY, empty(2)).next().answer()).isEqualTo(Answer.container(3));
    assertThat(ask(draws, excluding(2)).next().answer()).isEqualTo(Answer.container(3));
  }

  /** Looks first where a spoon is known to be. */
  private static final Predictor BY_THE_SPOON =
      (query, context) -> {
        List<Answer> answers = new ArrayList<>();
        query.known().forEach(placement -> answers.add(placement.where()));
        answers.addAll(List.of(Answer.container(3), Answer.container(2), Answer.container(0)));
        return Prediction.of(query, Ranking.of(answers.stream().distinct().toList()));
      };

  @Test
  void eachStepIsWhatASearchInARunWouldDo() throws Exception {
    Query told = QUERY.knowing(List.of(new KnownPlacement("spoon", Answer.container(2))));
    for (Predictor predictor : List.of(PROBABLY, BY_THE_SPOON)) {
      Search search = Searcher.of(predictor).begin(told, new PredictionContext(1));
      List<Opened> opened = new ArrayList<>();
      for (int left = 3; left > 0; left--) {
        Move move = search.next(opened, left);
        Answer next =
            new NextStep(new Inquiry(told, ANY, 1, false), opened, OptionalInt.empty())
                .ask(predictor)
                .next()
                .answer();
        if (move instanceof Move.Open open) {
          assertThat(next).isEqualTo(Answer.container(open.container()));
          opened.add(saw(open.container(), "ladle"));
        } else {
          assertThat(next).isEqualTo(Answer.NOT_HERE);
        }
      }
    }
  }

  /** Decides step by step; ranks in another order. */
  private abstract static class Stepping implements Predictor, Searcher {
    final List<Query> begun = new ArrayList<>();

    abstract Move move(List<Opened> opened, int budget);

    @Override
    public Prediction predict(Query query, PredictionContext context) {
      return Prediction.of(query, Ranking.of(Answer.container(0), Answer.container(3)));
    }

    @Override
    public Search begin(Query query, PredictionContext context) {
      begun.add(query);
      return (opened, budget) -> move(opened, budget);
    }
  }

  private static Stepping moving(Move... moves) {
    return new Stepping() {
      @Override
      Move move(List<Opened> opened, int budget) {
        return moves[opened.size()];
      }
    };
  }

  @Test
  void aSearcherIsAskedForItsMoveAndToldWhatWasSeen() throws Exception {
    Stepping searcher = moving(Move.open(2), Move.open(1), Move.GIVE_UP);
    assertThat(ask(searcher, ANY).next().answer()).isEqualTo(Answer.container(2));
    Advice second = ask(searcher, ANY, saw(2, "ladle"));
    assertThat(second.next().answer()).isEqualTo(Answer.container(1));
    assertThat(searcher.begun.get(1).known())
        .containsExactly(new KnownPlacement("ladle", Answer.container(2)));
    assertThat(ask(searcher, ANY, empty(2), empty(1)).next().answer()).isEqualTo(Answer.NOT_HERE);
    // It does not hear of what may not be named, so its ranking is followed.
    assertThat(ask(searcher, excluding(2)).next().answer()).isEqualTo(Answer.container(0));
    int before = searcher.begun.size();
    assertThat(ask(searcher, reaching(2), empty(2)).next().answer()).isEqualTo(Answer.NOT_HERE);
    assertThat(searcher.begun).hasSize(before + 1);
  }

  @Test
  void aBudgetIsPassedOnAndNeverMoreThanIsClosed() throws Exception {
    List<Integer> budgets = new ArrayList<>();
    Stepping searcher =
        new Stepping() {
          @Override
          Move move(List<Opened> opened, int budget) {
            budgets.add(budget);
            return Move.GIVE_UP;
          }
        };
    for (OptionalInt budget :
        Arrays.asList(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(9))) {
      new NextStep(new Inquiry(QUERY, excluding(3), 1, false), List.of(empty(0)), budget)
          .ask(searcher);
    }
    assertThat(budgets).containsExactly(1, 1, 1);
    ask(searcher, ANY);
    assertThat(budgets).endsWith(3);
  }

  @Test
  void whatASearcherMayNotDoIsItsFailure() {
    assertThatThrownBy(() -> ask(moving(Move.open(2), Move.open(2)), ANY, empty(2)))
        .isInstanceOf(NoAdviceException.class)
        .hasMessage("opens container 2, which is open");
    assertThatThrownBy(() -> ask(moving(Move.open(7)), ANY))
        .isInstanceOf(NoAdviceException.class)
        .hasMessageContaining("container 7: the scene has 4");
    assertThatThrownBy(() -> ask(moving((Move) null), ANY))
        .isInstanceOf(NoAdviceException.class)
        .hasMessage("the searcher made no move");
  }

  @Test
  void whatCannotHaveBeenSeenIsRefused() {
    assertRefused("container 4: the scene has 4", empty(4));
    assertRefused("container 2 is given twice", empty(2), empty(2));
    assertRefused("container 1 is the same as 0, which is given too", empty(0), empty(1));
    assertRefused("the item was found there", new Opened(2, Contents.FOUND));
    assertRefused("The Whisks is what is looked for", saw(2, "The Whisks"));
    assertThatThrownBy(
            () ->
                new NextStep(
                    new Inquiry(
                        QUERY.knowing(List.of(new KnownPlacement("pot", Answer.NOT_HERE))),
                        ANY,
                        1,
                        false),
                    List.of(saw(2, "pots")),
                    OptionalInt.empty()))
        .hasMessageContaining("pots was seen there and is known to be not here");
  }

  private static void assertRefused(String problem, Opened... opened) {
    assertThatThrownBy(() -> ask(PROBABLY, ANY, opened))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
