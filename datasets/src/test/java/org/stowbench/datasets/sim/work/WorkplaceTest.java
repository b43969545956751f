package org.stowbench.datasets.sim.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stowbench.datasets.sim.Questions;
import org.stowbench.datasets.sim.SimulatedSplit;
import org.stowbench.datasets.sim.Simulation;
import org.stowbench.datasets.sim.SimulationKind;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.Item.Frequency;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.datasets.sim.family.Keeper;
import org.stowbench.datasets.sim.family.Keeper.Placed;
import org.stowbench.scene.Container;

class WorkplaceTest {

  private static List<Workplace> workplaces(Trade trade, int count) {
    ItemCatalogue catalogue = trade.catalogue();
    return IntStream.range(0, count).mapToObj(i -> trade.make(100 + i, catalogue)).toList();
  }

  /** How a workplace keeps two items, where both are in their place. */
  private record Kept(Workplace workplace, Spot first, Spot second) {}

  private static List<Kept> pairs(Trade trade, Relation relation) {
    ItemCatalogue catalogue = trade.catalogue();
    List<Kept> kept = new ArrayList<>();
    for (Workplace workplace : workplaces(trade, 60)) {
      if (workplace.keeper().habit().pairs() != relation) {
        continue;
      }
      for (Item item : catalogue.items()) {
        if (item.partner().isPresent()) {
          int second = workplace.keeper().place(item);
          int first = workplace.keeper().place(catalogue.pair(item).orElseThrow().other(item));
          if (first != Keeper.AWAY && second != Keeper.AWAY) {
            List<Spot> spots = workplace.premises().spots();
            kept.add(new Kept(workplace, spots.get(first), spots.get(second)));
          }
        }
      }
    }
    assertThat(kept).hasSizeGreaterThan(50);
    return kept;
  }

  @ParameterizedTest
  @CsvSource({
    "KITCHEN, sha256:df47bb94a3936272016c5af88c61a4f46d4d6197433a84060aa811f1df8cec09",
    "STOCK, sha256:02dc01c7b16e091cca0a4c893e5d46dbe93a358f4b174a1cb55829b91a793b81",
  })
  void theFirstTwentyAreTheSameBytesOnEveryJvm(SimulationKind kind, String checksum) {
    SimulatedSplit twenty =
        SimulatedSplit.of("golden", new Simulation(kind, 7), 0, 20, Questions.HOUSEHOLD);
    // A change to these lines is a change to simulated datasets: say so in the change log.
    assertThat(twenty.info().checksum()).isEqualTo(checksum);
  }

  @ParameterizedTest
  @EnumSource(Trade.class)
  void everyPlaceHasANameOfItsOwnAndStandsWhereItIsDrawn(Trade trade) {
    for (Workplace workplace : workplaces(trade, 20)) {
      List<Container> containers = workplace.scene("s").containers();
      assertThat(containers.stream().map(c -> c.name().orElseThrow())).doesNotHaveDuplicates();
      assertThat(containers.stream().map(c -> c.place().orElseThrow())).doesNotHaveDuplicates();
      assertThat(workplace.scene("s").isDrawn()).isTrue();
    }
  }

  @Test
  void whereStockIsRotatedTheNewerLotIsRightBehindTheOlderAndWhoIsInAHurryTurnsThatRound() {
    assertThat(pairs(Trade.KITCHEN, Relation.BEHIND))
        .allMatch(k -> isBehind(k.second(), k.first()));
    assertThat(pairs(Trade.KITCHEN, Relation.IN_FRONT))
        .allMatch(k -> isBehind(k.first(), k.second()));
  }

  private static boolean isBehind(Spot back, Spot front) {
    return back.name().equals(front.name().replace(", front", ", back"))
        && front.name().endsWith(", front");
  }

  @Test
  void whatLooksAlikeIsInAnotherBayByClassAndSideBySideByFamily() {
    assertThat(pairs(Trade.STOCK_ROOM, Relation.APART))
        .allMatch(k -> k.first().bay() != k.second().bay());
    assertThat(pairs(Trade.STOCK_ROOM, Relation.BESIDE))
        .allMatch(
            k ->
                k.first().bay() == k.second().bay()
                    && k.first().level() == k.second().level()
                    && Math.abs(k.first().column() - k.second().column()) == 1);
  }

