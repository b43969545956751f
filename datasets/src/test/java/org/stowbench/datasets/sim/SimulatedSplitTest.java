package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

class SimulatedSplitTest {

  private static Set<String> all(
      SimulatedSplit split, java.util.function.Function<LabeledQuery, String> what) {
    try (Stream<LabeledQuery> queries = split.queries()) {
      return queries.map(what).collect(Collectors.toSet());
    }
  }

  @Test
  void can_be_read_from_any_query_on() {
    SimulatedSplit split = SimulatedSplit.of("sim:x", 41, 0, 3, Questions.DEVELOPMENT);
    for (int first : new int[] {0, 1, 4, 7, 11, 12, 50}) {
      assertThat(split.queriesFrom(first).toList()).isEqualTo(split.queries().skip(first).toList());
    }
  }

  @Test
  void theStandardSplitsHaveTheSizesOfTheOfficialOnes() {
    for (SimulatedSplit split : SimulatedSplit.standard()) {
      DatasetInfo info = split.info();
      assertThat(info.simulated()).isTrue();
      assertThat(info.queries()).isEqualTo(info.id().equals("sim:dev") ? 6500 : 100);
      assertThat(all(split, q -> q.query().id())).hasSize((int) info.queries());
    }
    assertThat(SimulatedSplit.standard().stream().map(s -> s.info().id()))
        .containsExactly("sim:eval", "sim:dev");
  }

  @Test
  void evaluationSharesNoHouseholdWithDevelopmentAndAsksForItemsNobodyTrainedOn() {
    Set<String> households = all(SimulatedSplit.eval(), q -> q.household().id());
    assertThat(households).hasSize(100);
    assertThat(all(SimulatedSplit.dev(), q -> q.household().id()))
        .doesNotContainAnyElementsOf(households);
    Set<String> unseen = new HashSet<>(all(SimulatedSplit.eval(), q -> q.query().item()));
    unseen.removeAll(all(SimulatedSplit.dev(), q -> q.query().item()));
    assertThat(unseen).hasSizeGreaterThan(15);
  }

  @Test
  void theChecksumIsOfTheContent() {
    assertThat(SimulatedSplit.eval().info()).isEqualTo(SimulatedSplit.eval().info());
    assertThat(SimulatedSplit.of("sim:eval", 2, 0, 100, Questions.EVALUATION).info().checksum())
        .isNotEqualTo(SimulatedSplit.eval().info().checksum());
    assertThat(SimulatedSplit.of("other:name", 1, 0, 100, Questions.EVALUATION).info().checksum())
        .isEqualTo(SimulatedSplit.eval().info().checksum());
  }

  @Test
  void aNegativeNumberOfHouseholdsIsRefused() {
    assertThatThrownBy(() -> SimulatedSplit.of("sim:x", 1, 0, -5, Questions.EVALUATION))
        .hasMessage("split sim:x: first household 0, -5 households: both must be 0 or more");
  }

  @Test
  void streamingNeedsNoMemoryThatGrows() throws IOException, InterruptedException {
    Process small =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx24m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StreamMany.class.getName(),
                    "5000"))
            .redirectErrorStream(true)
            .start();
    String said = new String(small.getInputStream().readAllBytes());
    assertThat(small.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(said).contains("20000 queries");
  }

  /** Streams simulated queries and counts them; for a JVM with a small heap. */
  static final class StreamMany {
    private StreamMany() {}

    public static void main(String[] arguments) {
      long households = Long.parseLong(arguments[0]);
      SimulatedSplit split = SimulatedSplit.of("sim:x", 9, 0, households, Questions.DEVELOPMENT);
      try (Stream<LabeledQuery> queries = split.queries()) {
        System.out.println(queries.mapToInt(q -> 1).asLongStream().sum() + " queries");
      }
    }
  }
}
