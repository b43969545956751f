package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.sim.family.Family;
import org.stowbench.datasets.sim.family.Habit;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.geometry.Overlap;
import org.stowbench.query.Answer;
import org.stowbench.query.Vote;

class TruthDistributionTest {

  private static final Simulation SIMULATION = new Simulation(31);

  @Test
  void probabilitiesAddUpToOneForEveryItem() {
    for (int i = 0; i < 50; i++) {
      SimulatedHousehold household = SIMULATION.household(i);
      for (Item item : SIMULATION.catalogue().items()) {
        double sum =
            household.distribution(item).shares().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void familiesInOneKitchenKeepAnItemAsOftenInEachPlaceAsTheDistributionSays() {
    SimulatedHousehold household = SIMULATION.household(1);
    Home home = (Home) household.site();
    Kitchen kitchen = home.kitchen();
    boolean[] shown = new boolean[kitchen.storages().size()];
    for (int s = 0; s < shown.length; s++) {
      shown[s] = home.photo().shows(s);
    }
    for (String slug : new String[] {"spoon", "plate", "screwdriver"}) {
      Item item = SIMULATION.catalogue().bySlug(slug).orElseThrow();
      int families = 20_000;
      double[] counted = new double[shown.length];
      double away = 0;
      for (int f = 0; f < families; f++) {
        int place = new Family(kitchen, shown, f).place(item);
        if (place == Family.AWAY) {
          away += 1.0 / families;
        } else {
          counted[place] += 1.0 / families;
        }
      }
      assertThat(away).isCloseTo(item.away(), within(0.015));
      assertThat(counted)
          .containsExactly(new Family(kitchen, shown, 0).distribution(item), within(0.015));
    }
  }

  @Test
  void votesFollowTheDistribution() {
    Map<Boolean, Double> first = new HashMap<>();
    double expectedNotHere = 0;
    double expectedAgreement = 0;
    double agreed = 0;
    int triples = 0;
    int n = 0;
    for (int i = 0; i < 3000; i++) {
      SimulatedHousehold household = SIMULATION.household(i);
      for (Item item : SIMULATION.catalogue().items(Item.ItemSet.SHARED).subList(0, 4)) {
        TruthDistribution distribution = household.distribution(item);
        var votes = household.ask(item).votes().votes();
        n++;
        expectedNotHere += distribution.notHere();
        first.merge(votes.get(0).answer() == Answer.NOT_HERE, 1.0, Double::sum);
        if (votes.size() == 3) {
          triples++;
          for (double p : distribution.shares().values()) {
            expectedAgreement += p * p;
          }
          Vote a = votes.get(0);
          Vote b = votes.get(1);
          agreed += a.answer().equals(b.answer()) ? 1 : 0;
        }
      }
    }
    assertThat(first.get(true) / n).isCloseTo(expectedNotHere / n, within(0.015));
    assertThat((double) triples / n).isCloseTo(SimulatedHousehold.THREE_ANNOTATORS, within(0.015));
    assertThat(agreed / triples).isCloseTo(expectedAgreement / triples, within(0.04));
  }

  @Test
  void theTruthIsACandidateThatCanBeOpenedOrNotHere() {
    int here = 0;
    for (int i = 0; i < 300; i++) {
      SimulatedHousehold household = SIMULATION.household(i);
      Item item = SIMULATION.catalogue().items().get(i % 100);
      if (household.ask(item).truth().first() instanceof Answer.InContainer in) {
        here++;
        assertThat(Overlap.of(household.scene().container(in.id()).outline()).hasArea()).isTrue();
        assertThat(household.distribution(item).of(household.place(item))).isPositive();
      }
    }
    assertThat(here).isGreaterThan(150);
  }

  @Test
  void whatTheDetectorMissedOrThePhotoDoesNotShowIsNotHere() {
    int missed = 0;
    for (int i = 0; i < 200; i++) {
      SimulatedHousehold household = SIMULATION.household(i);
      Home home = (Home) household.site();
      for (int s = 0; s < home.kitchen().storages().size(); s++) {
        if (!home.photo().shows(s)) {
          assertThat(household.candidate(s)).isEqualTo(Answer.NOT_HERE);
        } else if (household.candidate(s) == Answer.NOT_HERE) {
          missed++;
        }
      }
    }
    assertThat(missed).isPositive();
  }

  @Test
  void habitsArePriorsThatAddUpToOne() {
    double sum = 0;
    for (Habit habit : Habit.values()) {
      sum += habit.prior();
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void aContainerThatTheSceneDoesNotHaveIsRefused() {
    SimulatedHousehold household = SIMULATION.household(0);
    Item item = SIMULATION.catalogue().items().get(0);
    assertThatThrownBy(() -> household.distribution(item).of(Answer.container(999)))
        .hasMessageContaining("container 999: the scene has");
  }
}
