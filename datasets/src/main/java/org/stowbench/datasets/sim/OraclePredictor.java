package org.stowbench.datasets.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.stowbench.datasets.sim.family.Item;
import org.stowbench.datasets.sim.family.ItemCatalogue;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;

/**
 * Ranks by the true distribution, given what is known of the household. All it gets is the query,
 * so it finds household and item from the query's id and makes the household again; it uses nothing
 * of it that depends on the family's own draw.
 *
 * <p>One answer a physical container, with the sum of its candidates' probabilities: since opening
 * one opens all, no other order has a higher chance to be right at first, or within the first k.
 */
final class OraclePredictor implements Predictor, Learned {

  private final Map<SimulationKind, ItemCatalogue> catalogues = new EnumMap<>(SimulationKind.class);
  // Queries of a household come one after another, so one household is all worth keeping.
  private final AtomicReference<Optional<Known>> last = new AtomicReference<>(Optional.empty());

  private record Known(
      SimulatedHousehold household, PhysicalContainers physical, ItemCatalogue catalogue) {}

  OraclePredictor() {
    for (SimulationKind kind : SimulationKind.values()) {
      catalogues.put(kind, kind.catalogue());
    }
  }

  @Override
  public LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) {
    int mark = query.id().indexOf('#');
    String household = mark < 0 ? query.id() : query.id().substring(0, mark);
    Optional<Simulation.Named> named = Simulation.named(household);
    Optional<Item> item =
        mark < 0
            ? Optional.empty()
            : named.flatMap(n -> catalogues.get(n.kind()).bySlug(query.id().substring(mark + 1)));
    if (item.isEmpty() || !item.get().name().equals(query.item())) {
      return refused(query, "its id does not name a simulated household and one of its items");
    }
    Known known = household(household, named.orElseThrow());
    if (!known.household().scene().equals(query.scene())) {
      return refused(query, "its scene is not the one that this version simulates under this id");
    }
    return Prediction.of(query, ranking(known, item.get(), told(query, known.catalogue())));
  }

  private static Prediction refused(Query query, String why) {
    return Prediction.failed(
        query.id(),
        "the oracle knows simulated households only; query %s is none: %s"
            .formatted(InvalidInputException.excerpt(query.id()), why));
  }

  private Known household(String id, Simulation.Named named) {
    Optional<Known> kept = last.get();
    if (kept.isPresent() && kept.get().household().household().id().equals(id)) {
      return kept.get();
    }
    ItemCatalogue catalogue = catalogues.get(named.kind());
    SimulatedHousehold household =
        new Simulation(named.kind(), named.seed(), catalogue).household(named.number());
    Known known = new Known(household, PhysicalContainers.of(household.scene()), catalogue);
    last.set(Optional.of(known));
    return known;
  }

  /** Of an item that is kept in several places the first counts; one of no catalogue does not. */
  private static Map<Item, Answer> told(Query query, ItemCatalogue catalogue) {
    Map<Item, Answer> told = new LinkedHashMap<>();
    for (KnownPlacement placement : query.known()) {
      catalogue.named(placement.item()).ifPresent(i -> told.putIfAbsent(i, placement.where()));
    }
    return told;
  }

  private static Ranking ranking(Known known, Item item, Map<Item, Answer> told) {
    PhysicalContainers physical = known.physical();
    TruthDistribution distribution = known.household().distribution(item, told, physical);
    List<RankedAnswer> answers = new ArrayList<>();
    for (int component = 0; component < physical.count(); component++) {
      double total = 0;
      double most = -1;
      int likeliest = -1;
      for (int id : physical.members(component)) {
        double p = distribution.of(Answer.container(id));
        total += p;
        if (physical.canOpen(id) && p > most) {
          most = p;
          likeliest = id;
        }
      }
      if (likeliest >= 0) {
        answers.add(RankedAnswer.of(Answer.container(likeliest), total));
      }
    }
    answers.add(RankedAnswer.of(Answer.NOT_HERE, distribution.notHere()));
    // A stable sort: equals keep the order of their ids.
    answers.sort(
        Comparator.comparingDouble((RankedAnswer a) -> a.score().orElseThrow()).reversed());
    return new Ranking(answers, Ranking.Scores.PROBABILITY, Ranking.Order.STRICT);
  }
}
