package org.stowbench.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.run.RunPlan;

/**
 * The predictors of one command's runs over one split, made before anything is asked. Closes those
 * that nobody took.
 */
final class ReadyPredictors implements AutoCloseable {

  private final List<RunPlan> plans = new ArrayList<>();
  private final Map<RunPlan, Predictor> predictors = new IdentityHashMap<>();

  void add(RunPlan plan, Predictor predictor) {
    plans.add(plan);
    predictors.put(plan, predictor);
  }

  /** Whether a predictor made from this is here. */
  boolean has(PredictorSpec spec) {
    return plans.stream().anyMatch(plan -> plan.predictor().equals(spec));
  }

  /** Adds a run of a predictor that is here for another: its own is made when its turn comes. */
  void addLater(RunPlan plan) {
    plans.add(plan);
  }

  /** The runs, in their order. */
  List<RunPlan> plans() {
    return Collections.unmodifiableList(plans);
  }

  /**
   * Hands out a run's predictor, which the taker closes; empty where it was taken, or is to be
   * made.
   */
  Optional<Predictor> take(RunPlan plan) {
    return Optional.ofNullable(predictors.remove(plan));
  }

  /** Leaves out the runs whose predictors cannot answer in every scene; a line each, saying why. */
  List<String> leaveOutUnable() {
    Map<String, Predictor> byName = new LinkedHashMap<>();
    plans.stream()
        .filter(predictors::containsKey)
        .forEach(plan -> byName.put(plan.predictor().text(), predictors.get(plan)));
    Map<String, String> unmet = Needs.unmet(byName, plans.get(0).asked());
    for (RunPlan plan : List.copyOf(plans)) {
      if (unmet.containsKey(plan.predictor().text())) {
        plans.remove(plan);
        take(plan).ifPresent(GuardedAsk::close);
      }
    }
    return List.copyOf(unmet.values());
  }

  @Override
  public void close() {
    predictors.values().forEach(GuardedAsk::close);
    predictors.clear();
  }
}
