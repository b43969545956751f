package org.stowbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.testing.TestKitchens;

/** What becomes of a ranking when it is followed step by step. */
class RankedSearcherTest {

  /** Containers 0 and 1 are one drawer drawn twice; 2 and 3 stand apart. */
  private static final Query QUERY = new Query("q", TestKitchens.twins("s", 2), "whisk");

  @Test
  void opensInRankedOrderUntilNotHereComesUp() throws Exception {
    assertThat(
            moves(Answer.container(3), Answer.container(0), Answer.NOT_HERE, Answer.container(2)))
        .containsExactly(Move.open(3), Move.open(0), Move.GIVE_UP);
  }

  @Test
  void opensOnePhysicalContainerOnceAndGivesUpAfterTheLastAnswer() throws Exception {
    assertThat(moves(Answer.container(1), Answer.container(0), Answer.container(2)))
        .containsExactly(Move.open(1), Move.open(2), Move.GIVE_UP);
  }

  @Test
  void aFreeRegionOpensWhatItOverlapsMostAndElseIsSkipped() throws Exception {
    assertThat(
            moves(
                Answer.region(Region.box(600, 600, 700, 700)),
                Answer.region(Region.box(200, 0, 300, 60)),
                Answer.container(2),
                Answer.container(3)))
        .containsExactly(Move.open(2), Move.open(3), Move.GIVE_UP);
  }

  @Test
  void equallyLikedAnswersAreOpenedAsDrawn() throws Exception {
    Ranking tied =
        new Ranking(
            List.of(RankedAnswer.of(Answer.container(2)), RankedAnswer.of(Answer.NOT_HERE)),
            Ranking.Scores.NONE,
            Ranking.Order.TIED);

    assertThat(moves((query, context) -> Prediction.of(query, tied)))
        .containsExactly(Move.open(2), Move.GIVE_UP);
  }

  @Test
  void aFailedRankingFailsTheSearchAndKeepsItsRemarks() throws Exception {
    Search search =
        begin((query, context) -> Prediction.failed("q", "no model").withRationale("tried"));

    assertThatThrownBy(() -> search.next(List.of(), 3))
        .isInstanceOf(SearchFailedException.class)
        .hasMessage("no model");
    assertThat(search.remarks().rationale()).contains("tried");
  }

  @Test
  void aPredictorThatSearchesIsNotAdapted() {
    abstract class Both implements Predictor, Searcher {}
    Both both =
        new Both() {
          @Override
          public Prediction predict(Query query, PredictionContext context) {
            throw new AssertionError("asked to rank");
          }

          @Override
          public Search begin(Query query, PredictionContext context) {
            return (opened, budget) -> Move.GIVE_UP;
          }
        };

    assertThat(Searcher.of(both)).isSameAs(both);
  }

  private static List<Move> moves(Answer... answers) throws InterruptedException {
    return moves((query, context) -> Prediction.of(query, Ranking.of(answers)));
  }

  private static List<Move> moves(Predictor predictor) throws InterruptedException {
    Search search = begin(predictor);
    List<Move> moves = new ArrayList<>();
    List<Opened> opened = new ArrayList<>();
    do {
      moves.add(search.next(List.copyOf(opened), 4));
      if (moves.get(moves.size() - 1) instanceof Move.Open open) {
        opened.add(new Opened(open.container(), Contents.EMPTY));
      }
    } while (moves.get(moves.size() - 1) instanceof Move.Open);
    return moves;
  }

  private static Search begin(Predictor predictor) throws InterruptedException {
    return Searcher.of(predictor).begin(QUERY, new PredictionContext(1));
  }
}
