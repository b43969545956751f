package org.stowbench.scorer.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.geometry.PhysicalScenes;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Truth;
import org.stowbench.query.Votes;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** By hand: four places with names, of which b and d are right unless a case says otherwise. */
class PlacePrecisionTest {

  private static final String NAMES = "abcd";

  private static LabeledQuery query(Truth truth) {
    Scene scene =
        new Scene(
            "room",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            IntStream.range(0, NAMES.length())
                .mapToObj(id -> Container.named(id, NAMES.substring(id, id + 1)))
                .toList(),
            List.of(),
            Optional.empty());
    return new LabeledQuery(new Query("q", scene, "cup"), new Household("home"), truth, Votes.NONE);
  }

  private static double of(Truth truth, Optional<Ranking> ranking) {
    SearchSpace space = SearchSpace.of(query(truth), new PhysicalScenes());
    return PlacePrecision.of(space, ResolvedRanking.of(space, ranking, 0.5));
  }

  /** Such as {@code a5 n5 d1}: places with their scores, "not here" as n. */
  private static Ranking ranking(String said, Ranking.Order order) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (String one : said.split(" ")) {
      Answer answer =
          one.charAt(0) == 'n' ? Answer.NOT_HERE : Answer.container(NAMES.indexOf(one.charAt(0)));
      answers.add(
          one.length() == 1
              ? RankedAnswer.of(answer)
              : RankedAnswer.of(answer, Double.parseDouble(one.substring(1))));
    }
    return new Ranking(
        answers, said.matches(".*\\d.*") ? Ranking.Scores.RELATIVE : Ranking.Scores.NONE, order);
  }

  @ParameterizedTest
  @CsvSource({
    "b9 d8 a7 c6,    1",
    "a9 b8 c7 d6,    0.5", // (1/2 + 2/4) / 2
    "a9 c9 b8 d8,    0.5", // both come up at once, among four
    "b9 a9 c9 d9,    0.5", // all of them at once
    "b9 a8 d8 c1,    0.8333333333333333", // (1 + 2/3) / 2
    "n9 b8 d7 a6 c5, 1", // "not here" stands in no list of places
    "b d a c,        1",
    "a d,            0.5416666666666666", // (1/2 + (2/3 + 2/4) / 2) / 2, as b and c follow in any
    // order
  })
  void equal_scores_share_a_threshold_and_what_has_none_comes_in_any_order(
      String said, double expected) {
    assertThat(of(Truth.in(1, 3), Optional.of(ranking(said, Ranking.Order.STRICT))))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void an_order_that_is_one_draw_of_many_counts_by_its_expectation() {
    // The mean over the six ways in which two of four ranks are right.
    double expected =
        (1
                + (1 + 2 / 3.0) / 2
                + (1 + 2 / 4.0) / 2
                + (1 / 2.0 + 2 / 3.0) / 2
                + (1 / 2.0 + 2 / 4.0) / 2
                + (1 / 3.0 + 2 / 4.0) / 2)
            / 6;
    assertThat(of(Truth.in(1, 3), Optional.of(ranking("c n a b d", Ranking.Order.TIED))))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void with_one_place_it_is_one_over_its_rank_and_with_no_ranking_or_place_nothing() {
    assertThat(of(Truth.in(2), Optional.of(ranking("b9 c8 a7", Ranking.Order.STRICT))))
        .isEqualTo(0.5);
    assertThat(of(Truth.in(2), Optional.empty())).isZero();
    assertThat(of(Truth.NOT_HERE, Optional.of(ranking("n9 c8", Ranking.Order.STRICT)))).isZero();
  }
}
