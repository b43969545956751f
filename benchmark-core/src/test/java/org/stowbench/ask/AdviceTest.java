package org.stowbench.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Json;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Knowing;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;
import org.stowbench.scene.Anchor;
import org.stowbench.scene.ImageSize;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

class AdviceTest {

  private static final Scene TWINS =
      new Scene(
          "twins",
          Optional.empty(),
          Optional.empty(),
          Optional.of(new ImageSize(900, 600)),
          TestKitchens.scene(
                  "twins",
                  Region.box(0, 500, 100, 590),
                  Region.box(400, 250, 500, 350),
                  Region.box(1, 500, 101, 590))
              .containers(),
          List.of(
              new Anchor("sink\u001b[31m", Region.box(120, 500, 200, 590), OptionalDouble.empty())),
          Optional.empty());

  private static final Query QUERY = new Query("q", TWINS, "whisk");

  private static Predictor saying(RankedAnswer... answers) {
    Ranking ranking =
        new Ranking(List.of(answers), Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
    return (query, context) -> Prediction.of(query, ranking);
  }

  private static final Predictor TORN =
      saying(
          RankedAnswer.of(Answer.container(0), 0.3),
          RankedAnswer.of(Answer.NOT_HERE, 0.35),
          RankedAnswer.of(Answer.container(2), 0.25),
          RankedAnswer.of(Answer.container(1), 0.1));

  @Test
  void candidatesOfOnePhysicalContainerAreOnePlaceWithTheirProbabilityTogether() throws Exception {
    List<Suggestion> places =
        Advice.ask(TORN, new Inquiry(QUERY, Within.ANYWHERE, 5, false)).suggestions();
    assertThat(places).extracting(Suggestion::rank).containsExactly(1, 2, 3);
    assertThat(places.get(0).answer()).isEqualTo(Answer.container(0));
    assertThat(places.get(0).also()).containsExactly(2);
    assertThat(places.get(0).probability().getAsDouble()).isEqualTo(0.55);
    assertThat(places.get(1).answer()).isEqualTo(Answer.NOT_HERE);
  }

  @Test
  void placesThatAreEquallyLikelyHaveTheSameRank() throws Exception {
    Predictor torn =
        saying(
            RankedAnswer.of(Answer.container(1), 0.4),
            RankedAnswer.of(Answer.container(0), 0.3),
            RankedAnswer.of(Answer.NOT_HERE, 0.3));
    assertThat(ranks(torn)).containsExactly(1, 2, 2);
    Predictor any =
        (query, context) ->
            Prediction.of(
                query,
                new Ranking(
                    Ranking.of(Answer.container(0), Answer.container(1), Answer.NOT_HERE).answers(),
                    Ranking.Scores.NONE,
                    Ranking.Order.TIED));
    assertThat(ranks(any)).containsExactly(1, 1, 1);
  }

  private static List<Integer> ranks(Predictor predictor) throws Exception {
    return Advice.ask(predictor, new Inquiry(QUERY, Within.ANYWHERE, 5, false))
        .suggestions()
        .stream()
        .map(Suggestion::rank)
        .toList();
  }

  private static final class Deaf implements Predictor, Knowing {

    @Override
    public Prediction predict(Query query, PredictionContext context) {
      return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
    }

    @Override
    public boolean usesKnown() {
      return false;
    }
  }

  @Test
  void aPredictorThatIsToldInVainSaysSoWhereSomethingIsTold() throws Exception {
    Query told = QUERY.knowing(List.of(new KnownPlacement("spoon", Answer.container(1))));
    assertThat(Advice.ask(new Deaf(), new Inquiry(QUERY, Within.ANYWHERE, 5, false)).warning())
        .isEmpty();
    assertThat(Advice.ask(new Deaf(), new Inquiry(told, Within.ANYWHERE, 5, false)).warning())
        .contains("what is known of a household is not used by this predictor");
    assertThat(Advice.ask(TORN, new Inquiry(told, Within.ANYWHERE, 5, false)).warning()).isEmpty();
  }

  @Test
  void aPlaceIsSaidInTheWordsOfItsSceneWhichJsonAloneEscapes() throws Exception {
    Advice advice = Advice.ask(TORN, new Inquiry(QUERY, Within.ANYWHERE, 5, true));
    List<Suggestion> places = advice.suggestions();
    String beside = "container, lower left, near the sink\u001b[31m";
    assertThat(places.get(0).where()).isEqualTo(beside);
    assertThat(AdviceJson.write(advice).at("/answers/0/where").textValue()).isEqualTo(beside);
    assertThat(Json.line(AdviceJson.write(advice))).contains("near the sink\\u001B[31m\"");
    assertThat(places.get(1).where()).isEqualTo("in none of the containers in view");
    assertThat(places.get(2).where()).isEqualTo("container, in the middle");
  }

  @Test
  void onlyTheFirstPlacesAreGivenAndWhatIsUnknownIsLeftOut() throws Exception {
    Predictor plain = (query, context) -> Prediction.of(query, Ranking.of(Answer.container(1)));
    assertThat(Advice.ask(TORN, new Inquiry(QUERY, Within.ANYWHERE, 2, false)).suggestions())
        .hasSize(2);
    assertThat(
            Json.line(
                AdviceJson.write(Advice.ask(plain, new Inquiry(QUERY, Within.ANYWHERE, 5, true)))))
        .isEqualTo(
            "{\"scene\":\"twins\",\"item\":\"whisk\",\"answers\":[{\"rank\":1,\"container\":1,"
                + "\"where\":\"container, in the middle\"}],"
                + "\"learned_from\":{\"declared\":false,\"sources\":[]}}");
  }

  @Test
  void whateverAPredictorDoesWrongIsOneLine() {
    assertThatThrownBy(
            () ->
                Advice.ask(
                    (q, c) -> Prediction.failed(q.id(), "no\nidea"),
                    new Inquiry(QUERY, Within.ANYWHERE, 1, false)))
        .isInstanceOf(NoAdviceException.class)
        .hasMessage("no idea")
        .hasNoCause();
    assertThatThrownBy(
            () ->
                Advice.ask(
                    saying(RankedAnswer.of(Answer.container(9), 1)),
                    new Inquiry(QUERY, Within.ANYWHERE, 1, false)))
        .isInstanceOf(NoAdviceException.class)
        .hasMessage("the ranking names container 9: the scene has 3, numbered from 0");
    assertThatThrownBy(
            () -> Advice.ask((q, c) -> null, new Inquiry(QUERY, Within.ANYWHERE, 1, false)))
        .isInstanceOf(NoAdviceException.class)
        .hasMessage("the predictor returned nothing");
  }
}
