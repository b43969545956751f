package org.stowbench.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.ask.Needs;
import org.stowbench.cli.output.ProgressLine;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.run.RunPlan;

/**
 * The predictors of one command's runs over one split, one of each spec made before anything is
 * asked. Closes those that nobody took.
 */
final class ReadyPredictors implements AutoCloseable {

  private final ProgressOption progress;
  private final BiFunction<RunPlan, ProgressLine, Predictor> maker;
  private final List<RunPlan> plans = new ArrayList<>();
  private final Map<PredictorSpec, Predictor> made = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param maker makes the predictor of a run, and says on the line what it does
   */
  ReadyPredictors(ProgressOption progress, BiFunction<RunPlan, ProgressLine, Predictor> maker) {
    this.progress = progress;
    this.maker = maker;
  }

  /** Adds a run, and makes its predictor unless there is one of its spec. */
  void add(RunPlan plan) {
    if (!made.containsKey(plan.predictor())) {
      try (ProgressLine line = progress.start(plan.predictor().name())) {
        made.put(plan.predictor(), maker.apply(plan, line));
      }
    }
    plans.add(plan);
  }

  /** The runs, in their order. */
  List<RunPlan> plans() {
    return Collections.unmodifiableList(plans);
  }

  /**
   * Hands out a run's predictor, which the taker closes: to the first run of a spec the one that is
   * here, to each later one a new one.
   */
  Predictor take(RunPlan plan, ProgressLine line) {
    Predictor ready = made.remove(plan.predictor());
    return ready == null ? maker.apply(plan, line) : ready;
  }

  /** Leaves out the runs whose predictors cannot answer in every scene; a line each, saying why. */
  List<String> leaveOutUnable() {
    Map<String, Predictor> byName = byName();
    Map<String, String> unmet = Needs.unmet(byName, plans.get(0).asked());
    plans.removeIf(plan -> unmet.containsKey(plan.predictor().text()));
    unmet.keySet().forEach(name -> GuardedAsk.close(byName.get(name)));
    made.keySet().removeIf(spec -> unmet.containsKey(spec.text()));
    return List.copyOf(unmet.values());
  }

  /** Says which predictors do not use what is known of a household; empty where all may. */
  Optional<String> toldInVain() {
    return Needs.toldInVain(byName());
  }

  private Map<String, Predictor> byName() {
    Map<String, Predictor> byName = new LinkedHashMap<>();
    made.forEach((spec, predictor) -> byName.put(spec.text(), predictor));
    return byName;
  }

  @Override
  public void close() {
    made.values().forEach(GuardedAsk::close);
    made.clear();
  }
}
