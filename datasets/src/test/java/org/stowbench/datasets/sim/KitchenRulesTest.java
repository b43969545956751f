package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.sim.kitchen.Fixture;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.kitchen.Panel;
import org.stowbench.datasets.sim.kitchen.Storage;
import org.stowbench.datasets.sim.kitchen.StorageKind;

class KitchenRulesTest {

  private static final Simulation SIMULATION = new Simulation(21);

  private static Stream<Kitchen> kitchens() {
    return IntStream.range(0, 1000)
        .mapToObj(i -> ((Home) SIMULATION.household(i).site()).kitchen());
  }

  private static Panel panel(Kitchen kitchen, Fixture.Kind kind) {
    return kitchen.fixture(kind).orElseThrow().panel();
  }

  @Test
  void everyKitchenHasASinkAndAStove() {
    assertThat(kitchens())
        .allMatch(
            k ->
                k.fixture(Fixture.Kind.SINK).isPresent()
                    && k.fixture(Fixture.Kind.STOVE).isPresent());
  }

  @Test
  void theDishwasherStandsBesideTheSink() {
    assertThat(kitchens().filter(k -> k.fixture(Fixture.Kind.DISHWASHER).isPresent()))
        .hasSizeGreaterThan(300)
        .allSatisfy(
            k -> {
              Panel dishwasher = panel(k, Fixture.Kind.DISHWASHER);
              Panel sink = panel(k, Fixture.Kind.SINK);
              assertThat(dishwasher.wall()).isEqualTo(sink.wall());
              // The basin is narrower than its unit by up to 15 cm on each side.
              assertThat(Math.abs(dishwasher.middle() - sink.middle())).isBetween(0.59, 0.76);
            });
  }

  @Test
  void theHoodHangsOverTheStove() {
    assertThat(kitchens().filter(k -> k.fixture(Fixture.Kind.HOOD).isPresent()))
        .hasSizeGreaterThan(600)
        .allSatisfy(
            k -> {
              Panel hood = panel(k, Fixture.Kind.HOOD);
              Panel stove = panel(k, Fixture.Kind.STOVE);
              assertThat(hood.wall()).isEqualTo(stove.wall());
              assertThat(hood.left()).isEqualTo(stove.left());
              assertThat(hood.right()).isEqualTo(stove.right());
              assertThat(hood.bottom()).isGreaterThan(stove.top() + 0.4);
            });
  }

  @Test
  void mostWorkTrianglesKeepTheGuideline() {
    List<Kitchen> withAll =
        kitchens().filter(k -> k.fixture(Fixture.Kind.REFRIGERATOR).isPresent()).toList();
    long short79 =
        withAll.stream()
            .filter(
                k -> {
                  Panel sink = panel(k, Fixture.Kind.SINK);
                  Panel stove = panel(k, Fixture.Kind.STOVE);
                  Panel cold = panel(k, Fixture.Kind.REFRIGERATOR);
                  return sink.distance(stove) + stove.distance(cold) + cold.distance(sink) <= 7.9;
                })
            .count();
    assertThat(withAll).hasSizeGreaterThan(850);
    assertThat((double) short79 / withAll.size()).isGreaterThan(0.9);
  }

  @Test
  void frontsInOnePlaneOfAWallDoNotOverlap() {
    assertThat(kitchens().limit(300))
        .allSatisfy(
            k -> {
              List<Storage> all = k.storages();
              for (int i = 0; i < all.size(); i++) {
                for (int j = 0; j < i; j++) {
                  assertThat(overlap(all.get(i).panel(), all.get(j).panel())).isFalse();
                }
              }
            });
  }

  private static boolean overlap(Panel a, Panel b) {
    return a.wall().equals(b.wall())
        && a.out() == b.out()
        && a.left() < b.right() - 1e-9
        && b.left() < a.right() - 1e-9
        && a.bottom() < b.top() - 1e-9
        && b.bottom() < a.top() - 1e-9;
  }

  @Test
  void drawerStacksAreTwoToFiveHigh() {
    assertThat(kitchens().limit(300))
        .allSatisfy(
            k ->
                assertThat(
                        k.storages().stream()
                            .filter(s -> s.kind() == StorageKind.TOP_DRAWER)
                            .map(Storage::group)
                            .distinct()
                            .map(
                                g ->
                                    k.storages().stream()
                                        .filter(s -> s.group() == g && s.kind().isDrawer())
                                        .count()))
                    .allMatch(count -> count >= 1 && count <= 5));
  }

  @Test
  void noFrontReachesBeyondItsWall() {
    assertThat(kitchens())
        .allSatisfy(
            k ->
                assertThat(k.storages())
                    .allMatch(
                        s ->
                            s.panel().left() >= 0
                                && s.panel().right() <= s.panel().wall().length() + 1e-9));
  }
}
