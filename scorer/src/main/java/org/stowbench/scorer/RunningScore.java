package org.stowbench.scorer;

import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Progress;
import org.stowbench.run.RunListener;
import org.stowbench.run.RunManifest;
import org.stowbench.run.RunPlan;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Rules;

/**
 * Scores a run while it goes on: each query and each prediction as it passes, so that neither the
 * split nor the predictions need to be read again.
 */
public final class RunningScore implements RunListener {

  private final RunPlan plan;
  private final Protocol protocol;
  private final RunListener next;
  private final Optional<QueryIndex.Builder> reached;
  private final Judging judging;
  private final Optional<Scoring> prepared;

  /**
   * Before the run.
   *
   * @param prepared what was made for another run over the same queries; empty for the first
   * @param next is told all that this is told
   */
  public RunningScore(RunPlan plan, Optional<Scoring> prepared, RunListener next) {
    this.plan = plan;
    this.protocol = Protocol.of(plan.mode());
    this.next = next;
    this.prepared = prepared;
    this.reached =
        prepared.isPresent() ? Optional.empty() : Optional.of(new QueryIndex.Builder(plan.asked()));
    int queries = (int) Math.min(Integer.MAX_VALUE - 8, plan.queries());
    this.judging =
        prepared
            .map(Scoring::judging)
            .orElseGet(() -> new Judging(protocol, Rules.of(protocol), queries));
  }

  @Override
  public void progressed(Progress progress) {
    next.progressed(progress);
  }

  @Override
  public void warned(String message) {
    next.warned(message);
  }

  @Override
  public void reached(LabeledQuery query) {
    reached.ifPresent(index -> index.add(query));
    next.reached(query);
  }

  @Override
  public void answered(int place, LabeledQuery query, Prediction prediction) {
    judging.add(place, query, prediction);
    next.answered(place, query, prediction);
  }

  /**
   * The protocol made ready for the run's queries, once; empty where not all of them have passed,
   * as in a run that was over before.
   */
  public Optional<Scoring> scoring() {
    if (judging.predicted() < plan.queries()) {
      return Optional.empty();
    }
    return prepared.or(() -> reached.map(index -> Scoring.of(index.build(), protocol)));
  }

  /**
   * The run, scored by its predictor's name, after all of its queries have passed.
   *
   * @param scoring of {@link #scoring()}
   * @param manifest of the run
   */
  public ScoredRun finish(Scoring scoring, RunManifest manifest) {
    return scoring
        .begin(judging)
        .of(manifest.learnedFrom())
        .knowing(manifest.known())
        .finish(plan.named());
  }
}
