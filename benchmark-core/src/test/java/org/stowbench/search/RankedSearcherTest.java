package org.stowbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
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

  private static Opened saw(int container, String... items) {
    return new Opened(container, new Contents.OtherItems(List.of(items)));
  }

  /** Says what it knows as its reason, and puts first what is by the spoon, else 2. */
  private static final Predictor BY_THE_SPOON =
      (query, context) -> {
        List<Answer> answers = new ArrayList<>();
        query.known().stream()
            .filter(placement -> placement.item().equals("spoon"))
            .forEach(placement -> answers.add(placement.where()));
        answers.addAll(List.of(Answer.container(2), Answer.container(3), Answer.container(0)));
        return Prediction.of(query, Ranking.of(answers.stream().distinct().toList()))
            .withRationale(query.known() + " with seed " + context.seed())
            .withUsage(new Usage(10, 1, OptionalDouble.of(0.5)));
      };

  @Test
  void whatIsSeenIsKnownFromThenOnAndThePredictorIsAskedAnewWithTheSameSeed() throws Exception {
    Query told = QUERY.knowing(List.of(new KnownPlacement("pot", Answer.container(0))));
    Search search = Searcher.of(BY_THE_SPOON).begin(told, new PredictionContext(7));

    assertThat(search.next(List.of(), 3)).isEqualTo(Move.open(2));
    // Nothing new: the pot is known to be in that drawer, and whisks are what is looked for.
    assertThat(search.next(List.of(saw(1, "Pots", "whisks")), 2)).isEqualTo(Move.open(2));
    assertThat(search.remarks().usage()).contains(new Usage(10, 1, OptionalDouble.of(0.5)));
    // The spoon is placed in the candidate that was opened, which is open.
    assertThat(search.next(List.of(saw(2, "ladle", "spoon")), 2)).isEqualTo(Move.open(3));
    assertThat(search.remarks().rationale())
        .contains(
            List.of(
                    new KnownPlacement("pot", Answer.container(0)),
                    new KnownPlacement("ladle", Answer.container(2)),
                    new KnownPlacement("spoon", Answer.container(2)))
                + " with seed 7");
    assertThat(search.remarks().usage()).contains(new Usage(20, 2, OptionalDouble.of(1)));
  }

  @Test
  void aRankingThatStaysTheSameIsFollowedAsIfNobodyHadAskedAnew() throws Exception {
    Answer[] answers = {
      Answer.region(Region.box(600, 600, 700, 700)),
      Answer.container(3),
      Answer.container(1),
      Answer.region(Region.box(0, 0, 100, 55)),
      Answer.container(2),
      Answer.NOT_HERE,
    };
    Search search = begin((query, context) -> Prediction.of(query, Ranking.of(answers)));
    List<Opened> opened = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    while (search.next(opened, 4) instanceof Move.Open open) {
      moves.add(open);
      opened.add(saw(open.container(), "item " + open.container()));
    }

    assertThat(moves).isEqualTo(moves(answers).subList(0, 3));
  }

  @Test
  void aFailureInALaterAskFailsTheSearch() throws Exception {
    Search search =
        begin(
            (query, context) ->
                query.known().isEmpty()
                    ? Prediction.of(query, Ranking.of(Answer.container(2), Answer.container(3)))
                    : Prediction.failed("q", "too much to know"));
    assertThat(search.next(List.of(), 3)).isEqualTo(Move.open(2));

    assertThatThrownBy(() -> search.next(List.of(saw(2, "spoon")), 2))
        .isInstanceOf(SearchFailedException.class)
        .hasMessage("too much to know");
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
