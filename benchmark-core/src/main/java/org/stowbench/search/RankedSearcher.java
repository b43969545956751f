package org.stowbench.search;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/** Asks a predictor for one ranking a search, and follows it whatever is found. */
final class RankedSearcher implements Searcher {

  private final Predictor predictor;

  RankedSearcher(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public Search begin(Query query, PredictionContext context) throws InterruptedException {
    return new Following(query.scene(), GuardedAsk.of(predictor, query, context).prediction());
  }

  private static final class Following implements Search {

    private final Scene scene;
    private final Prediction prediction;
    private final PhysicalContainers physical;
    private final Iterator<RankedAnswer> ranked;
    private final BitSet opened = new BitSet();

    Following(Scene scene, Prediction prediction) {
      this.scene = scene;
      this.prediction = prediction;
      this.physical = PhysicalContainers.of(scene);
      this.ranked =
          prediction.ranking().map(Ranking::answers).orElse(List.<RankedAnswer>of()).iterator();
    }

    @Override
    public Move next(List<Opened> soFar, int budget) {
      if (prediction.error().isPresent()) {
        throw new SearchFailedException(prediction.error().get());
      }
      soFar.forEach(each -> opened.set(physical.of(each.container())));
      while (ranked.hasNext()) {
        Answer answer = ranked.next().answer();
        if (answer instanceof Answer.NotHere) {
          return Move.GIVE_UP;
        }
        OptionalInt container = container(answer);
        if (container.isPresent() && isNew(container.getAsInt())) {
          return Move.open(container.getAsInt());
        }
      }
      return Move.GIVE_UP;
    }

    private OptionalInt container(Answer answer) {
      return answer instanceof Answer.InContainer in
          ? OptionalInt.of(scene.container(in.id()).id())
          : physical.mostOverlapped(
              Overlap.of(((Answer.InRegion) answer).region()), PhysicalContainers.SAME);
    }

    private boolean isNew(int container) {
      boolean known = opened.get(physical.of(container));
      opened.set(physical.of(container));
      return !known;
    }

    @Override
    public Optional<Ranking> ranking() {
      return prediction.ranking();
    }

    @Override
    public Remarks remarks() {
      return Remarks.of(prediction);
    }
  }
}
