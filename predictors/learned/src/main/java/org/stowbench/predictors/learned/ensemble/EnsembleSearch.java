package org.stowbench.predictors.learned.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Remarks;
import org.stowbench.search.Search;
import org.stowbench.search.SearchFailedException;
import org.stowbench.search.Searcher;

/**
 * Follows the fused ranking of all parts. A part that decides step by step is asked at each step;
 * its move counts as a ranking of one answer.
 */
final class EnsembleSearch implements Search {

  private final Query query;
  private final List<Search> parts;
  private final List<Double> weights;
  private final Supplier<Heard> hearing;

  EnsembleSearch(Query query, List<Search> parts, List<Double> weights, Supplier<Heard> hearing) {
    this.query = query;
    this.parts = parts;
    this.weights = weights;
    this.hearing = hearing;
  }

  @Override
  public Move next(List<Opened> opened, int budget) throws InterruptedException {
    Ranking fused = fused(part -> wish(part, opened, budget));
    return Searcher.of((asked, context) -> Prediction.of(asked, fused))
        .begin(query, new PredictionContext(0))
        .next(opened, budget);
  }

  /** There is one where none of the parts decides step by step, or has failed. */
  @Override
  public Optional<Ranking> ranking(List<Opened> opened) throws InterruptedException {
    List<Ranking> all = new ArrayList<>();
    for (Search part : parts) {
      part.ranking(opened).ifPresent(all::add);
    }
    return all.size() < parts.size()
        ? Optional.empty()
        : Optional.of(fused(part -> all.get(parts.indexOf(part))));
  }

  private interface Wishing {
    Ranking of(Search part) throws InterruptedException;
  }

  private Ranking fused(Wishing wish) throws InterruptedException {
    Heard heard = hearing.get();
    for (int i = 0; i < parts.size(); i++) {
      try {
        heard.add(wish.of(parts.get(i)), weights.get(i));
      } catch (RunStoppedException e) {
        throw e;
      } catch (SearchFailedException e) {
        heard.failed(e.getMessage());
      } catch (RuntimeException e) {
        heard.failed(GuardedAsk.cause(query, e));
      }
    }
    if (heard.isEmpty()) {
      throw new SearchFailedException(heard.failure());
    }
    return heard.fused(query.scene());
  }

  private static Ranking wish(Search part, List<Opened> opened, int budget)
      throws InterruptedException {
    Optional<Ranking> followed = part.ranking(opened);
    return followed.isPresent() ? followed.get() : Ranking.of(answer(part.next(opened, budget)));
  }

  private static Answer answer(Move move) {
    return move instanceof Move.Open open ? Answer.container(open.container()) : Answer.NOT_HERE;
  }

  @Override
  public void ended(List<Opened> opened, End end) {
    parts.forEach(part -> part.ended(opened, end));
  }

  @Override
  public Remarks remarks() {
    return Heard.together(parts.stream().map(Search::remarks).toList());
  }
}
