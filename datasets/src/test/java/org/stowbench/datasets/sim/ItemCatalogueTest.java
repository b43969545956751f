package org.stowbench.datasets.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.Item.ItemSet;
import org.stowbench.datasets.sim.family.ItemCatalogue;

class ItemCatalogueTest {

  private static final ItemCatalogue CATALOGUE = ItemCatalogue.load();

  @Test
  void aHundredAndTwentyItemsOrMoreInTheUsualCategories() {
    assertThat(CATALOGUE.items()).hasSizeGreaterThanOrEqualTo(120);
    assertThat(CATALOGUE.items().stream().map(Item::category))
        .contains(
            "cutlery",
            "utensils",
            "knives",
            "cookware",
            "bakeware",
            "tableware",
            "glassware",
            "food storage",
            "dry food",
            "spices",
            "oils",
            "cleaning",
            "textiles",
            "appliances",
            "medicine",
            "tools",
            "stationery");
  }

  @Test
  void theThirteenItemsOfTheOfficialDevelopmentSetAreShared() {
    assertThat(CATALOGUE.items(ItemSet.SHARED).stream().map(Item::name))
        .containsExactlyInAnyOrder(
            "Cutting board",
            "Pot",
            "Spoon",
            "Cooking oil",
            "Dish towels",
            "Plate",
            "Spices",
            "Bowl",
            "Cutting knife",
            "Mug",
            "Tupperware containers",
            "Bottle opener",
            "Pan");
  }

  @Test
  void whatOnlyTheOfficialEvaluationAsksForIsUnseen() {
    assertThat(CATALOGUE.items(ItemSet.UNSEEN).stream().map(Item::name))
        .contains(
            "Painkiller", "Screwdriver", "Fork", "Candles", "Cereals", "Peeler", "Rolling pin");
  }

  @Test
  void noNameOrSynonymMeansTwoItems() {
    Set<String> seen = new HashSet<>();
    for (Item item : CATALOGUE.items()) {
      assertThat(seen.add(item.name().toLowerCase(Locale.ROOT))).as(item.name()).isTrue();
      for (String synonym : item.synonyms()) {
        assertThat(seen.add(synonym.toLowerCase(Locale.ROOT))).as(synonym).isTrue();
      }
    }
  }
}
