package org.stowbench.scorer.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.testing.TestKitchens;

class SlicesTest {

  private static final Scene ROW = TestKitchens.row("row", 6);
  private static final Scene TWINS = TestKitchens.twins("twins", 1);
  private static final Scoring SCORING =
      Scoring.of(
          QueryIndex.of(
              TestKitchens.dataset(
                  "small:eval",
                  List.of(
                      TestKitchens.query("q1", ROW, "whisk", "h1", Answer.container(0)),
                      TestKitchens.query("q2", ROW, "pan", "h2", Answer.container(3)),
                      TestKitchens.query("q3", ROW, "tent", "h2", Answer.NOT_HERE),
                      TestKitchens.query("q4", TWINS, "whisk", "h3", Answer.container(0)),
                      TestKitchens.query("q5", TWINS, "pan", "h3", Answer.container(2))))),
          Protocol.CONSISTENT);

  private static ScoredRun run(String name, Answer... answers) {
    List<LabeledQuery> queries = SCORING.index().queries();
    return SCORING.score(
        name,
        IntStream.range(0, answers.length)
            .mapToObj(i -> Prediction.of(queries.get(i).query(), Ranking.of(answers[i]))));
  }

  private static final ScoredRun FIRSTS =
      run(
          "firsts",
          Answer.container(0),
          Answer.container(0),
          Answer.container(0),
          Answer.container(0),
          Answer.container(0));
  private static final ScoredRun SECONDS =
      run(
          "seconds",
          Answer.container(0),
          Answer.container(1),
          Answer.NOT_HERE,
          Answer.container(1),
          Answer.container(1));

  private static List<String> of(Slicing slicing) {
    return Slices.of(FIRSTS, Metrics.HIT_1, slicing).slices().stream()
        .map(
            slice ->
                "%s: %.1f of %d"
                    .formatted(slice.name(), slice.figure().value().getAsDouble(), slice.queries()))
        .toList();
  }

  @Test
  void aSplitIsPartedInEveryWay() {
    assertThat(of(Slicing.item()))
        .containsExactly("pan: 0.0 of 2", "tent: 0.0 of 1", "whisk: 1.0 of 2");
    assertThat(of(Slicing.seen(Set.of("Whisk"))))
        .containsExactly("seen: 1.0 of 2", "unseen: 0.0 of 3");
    assertThat(of(Slicing.notHere()))
        .containsExactly("in a container: 0.5 of 4", "not here: 0.0 of 1");
    assertThat(of(Slicing.household()))
        .containsExactly("h1: 1.0 of 1", "h2: 0.0 of 2", "h3: 0.5 of 2");
    assertThat(of(Slicing.room())).containsExactly("unknown: 0.4 of 5");
    assertThat(of(Slicing.candidates())).containsExactly("1 to 5: 0.5 of 2", "6 to 10: 0.3 of 3");
    assertThat(of(Slicing.crowding())).containsExactly("none: 0.3 of 3", "many: 0.5 of 2");
    assertThat(
            of(
                Slicing.category(
                    i -> i.equals("tent") ? Optional.empty() : Optional.of("cookware"))))
        .containsExactly("cookware: 0.5 of 4", "unknown: 0.0 of 1");
  }

  @Test
  void aSlicesFigureIsTheScorecardsAndSmallSlicesAreMarked() {
    Slice whisk = Slices.of(FIRSTS, Metrics.HIT_1, Slicing.item()).slices().get(2);

    assertThat(whisk.figure())
        .isEqualTo(FIRSTS.scorecard().byItem().get("whisk").metrics().get("hit@1"));
    assertThat(whisk.figure().low().getAsDouble()).isCloseTo(Math.sqrt(0.025), within(1e-9));
    assertThat(whisk.figure().high()).hasValue(1);
    assertThat(whisk.isSmall()).isTrue();
  }

  @Test
  void theHardestQueriesAreThoseThatTheFewestGetRight() {
    assertThat(HardQuery.hardest(List.of(FIRSTS, SECONDS), 3))
        .extracting(hard -> hard.query().id())
        .containsExactly("q2", "q5", "q3");
  }

  @Test
  void predictorsDisagreeWhereTheyNameDifferentPlaces() {
    assertThat(Disagreement.between(FIRSTS, SECONDS))
        .extracting(disagreement -> disagreement.first().query().id())
        .as("in q4 and q5 both name the twins")
        .containsExactly("q2", "q3");
  }
}
