package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Region;

class SimulationTest {

  @Test
  void theFirstFiftyHouseholdsAreTheSameBytesOnEveryJvm() {
    SimulatedSplit fifty = SimulatedSplit.of("sim:golden", 7, 0, 50, Questions.DEVELOPMENT);
    // A change to this line is a change to every simulated dataset: say so in the change log.
    assertThat(fifty.info().checksum())
        .isEqualTo("sha256:5853fb9ca670e681a712e53e27277fd5defa624a92d166266f602b8235465eec");
  }

  @Test
  void aHouseholdMadeAloneIsTheOneOfTheStream() {
    SimulatedSplit split = SimulatedSplit.of("sim:x", 3, 100, 20, Questions.DEVELOPMENT);
    List<LabeledQuery> streamed = split.queries().toList();
    SimulatedHousehold alone = new Simulation(3).household(117);
    assertThat(streamed.subList(68, 72)).containsExactlyElementsOf(split.queries(alone).toList());
  }

  @Test
  void anyNumberOfThreadsMakesTheSameHouseholds() {
    Simulation simulation = new Simulation(5);
    List<String> one =
        IntStream.range(0, 200).mapToObj(i -> simulation.household(i).scene().toString()).toList();
    List<String> many =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> simulation.household(i).scene().toString())
            .toList();
    assertThat(many).isEqualTo(one);
  }

  @Test
  void anotherSeedIsAnotherHousehold() {
    assertThat(new Simulation(1).household(4).scene().containers())
        .isNotEqualTo(new Simulation(2).household(4).scene().containers());
  }

  @Test
  void idsHoldSeedAndNumberAndAreReadBackOnlyAsWritten() {
    Simulation simulation = new Simulation(-3);
    assertThat(simulation.household(42).household().id()).isEqualTo("sim--3-000042");
    assertThat(Simulation.named("sim--3-000042"))
        .contains(new Simulation.Named(SimulationKind.HOME, -3, 42));
    assertThat(Simulation.named("sim-stock-3-000042"))
        .contains(new Simulation.Named(SimulationKind.STOCK, 3, 42));
    assertThat(Simulation.named("sim--3-0000042")).isEmpty();
    assertThat(Simulation.named("sim-99999999999999999999-000042")).isEmpty();
    assertThat(Simulation.named("kitchen-7")).isEmpty();
  }

  @Test
  void aHouseholdWithANegativeNumberIsRefused() {
    assertThatThrownBy(() -> new Simulation(1).household(-1))
        .hasMessage("household -1: must be 0 or more");
  }

  @Test
  void everyHouseholdHasAtLeastOneCandidateInsideItsPhoto() {
    Simulation simulation = new Simulation(11);
    for (int i = 0; i < 500; i++) {
      SimulatedHousehold household = simulation.household(i);
      assertThat(household.scene().containers()).isNotEmpty();
      double width = household.scene().size().orElseThrow().width();
      double height = household.scene().size().orElseThrow().height();
      Stream<Region> regions =
          Stream.concat(
              household.scene().containers().stream().map(c -> c.outline()),
              household.scene().anchors().stream().map(a -> a.region()));
      assertThat(regions.flatMap(region -> region.vertices().stream()))
          .allMatch(p -> p.x() >= 0 && p.y() >= 0 && p.x() < width && p.y() < height);
    }
  }
}
