package org.stowbench.datasets.sim;

import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.datasets.sim.family.Site;
import org.stowbench.datasets.sim.work.Trade;

/** What kind of places is simulated. */
public enum SimulationKind {
  /** Kitchens at home, as a detector sees them in a photo. */
  HOME(
      "sim",
      "Stowbench households",
      "Simulated households",
      "Simulated kitchens, the containers that a simulated detector finds in them, and where"
          + " simulated families keep things, with the votes of simulated annotators.") {
    @Override
    ItemCatalogue catalogue() {
      return ItemCatalogue.load();
    }

    @Override
    Site make(long seed, ItemCatalogue catalogue) {
      return Home.make(seed);
    }
  },
  /** Kitchens of restaurants, by their plan and labels. */
  KITCHEN(
      "sim-kitchen",
      "Stowbench commercial kitchens",
      "Simulated commercial kitchens",
      "Simulated kitchens of restaurants, their stations and labelled shelves, and where simulated"
          + " crews keep tools and food, with the votes of simulated annotators.") {
    @Override
    ItemCatalogue catalogue() {
      return Trade.KITCHEN.catalogue();
    }

    @Override
    Site make(long seed, ItemCatalogue catalogue) {
      return Trade.KITCHEN.make(seed, catalogue);
    }
  },
  /** Stock rooms, by their plan and labels. */
  STOCK(
      "sim-stock",
      "Stowbench stock rooms",
      "Simulated stock rooms",
      "Simulated stock rooms, the bins of their racks, and where simulated crews keep supplies, with"
          + " the votes of simulated annotators.") {
    @Override
    ItemCatalogue catalogue() {
      return Trade.STOCK_ROOM.catalogue();
    }

    @Override
    Site make(long seed, ItemCatalogue catalogue) {
      return Trade.STOCK_ROOM.make(seed, catalogue);
    }
  };

  private final String id;
  private final String simulator;
  private final String title;
  private final String description;

  SimulationKind(String id, String simulator, String title, String description) {
    this.id = id;
    this.simulator = simulator;
    this.title = title;
    this.description = description;
  }

  /** How ids of its datasets and households begin. */
  public String id() {
    return id;
  }

  /** The simulator's name, for the record. */
  String simulator() {
    return simulator;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  /** Reads what is kept there. */
  abstract ItemCatalogue catalogue();

  abstract Site make(long seed, ItemCatalogue catalogue);
}
