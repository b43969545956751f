package org.stowbench.scorer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededTrialsTest {

  @Test
  void asManyAsTheTablesOfClopperAndPearsonSay() {
    // 50 of 100: [0.3983, 0.6017]; one trial fewer is wider.
    assertThat(NeededTrials.of(0.2035, 0.5).trials()).isEqualTo(100);
    // None of 36: [0, 0.0974].
    assertThat(NeededTrials.of(0.0975, 0).trials()).isEqualTo(36);
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.5", "0.1, 0.25", "0.05, 0.75"})
  void thatManyHouseholdsHaveAnIntervalAsNarrowAsWanted(double width, double share) {
    int trials = (int) NeededTrials.of(width, share).trials();
    int up = 4 * ((trials + 3) / 4); // so that the share comes out even
    double[] right = IntStream.range(0, up).mapToDouble(i -> i < share * up ? 1 : 0).toArray();
    double[] asked = IntStream.range(0, up).mapToDouble(i -> 1).toArray();
    Grouping apart =
        Grouping.of(IntStream.range(0, up).mapToObj(i -> String.format("h%06d", i)).toList());

    Interval interval =
        ClusterEstimate.ratio(apart, right, asked).uncertainty(1).interval().orElseThrow();

    assertThat(interval.high() - interval.low()).isBetween(0.98 * width, width);
  }

  @Test
  void whatHasSomethingInCommonTakesMore() {
    NeededTrials needed = NeededTrials.of(0.2, 0.5);
    assertThat(needed.answers(1, 0.9)).isEqualTo(needed.trials());
    assertThat(needed.answers(5, 0.5)).isEqualTo(3 * needed.trials());
    assertThat(needed.answers(5, 1)).isEqualTo(5 * needed.trials());
  }

  @Test
  void theDesignEffectIsOneApartAndTheSizeOfClustersThatAreAlike() {
    double[] right = {1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0};
    double[] asked = new double[12];
    java.util.Arrays.fill(asked, 1);
    Grouping apart = Grouping.of(IntStream.range(0, 12).mapToObj(i -> "h" + (100 + i)).toList());
    Grouping pairs = Grouping.of(IntStream.range(0, 12).mapToObj(i -> "h" + i / 2).toList());

    assertThat(ClusterEstimate.ratio(apart, right, asked).designEffect()).isEqualTo(1);
    assertThat(ClusterEstimate.ratio(pairs, right, asked).designEffect()).isBetween(2.0, 2.7);
  }

  @Test
  void whatCannotBePlannedIsRefused() {
    assertThatThrownBy(() -> NeededTrials.of(0.001, 0.5)).hasMessageContaining("width 0.001");
    assertThatThrownBy(() -> NeededTrials.of(0.1, 1.5)).hasMessageContaining("share 1.5");
    assertThatThrownBy(() -> NeededTrials.of(0.1, 0.5).answers(2, 2)).hasMessageContaining("2.0");
  }
}
