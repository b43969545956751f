package org.stowbench.predictors.learned.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;
import org.stowbench.plugin.HostEnvironment;
import org.stowbench.plugin.Predictors;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictors.learned.choice.AnswerOrder;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;
import org.stowbench.testing.TestKitchens;

class EnsembleTest {

  private static final Answer A = Answer.container(0);
  private static final Answer B = Answer.container(1);
  private static final Answer C = Answer.NOT_HERE;
  private static final Answer D = Answer.container(2);

  private static Ranking likely(double a, double b) {
    return new Ranking(
        List.of(RankedAnswer.of(A, a), RankedAnswer.of(B, b)),
        Ranking.Scores.PROBABILITY,
        Ranking.Order.STRICT);
  }

  @Test
  void reciprocalRanksPreferWhatMostPartsPutFirst() {
    Ranking fused =
        Fusion.RANKS.fuse(
            List.of(Ranking.of(A, B, C), Ranking.of(B, A), Ranking.of(B, C)),
            List.of(1.0, 1.0, 1.0));

    assertThat(fused.answers()).extracting(RankedAnswer::answer).containsExactly(B, A, C);
    assertThat(fused.answers().get(0).score().getAsDouble())
        .isCloseTo(1.0 / 62 + 2.0 / 61, within(1e-15));
  }

  @Test
  void meansAreProbabilitiesAndWeighted() {
    Ranking fused =
        Fusion.MEAN.fuse(List.of(likely(0.6, 0.4), likely(0.1, 0.9)), List.of(3.0, 1.0));

    assertThat(fused.scores()).isEqualTo(Ranking.Scores.PROBABILITY);
    assertThat(fused.first()).isEqualTo(B);
    assertThat(fused.answers().get(0).score().getAsDouble()).isCloseTo(0.525, within(1e-12));
  }

  @Test
  void itsPartsAreAskedAnewWhenSomethingComesToLight() throws InterruptedException {
    Predictor byTheSpoon =
        (query, context) ->
            Prediction.of(query, query.known().isEmpty() ? Ranking.of(A, B) : Ranking.of(D, B));
    EnsemblePredictor ensemble =
        new EnsemblePredictor(
            List.of(byTheSpoon), List.of(1.0), Fusion.RANKS, AnswerOrder.PROBABILITY);
    Search search =
        ensemble.begin(
            new Query("q", TestKitchens.row("row", 3), "whisk"), new PredictionContext(1));

    assertThat(search.next(List.of(), 3)).isEqualTo(Move.open(0));
    assertThat(search.next(List.of(new Opened(0, Contents.EMPTY)), 2)).isEqualTo(Move.open(1));
    assertThat(search.next(List.of(new Opened(0, new Contents.OtherItems(List.of("spoon")))), 2))
        .isEqualTo(Move.open(2));
  }

  /** An ability that this version does not know. */
  private interface Humming {
    String hum();
  }

  private record Hummer(String hum) implements Predictor, Humming {
    @Override
    public Prediction predict(Query query, PredictionContext context) {
      return Prediction.of(query, Ranking.of(C));
    }
  }

  @Test
  void anAbilityThatIsAddedLaterIsFoundInTheParts() {
    Predictor mute = (query, context) -> Prediction.of(query, Ranking.of(C));
    Predictor inner =
        new EnsemblePredictor(
            List.of(mute, new Hummer("la")),
            List.of(1.0, 1.0),
            Fusion.RANKS,
            AnswerOrder.PROBABILITY);
    Predictor ensemble =
        new EnsemblePredictor(
            List.of(new Hummer("do"), inner),
            List.of(1.0, 1.0),
            Fusion.RANKS,
            AnswerOrder.PROBABILITY);

    assertThat(ensemble.abilities(Humming.class))
        .extracting(Humming::hum)
        .containsExactly("do", "la");
    assertThat(mute.abilities(Humming.class)).isEmpty();
  }

  @Test
  void eachPartIsClosedThoughAnotherCannotBe() {
    List<String> closed = new ArrayList<>();
    List<Predictor> parts = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      parts.add(
          new Predictor() {
            @Override
            public Prediction predict(Query query, PredictionContext context) {
              return Prediction.of(query, Ranking.of(C));
            }

            @Override
            public void close() {
              closed.add(name);
              if (!name.equals("c")) {
                throw new IllegalStateException(name + " is stuck");
              }
            }
          });
    }
    Predictor ensemble =
        new EnsemblePredictor(parts, List.of(1.0, 1.0, 1.0), Fusion.RANKS, AnswerOrder.PROBABILITY);

    assertThatThrownBy(ensemble::close)
        .hasMessage("a is stuck")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("b is stuck"));
    assertThat(closed).containsExactly("a", "b", "c");
  }

  @Test
  void saysWhichOptionDoesNotFit() {
    HostEnvironment environment =
        new HostEnvironment(Path.of("none"), 1, Optional.empty(), Optional.empty());

    assertThatThrownBy(
            () -> Predictors.installed().create("ensemble:weights=1/2,rules", environment))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 weights for 1 parts");
    assertThatThrownBy(() -> Predictors.installed().create("ensemble:by=luck,rules", environment))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected ranks or mean");
  }
}
