package org.stowbench.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Outcome;
import org.stowbench.scorer.protocols.PaperOutcome;
import org.stowbench.scorer.statistics.ClusterBootstrap;
import org.stowbench.scorer.statistics.IntervalMethod;

class HouseholdFiguresTest {

  /** A quarter of them right: 1.96 standard errors to each side. */
  @ParameterizedTest
  @EnumSource(
      value = IntervalMethod.class,
      names = {"PERCENTILE", "BCA", "KORN_GRAUBARD", "WILSON"})
  void ofVeryManyHouseholdsAllMethodsSayNearlyTheSame(IntervalMethod method) {
    int many = ClusterBootstrap.MOST + 4;
    List<String> households = IntStream.range(0, many).mapToObj(i -> "home " + i).toList();
    List<Outcome> outcomes =
        IntStream.range(0, many)
            .<Outcome>mapToObj(
                i ->
                    new PaperOutcome(
                        Optional.empty(), 0, i % 4 == 0 ? 1 : 0, 0, Map.of(), Map.of()))
            .toList();

    Figure figure =
        new HouseholdFigures(List.of(Metrics.ACCURACY), Optional.of(method))
            .of(households, outcomes)
            .get("accuracy");

    double half = 1.96 * Math.sqrt(0.25 * 0.75 / many);
    assertThat(figure.method()).isEqualToIgnoringCase(method.name());
    assertThat(figure.value()).hasValue(0.25);
    assertThat(figure.low().orElseThrow()).isCloseTo(0.25 - half, within(0.02 * half));
    assertThat(figure.high().orElseThrow()).isCloseTo(0.25 + half, within(0.02 * half));
  }
}
