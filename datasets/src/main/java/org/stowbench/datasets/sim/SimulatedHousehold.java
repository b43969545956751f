package org.stowbench.datasets.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.datasets.sim.chance.Dice;
import org.stowbench.datasets.sim.family.Family;
import org.stowbench.datasets.sim.family.Habit;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.kitchen.Kitchen;
import org.stowbench.datasets.sim.photo.Detections;
import org.stowbench.datasets.sim.photo.SimulatedPhoto;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.predictor.Seeds;
import org.stowbench.query.Answer;
import org.stowbench.query.Household;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.query.Vote;
import org.stowbench.query.Votes;
import org.stowbench.scene.Scene;

/** One simulated household with one photo of its kitchen. Immutable. */
public final class SimulatedHousehold {

  /** Share of queries that three annotators answer; one answers the others. */
  public static final double THREE_ANNOTATORS = 0.16;

  private final Household household;
  private final long seed;
  private final long number;
  private final Kitchen kitchen;
  private final SimulatedPhoto photo;
  private final List<Integer> candidates;
  private final Family family;
  private final Scene scene;

  SimulatedHousehold(
      String id,
      long seed,
      long number,
      Kitchen kitchen,
      SimulatedPhoto photo,
      Detections detections,
      Family family) {
    this.household = new Household(id);
    this.seed = seed;
    this.number = number;
    this.kitchen = kitchen;
    this.photo = photo;
    this.candidates = detections.candidates();
    this.family = family;
    this.scene =
        new Scene(
            id,
            Optional.of("kitchen"),
            Optional.empty(),
            Optional.of(photo.size()),
            detections.containers(),
            detections.anchors(),
            detections.countertop());
  }

  /** Its number in its simulation. */
  public long number() {
    return number;
  }

  /** Its id, which holds the simulation's seed and its number. */
  public Household household() {
    return household;
  }

  /** The kitchen as it is built. */
  public Kitchen kitchen() {
    return kitchen;
  }

  /** What the photo truly shows. */
  public SimulatedPhoto photo() {
    return photo;
  }

  /** What a detector reports of the photo. */
  public Scene scene() {
    return scene;
  }

  /** How this family puts things away; no predictor may know. */
  public Habit habit() {
    return family.habit();
  }

  /** The candidate that stands for a storage of the kitchen, or "not here" where none does. */
  public Answer candidate(int storage) {
    int id = candidates.get(storage);
    return id < 0 ? Answer.NOT_HERE : Answer.container(id);
  }

  /** Where this family keeps an item. */
  public Answer place(Item item) {
    int storage = family.place(item);
    return storage == Family.AWAY ? Answer.NOT_HERE : candidate(storage);
  }

  /** Where an item is, as far as it can be known without knowing this family. */
  public TruthDistribution distribution(Item item) {
    return inView(family.distribution(item));
  }

  /**
   * Where an item is, as far as it can be known by whoever knows where the family keeps others.
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
    List<Family.Placed> placed = new ArrayList<>();
    known.forEach(
        (other, where) -> {
          List<Integer> storages = storages(where, physical);
          // A front of which the simulator has none is a detector's mistake: it says nothing.
          if (!storages.isEmpty() || where.equals(Answer.NOT_HERE)) {
            placed.add(new Family.Placed(other, storages, unseen));
          }
        });
    return inView(family.distribution(item, placed));
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

  /** Asks for an item: the query, the family's place as truth, annotators' votes. */
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
