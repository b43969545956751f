package org.stowbench.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.search.Move;
import org.stowbench.search.SearchFailedException;
import org.stowbench.search.Searcher;
import org.stowbench.testing.TestKitchens;

class GuardedAskTest {

  private static final Query QUERY = new Query("q1", TestKitchens.row("row", 3), "whisk");
  private static final PredictionContext CONTEXT = PredictionContext.of(1, "q1");

  private static final String THREW = "the predictor threw an error: ";

  private static Predictor throwing(Throwable thrown) {
    return (query, context) -> {
      throw GuardedAskTest.<RuntimeException>sneaky(thrown);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  static Stream<Arguments> misbehaving() {
    Map<String, Predictor> byCause =
        Map.of(
            "the predictor returned nothing",
            (query, context) -> null,
            "the prediction is for query q2",
            (query, context) -> Prediction.of("q2", Ranking.of(Answer.NOT_HERE)),
            "the ranking names container 3: the scene has 3, numbered from 0",
            (query, context) -> Prediction.of(query, Ranking.of(Answer.container(3))),
            THREW + "no luck",
            throwing(new IllegalStateException("no\n luck")),
            THREW + "no reason given",
            throwing(new UnsupportedOperationException()),
            THREW + "disk",
            throwing(new java.io.IOException("disk")),
            THREW + "a class is missing or does not fit: org/example/Model",
            throwing(new NoClassDefFoundError("org/example/Model")),
            THREW + "1 is not 2",
            throwing(new AssertionError("1 is not 2")),
            THREW + "it calls itself too often",
            throwing(new StackOverflowError()));
    return byCause.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaving")
  void whateverAPredictorDoesWrongHasFailedThatQuery(String cause, Predictor predictor)
      throws Exception {
    GuardedAsk asked = GuardedAsk.of(predictor, QUERY, CONTEXT);

    assertThat(asked.prediction().query()).isEqualTo("q1");
    assertThat(asked.prediction().error()).contains(cause);
    assertThat(asked.prediction().latency()).isPresent();
    assertThat(asked.fault()).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaving")
  void aSearchThatFollowsItsRankingFailsInTheSameWords(String cause, Predictor predictor)
      throws Exception {
    var search = Searcher.of(predictor).begin(QUERY, CONTEXT);

    assertThatThrownBy(() -> search.next(List.of(), 3))
        .isInstanceOf(SearchFailedException.class)
        .hasMessage(cause);
    assertThat(Searcher.of((q, c) -> Prediction.of(q, Ranking.of(Answer.container(2)))))
        .satisfies(
            searcher ->
                assertThat(searcher.begin(QUERY, CONTEXT).next(List.of(), 3))
                    .isEqualTo(Move.open(2)));
  }

  @Test
  void whatWasThrownGoesToTheLogForWhoWroteThePredictor() throws Exception {
    Logger log = Logger.getLogger("org.stowbench.ask");
    List<Throwable> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Level before = log.getLevel();
    log.setLevel(Level.FINE);
    log.addHandler(handler);
    try {
      Throwable thrown = new IllegalStateException("no luck");
      GuardedAsk.of(throwing(thrown), QUERY, CONTEXT);

      assertThat(logged).containsExactly(thrown);
    } finally {
      log.removeHandler(handler);
      log.setLevel(before);
    }
  }

  @Test
  void aFailureThatItReportsItselfIsNoFaultAndKeepsItsRationale() throws Exception {
    GuardedAsk asked =
        GuardedAsk.of(
            (query, context) ->
                Prediction.failed(query.id(), "refused:\n  sorry").withRationale("a\nb"),
            QUERY,
            CONTEXT);

    assertThat(asked.prediction().error()).contains("refused: sorry");
    assertThat(asked.prediction().rationale()).contains("a\nb");
    assertThat(asked.fault()).isEmpty();
  }

  @Test
  void aLatencyThatThePredictorMeasuredIsKept() throws Exception {
    Prediction measured =
        Prediction.of(QUERY, Ranking.of(Answer.NOT_HERE)).withLatency(Duration.ofHours(3));

    assertThat(GuardedAsk.of((query, context) -> measured, QUERY, CONTEXT).prediction())
        .isEqualTo(measured);
  }

  @Test
  void whatEndsAllAskingIsNotTakenForAFailedQuery() {
    for (Throwable end :
        new Throwable[] {new RunStoppedException("spent"), new InterruptedException()}) {
      assertThatThrownBy(() -> GuardedAsk.of(throwing(end), QUERY, CONTEXT)).isSameAs(end);
    }
  }

  @Test
  void aPredictorThatCannotCloseIsToldOf() {
    Predictor stuck =
        new Predictor() {
          @Override
          public Prediction predict(Query query, PredictionContext context) {
            return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
          }

          @Override
          public void close() {
            throw new NoClassDefFoundError("gone");
          }
        };

    assertThat(GuardedAsk.close(stuck))
        .contains("closing the predictor: a class is missing or does not fit: gone");
    assertThat(GuardedAsk.close((query, context) -> null)).isEmpty();
  }
}
