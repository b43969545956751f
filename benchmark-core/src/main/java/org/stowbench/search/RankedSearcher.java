package org.stowbench.search;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.geometry.Overlap;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * Asks a predictor for a ranking and follows it; asks anew, with the same seed, whenever something
 * was seen that it did not know of.
 */
final class RankedSearcher implements Searcher {

  private final Predictor predictor;

  RankedSearcher(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public Search begin(Query query, PredictionContext context) throws InterruptedException {
    return new Following(predictor, query, context);
  }

  private static final class Following implements Search {

    private final Predictor predictor;
    private final PredictionContext context;
    private final Sightings sightings;
    private Query asked;
    private Prediction prediction;
    private Optional<Usage> usage = Optional.empty();

    Following(Predictor predictor, Query query, PredictionContext context)
        throws InterruptedException {
      this.predictor = predictor;
      this.context = context;
      this.sightings = new Sightings(query);
      ask(query);
    }

    private void ask(Query query) throws InterruptedException {
      asked = query;
      prediction = GuardedAsk.of(predictor, query, context).prediction();
      usage = Stream.of(usage, prediction.usage()).flatMap(Optional::stream).reduce(Usage::plus);
    }

    @Override
    public Optional<Ranking> ranking(List<Opened> soFar) throws InterruptedException {
      Query now = sightings.after(soFar);
      if (!now.known().equals(asked.known())) {
        ask(now);
      }
      return prediction.ranking();
    }

    @Override
    public Move next(List<Opened> soFar, int budget) throws InterruptedException {
      Ranking ranking =
          ranking(soFar)
              .orElseThrow(() -> new SearchFailedException(prediction.error().orElseThrow()));
      PhysicalContainers physical = sightings.physical();
      BitSet opened = new BitSet();
      soFar.forEach(each -> opened.set(physical.of(each.container())));
      for (RankedAnswer ranked : ranking.answers()) {
        Answer answer = ranked.answer();
        if (answer instanceof Answer.NotHere) {
          return Move.GIVE_UP;
        }
        OptionalInt container = container(physical, answer);
        if (container.isPresent() && !opened.get(physical.of(container.getAsInt()))) {
          return Move.open(container.getAsInt());
        }
      }
      return Move.GIVE_UP;
    }

    private static OptionalInt container(PhysicalContainers physical, Answer answer) {
      return answer instanceof Answer.InContainer in
          ? OptionalInt.of(in.id())
          : physical.mostOverlapped(
              Overlap.of(((Answer.InRegion) answer).region()), PhysicalContainers.SAME);
    }

    @Override
    public Remarks remarks() {
      return new Remarks(prediction.rationale(), usage, prediction.details());
    }
  }
}
