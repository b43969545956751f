package org.stowbench.datasets.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.Keeper;
import org.stowbench.datasets.sim.family.Manner;
import org.stowbench.datasets.sim.family.Site;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/** One simulated household, or workplace, and what is seen of it. Immutable. */
public final class SimulatedHousehold {

  /** Share of queries that three annotators answer; one answers the others. */
  public static final double THREE_ANNOTATORS = 0.16;

  private final Household household;
  private final long seed;
  private final Site site;
  private final List<Integer> candidates;
  private final Keeper keeper;
  private final Scene scene;

  SimulatedHousehold(String id, long seed, Site site) {
    this.household = new Household(id);
    this.seed = seed;
    this.site = site;
    this.candidates = site.candidates();
    this.keeper = site.keeper();
    this.scene = site.scene(id);
  }

  /** Its id, which holds the simulation's kind and seed, and its number. */
  public Household household() {
    return household;
  }

  /** The place as it is built, and who keeps things there. */
  public Site site() {
    return site;
  }

  /** What is seen of the place. */
  public Scene scene() {
    return scene;
  }

  /** How things are put away here; no predictor may know. */
  public Manner habit() {
    return keeper.habit();
  }

  /** The candidate that stands for a storage, or "not here" where none does. */
  public Answer candidate(int storage) {
    int id = candidates.get(storage);
    return id < 0 ? Answer.NOT_HERE : Answer.container(id);
  }

  /** Where an item is kept here. */
  public Answer place(Item item) {
    int storage = keeper.place(item);
    return storage == Keeper.AWAY ? Answer.NOT_HERE : candidate(storage);
  }

  /** Where an item is, as far as it can be known without knowing who keeps it. */
  public TruthDistribution distribution(Item item) {
    return inView(keeper.distribution(item));
  }

  /**
   * Where an item is, as far as it can be known by whoever knows where others are kept.
   *
   * @param known others; a container stands for all of its physical container
   * @param physical of this scene
   */
  TruthDistribution distribution(Item item, Map<Item, Answer> known, PhysicalContainers physical) {
    List<Integer> unseen = new ArrayList<>();
    for (int s = 0; s < candidates.size(); s++) {
      if (candidates.get(s) < 0) {
        unseen.add(s);
      }
    }
    List<Keeper.Placed> placed = new ArrayList<>();
    known.forEach(
        (other, where) -> {
          List<Integer> storages = storages(where, physical);
          // A front of which the simulator has none is a detector's mistake: it says nothing.
          if (!storages.isEmpty() || where.equals(Answer.NOT_HERE)) {
            placed.add(new Keeper.Placed(other, storages, unseen));
          }
        });
    return inView(keeper.distribution(item, placed));
  }

  private List<Integer> storages(Answer where, PhysicalContainers physical) {
    List<Integer> storages = new ArrayList<>();
    for (int s = 0; s < candidates.size(); s++) {
      if (where instanceof Answer.InContainer in
          && candidates.get(s) >= 0
          && physical.of(candidates.get(s)) == physical.of(in.id())) {
        storages.add(s);
      }
    }
    return storages;
  }

  private TruthDistribution inView(double[] storages) {
    double[] containers = new double[scene.containers().size()];
    for (int s = 0; s < storages.length; s++) {
      int id = candidates.get(s);
      if (id >= 0) {
        containers[id] += storages[s];
      }
    }
    return new TruthDistribution(containers);
  }

  /** Asks for an item: the query, its place as truth, annotators' votes. */
  public LabeledQuery ask(Item item) {
    return new LabeledQuery(query(item), household, place(item), votes(item));
  }

  /** The query for an item; its id is the household's, {@code #} and the item's slug. */
  public Query query(Item item) {
    return new Query(household.id() + "#" + item.slug(), scene, item.name());
  }

  /** The items that a dataset asks this household for. */
  List<Item> items(Questions questions, Simulation simulation) {
    return questions.draw(simulation.catalogue(), new Dice(Seeds.derive(seed, "questions")));
  }

  /** Draws from the distribution: what people say who see the photo but do not live there. */
  private Votes votes(Item item) {
    Dice dice = new Dice(Seeds.derive(Seeds.derive(seed, "votes"), item.name()));
    TruthDistribution distribution = distribution(item);
    int annotators = dice.chance(THREE_ANNOTATORS) ? 3 : 1;
    List<Vote> votes = new ArrayList<>(annotators);
    for (int i = 1; i <= annotators; i++) {
      votes.add(new Vote("simulated-" + i, distribution.at(dice.uniform())));
    }
    return new Votes(votes);
  }
}
