package org.stowbench.predictors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.predictors.net.PassingFailure.Kind;

class RetryPolicyTest {

  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofMillis(400), Duration.ofSeconds(3), 4, 30, Duration.ofMinutes(10));

  /** Waits for nothing worth telling. */
  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), 2, 3, Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({
    // repeat, asked in ms (-1: nothing), from, to
    "0, -1, 200, 400",
    "1, -1, 400, 800",
    "9, -1, 1500, 3000",
    "0, 0, 200, 400",
    "2, 0, 800, 1600",
    "2, 100, 800, 1600",
    "0, 5000, 5000, 5200",
    "9, 5000, 5000, 5200",
  })
  void aWaitIsNeverLessThanAskedForNorThanOurs(int repeat, int asked, int from, int to) {
    Optional<Duration> server =
        asked < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(asked));
    for (int seed = 0; seed < 200; seed++) {
      assertThat(POLICY.before(repeat, server, new SplittableRandom(seed)).toMillis())
          .isBetween((long) from, (long) to);
    }
  }

  @Test
  void equalRequestsDoNotReturnTogether() throws InterruptedException {
    RetryPolicy policy =
        new RetryPolicy(Duration.ofMillis(40), Duration.ofMillis(40), 1, 0, Duration.ofSeconds(1));
    Set<Duration> waits = new HashSet<>();
    for (int request = 0; request < 8; request++) {
      assertThatThrownBy(
              () ->
                  policy.repeat(
                      () -> {
                        throw new PassingFailure(Kind.MAY_PASS, "broken");
                      },
                      (failure, wait) -> waits.add(wait)))
          .isInstanceOf(PassingFailure.class);
    }
    assertThat(waits).hasSizeGreaterThan(1);
  }

  private static int attempts(Kind... kinds) throws InterruptedException {
    List<Kind> made = new ArrayList<>();
    try {
      QUICK.repeat(
          () -> {
            Kind kind = kinds[Math.min(made.size(), kinds.length - 1)];
            made.add(kind);
            throw new PassingFailure(kind, "broken");
          },
          (failure, wait) -> {});
    } catch (PassingFailure last) {
      return made.size();
    }
    throw new AssertionError("it cannot succeed");
  }

  @Test
  void throttlesAreCountedApartFromOtherFailures() throws InterruptedException {
    assertThat(attempts(Kind.MAY_PASS)).isEqualTo(3);
    assertThat(attempts(Kind.THROTTLED)).isEqualTo(4);
    assertThat(attempts(Kind.THROTTLED, Kind.THROTTLED, Kind.THROTTLED, Kind.MAY_PASS))
        .isEqualTo(6);
  }

  @Test
  void whoAsksToWaitTooLongIsNotAskedAgain() {
    List<Duration> waits = new ArrayList<>();
    assertThatThrownBy(
            () ->
                QUICK.repeat(
                    () -> {
                      throw new PassingFailure(
                          Kind.THROTTLED, "tomorrow", Optional.of(Duration.ofHours(1)));
                    },
                    (failure, wait) -> waits.add(wait)))
        .isInstanceOf(PassingFailure.class)
        .hasMessage("tomorrow");
    assertThat(waits).isEmpty();
  }

  @Test
  void noRetriesMeanNone() {
    assertThat(RetryPolicy.of(0).repeats()).isZero();
    assertThat(RetryPolicy.of(0).throttles()).isZero();
    assertThat(RetryPolicy.of(1).throttles()).isPositive();
  }

  @Test
  void waitsForAServerThatGoesOnSayingTooManyAreBoundedInAll() {
    RetryPolicy policy =
        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), 2, 30, Duration.ofMillis(20));
    List<Duration> waits = new ArrayList<>();
    assertThatThrownBy(
            () ->
                policy.repeat(
                    () -> {
                      throw new PassingFailure(
                          Kind.THROTTLED, "later", Optional.of(Duration.ofMillis(8)));
                    },
                    (failure, wait) -> waits.add(wait)))
        .isInstanceOf(PassingFailure.class)
        .hasMessage("later")
        .satisfies(e -> assertThat(policy.asksTooLong((PassingFailure) e)).isTrue());
    assertThat(waits).hasSize(2);
  }
}
