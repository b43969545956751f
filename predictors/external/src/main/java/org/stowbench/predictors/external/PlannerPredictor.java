package org.stowbench.predictors.external;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.planner.NoAnswerException;
import org.stowbench.predictors.external.planner.Planner;
import org.stowbench.predictors.external.planner.Question;
import org.stowbench.predictors.external.protocol.PlannerReply;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.query.Query;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Remarks;
import org.stowbench.search.Search;
import org.stowbench.search.SearchFailedException;
import org.stowbench.search.Searcher;
import org.stowbench.search.Sightings;

/** A planner as a predictor, and as a searcher: where it only ranks, its ranking is followed. */
final class PlannerPredictor implements Predictor, Searcher, Notifying {

  private final Planner planner;

  PlannerPredictor(Planner planner) {
    this.planner = planner;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    PlannerReply.Introduction introduction = planner.introduction();
    if (!introduction.modes().contains(PlannerReply.Mode.RANK)) {
      throw new RunStoppedException(
          "the planner %s does not rank: run it with --mode search"
              .formatted(InvalidInputException.excerpt(introduction.name())));
    }
    try {
      PlannerReply reply =
          planner.ask(new Question.Ranking(query, PlannerRequest.seed(context.seed())));
      if (reply instanceof PlannerReply.Ranked ranked) {
        Prediction prediction = Prediction.of(query, ranked.ranking());
        return ranked.rationale().map(prediction::withRationale).orElse(prediction);
      }
      return Prediction.failed(query.id(), ((PlannerReply.Failed) reply).error());
    } catch (NoAnswerException | InvalidInputException e) {
      return Prediction.failed(query.id(), e.getMessage());
    }
  }

  @Override
  public Search begin(Query query, PredictionContext context) throws InterruptedException {
    return planner.introduction().modes().contains(PlannerReply.Mode.SEARCH)
        ? new Stepping(query, PlannerRequest.seed(context.seed()))
        : Searcher.of((Predictor) this::predict).begin(query, context);
  }

  private final class Stepping implements Search {

    private final Sightings sightings;
    private final long seed;
    private final List<String> reasons = new ArrayList<>();
    private Optional<String> last = Optional.empty();

    Stepping(Query query, long seed) {
      this.sightings = new Sightings(query);
      this.seed = seed;
    }

    @Override
    public Move next(List<Opened> opened, int budget) throws InterruptedException {
      PlannerReply reply;
      try {
        reply = planner.ask(new Question.Step(sightings.after(opened), seed, opened, budget));
      } catch (NoAnswerException | InvalidInputException e) {
        throw new SearchFailedException(e.getMessage());
      }
      if (reply instanceof PlannerReply.Moved moved) {
        last = Optional.of(moved.id());
        moved.rationale().ifPresent(reasons::add);
        return moved.move();
      }
      throw new SearchFailedException(((PlannerReply.Failed) reply).error());
    }

    @Override
    public void ended(List<Opened> opened, End end) {
      last.ifPresent(id -> planner.tell(new PlannerRequest.Ended(id, opened, end)));
    }

    @Override
    public Remarks remarks() {
      return reasons.isEmpty()
          ? Remarks.NONE
          : new Remarks(
              Optional.of(String.join("\n", reasons)), Optional.empty(), Optional.empty());
    }
  }

  @Override
  public List<String> notices() {
    return planner.notices();
  }

  @Override
  public void close() {
    planner.close();
  }
}