  @Test
  void byClassWhatIsAskedForEveryDayIsNearerToTheCounterThanWhatIsRarely() {
    assertThat(metres("by class", Frequency.DAILY))
        .isLessThan(metres("by class", Frequency.RARELY) - 1.5);
    assertThat(metres("where there was room", Frequency.DAILY))
        .isCloseTo(metres("where there was room", Frequency.RARELY), within(0.4));
  }

  private static double metres(String habit, Frequency frequency) {
    List<Item> items =
        Trade.STOCK_ROOM.catalogue().items().stream()
            .filter(item -> item.frequency() == frequency && item.partner().isEmpty())
            .toList();
    return workplaces(Trade.STOCK_ROOM, 60).stream()
        .filter(room -> room.keeper().habit().name().equals(habit))
        .flatMapToDouble(
            room ->
                items.stream()
                    .mapToInt(room.keeper()::place)
                    .filter(place -> place != Keeper.AWAY)
                    .mapToDouble(
                        place -> room.premises().spots().get(place).storage().panel().middle()))
        .average()
        .orElseThrow();
  }

  @Test
  void byTheBookStationsHoldTheirTools() {
    List<Item> tools = Trade.KITCHEN.catalogue().category("grill tools");
    int at = 0;
    int all = 0;
    for (Workplace kitchen : workplaces(Trade.KITCHEN, 60)) {
      boolean hasGrill =
          kitchen.premises().landmarks().stream().anyMatch(l -> l.name().equals("grill"));
      if (hasGrill && kitchen.keeper().habit().name().equals("by the book")) {
        for (Item tool : tools) {
          int place = kitchen.keeper().place(tool);
          if (place != Keeper.AWAY) {
            all++;
            at += kitchen.premises().spots().get(place).name().startsWith("grill, ") ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) at / all).isGreaterThan(0.7);
  }

  @ParameterizedTest
  @EnumSource(Trade.class)
  void crewsInOnePlaceKeepAnItemAsOftenInEachSpotAsTheDistributionSays(Trade trade) {
    ItemCatalogue catalogue = trade.catalogue();
    Premises premises = trade.make(3, catalogue).premises();
    List<Item> asked = new ArrayList<>();
    asked.add(catalogue.items().get(0));
    catalogue.items().stream().filter(i -> i.partner().isPresent()).limit(2).forEach(asked::add);
    double[][] counted = new double[asked.size()][premises.spots().size()];
    int crews = 1000;
    for (int seed = 0; seed < crews; seed++) {
      Crew crew = trade.crew(premises, catalogue, seed);
      for (int i = 0; i < counted.length; i++) {
        int place = crew.place(asked.get(i));
        if (place != Keeper.AWAY) {
          counted[i][place] += 1.0 / crews;
        }
      }
    }
    Crew any = trade.crew(premises, catalogue, 0);
    for (int i = 0; i < counted.length; i++) {
      assertThat(counted[i]).containsExactly(any.distribution(asked.get(i)), within(0.05));
    }
  }

  /** The law of total probability holds what Bayes' rule makes of a known item to the draws. */
  @ParameterizedTest
  @EnumSource(Trade.class)
  void whatIsKnownOfOthersAddsUpToWhatIsKnownWithoutThem(Trade trade) {
    ItemCatalogue catalogue = trade.catalogue();
    Crew crew = trade.make(5, catalogue).keeper();
    Item asked =
        catalogue.items().stream().filter(i -> i.partner().isPresent()).findFirst().orElseThrow();
    Item partner = catalogue.pair(asked).orElseThrow().other(asked);
    List<Item> category = catalogue.category(asked.category());
    for (Item other :
        List.of(partner, category.get(category.size() - 1), catalogue.items().get(20))) {
      double[] where = crew.distribution(other);
      double[] total = new double[where.length];
      for (int s = -1; s < where.length; s++) {
        double share = s < 0 ? 1 - Arrays.stream(where).sum() : where[s];
        List<Integer> at = s < 0 ? List.of() : List.of(s);
        double[] given = crew.distribution(asked, List.of(new Placed(other, at, List.of())));
        for (int place = 0; place < total.length; place++) {
          total[place] += share * given[place];
        }
      }
      assertThat(total).as(other.name()).containsExactly(crew.distribution(asked), within(1e-9));
    }
  }
}
