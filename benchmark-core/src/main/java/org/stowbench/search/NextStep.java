package org.stowbench.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.stowbench.ask.Advice;
import org.stowbench.ask.Inquiry;
import org.stowbench.ask.NoAdviceException;
import org.stowbench.geometry.PhysicalContainers;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;

/**
 * One step of a search that somebody else leads, such as a robot: what was opened so far is told,
 * what to open next is answered. Nothing is remembered from one step to the next, and each is as in
 * a run that searches: what was seen is known, and what is open is not opened again.
 *
 * <p>A {@link Searcher} that decides step by step is asked for its move, which counts as a ranking
 * of one answer. It does not hear that some containers may not be named: where it chooses one of
 * those, its ranking is asked for instead.
 *
 * @param inquiry what is asked, and what was known before the search
 * @param opened what was opened so far, in order; never the item, and each physical container once
 * @param budget how many containers may still be opened, 1 or more; empty for all
 */
@API(status = API.Status.INTERNAL, since = "0.2")
public record NextStep(Inquiry inquiry, List<Opened> opened, OptionalInt budget) {

  public NextStep {
    Objects.requireNonNull(inquiry, "inquiry");
    opened = List.copyOf(opened);
    if (budget.orElse(1) < 1) {
      throw new IllegalArgumentException("budget " + budget.getAsInt() + ": must be 1 or more");
    }
    Map<Integer, Integer> openedAs = new HashMap<>();
    PhysicalContainers physical = PhysicalContainers.of(inquiry.query().scene());
    for (Opened each : opened) {
      requirePossible(each, inquiry.query());
      Integer before = openedAs.putIfAbsent(physical.of(each.container()), each.container());
      if (before != null) {
        throw new IllegalArgumentException(
            before == each.container()
                ? "container %d is given twice: must be given once".formatted(before)
                : "container %d is the same as %d, which is given too: must be given once"
                    .formatted(each.container(), before));
      }
    }
  }

  private static void requirePossible(Opened each, Query query) {
    int containers = query.scene().containers().size();
    if (each.container() >= containers) {
      throw new IllegalArgumentException(
          "container %d: the scene has %d, numbered from 0"
              .formatted(each.container(), containers));
    }
    if (each.contents() instanceof Contents.Found) {
      throw new IllegalArgumentException(
          "container %d: the item was found there, so there is no next step"
              .formatted(each.container()));
    }
    if (each.contents() instanceof Contents.OtherItems other) {
      for (String item : other.items()) {
        if (ItemName.same(item, query.item())) {
          throw new IllegalArgumentException(
              "container %d: %s is what is looked for: must be other items"
                  .formatted(each.container(), item));
        }
        KnownPlacement seen = new KnownPlacement(item, Answer.container(each.container()));
        for (KnownPlacement known : query.known()) {
          if (seen.contradicts(known)) {
            throw new IllegalArgumentException(
                "container %d: %s was seen there and is known to be not here: must not be both"
                    .formatted(each.container(), item));
          }
        }
      }
    }
  }

  /**
   * Asks what to do next.
   *
   * @return the answers, and first of all {@link Advice#next()}
   * @throws NoAdviceException if the predictor fails, or returns what its contract rules out
   * @throws InterruptedException if the thread is interrupted
   */
  public Advice ask(Predictor predictor) throws NoAdviceException, InterruptedException {
    Query now = new Sightings(inquiry.query()).after(opened);
    Inquiry asked =
        new Inquiry(
            now,
            inquiry
                .within()
                .afterOpening(
                    opened.stream().map(Opened::container).collect(Collectors.toUnmodifiableSet())),
            inquiry.top(),
            inquiry.reasons());
    return predictor instanceof Searcher searcher
        ? Advice.ask(
            predictor, asked, (query, context) -> step(predictor, searcher, asked, context))
        : Advice.ask(predictor, asked);
  }

  /** A searcher's own step, as a ranking. */
  private Prediction step(
      Predictor predictor, Searcher searcher, Inquiry asked, PredictionContext context)
      throws InterruptedException {
    Query query = asked.query();
    try {
      Search search = searcher.begin(query, context);
      if (search == null) {
        throw new SearchFailedException("the searcher began no search");
      }
      Optional<Ranking> followed = search.ranking(opened);
      if (followed.isPresent()) {
        return remarked(query, followed.get(), search);
      }
      PhysicalContainers physical = PhysicalContainers.of(query.scene());
      IntPredicate isOpen = asked.within().opened(physical);
      IntPredicate isAllowed = asked.within().allowed(physical);
      int most =
          (int)
              IntStream.range(0, physical.count())
                  .filter(each -> !isOpen.test(each) && isAllowed.test(each))
                  .count();
      if (most == 0) {
        return Prediction.of(query, Ranking.of(Answer.NOT_HERE));
      }
      Move move = search.next(opened, Math.min(most, budget.orElse(most)));
      if (move instanceof Move.GiveUp) {
        return remarked(query, Ranking.of(Answer.NOT_HERE), search);
      }
      if (!(move instanceof Move.Open open)) {
        throw new SearchFailedException("the searcher made no move");
      }
      int containers = query.scene().containers().size();
      if (open.container() < containers && isOpen.test(physical.of(open.container()))) {
        throw new SearchFailedException(
            "opens container %d, which is open".formatted(open.container()));
      }
      return open.container() >= containers || isAllowed.test(physical.of(open.container()))
          ? remarked(query, Ranking.of(Answer.container(open.container())), search)
          : ranking(predictor, query, context, open);
    } catch (SearchFailedException e) {
      return Prediction.failed(query.id(), String.valueOf(e.getMessage()));
    }
  }

  private static Prediction ranking(
      Predictor predictor, Query query, PredictionContext context, Move.Open forbidden)
      throws InterruptedException {
    try {
      return predictor.predict(query, context);
    } catch (RunStoppedException e) {
      throw new SearchFailedException(
          "opens container %d, which is excluded or out of reach, and gives no ranking: %s"
              .formatted(forbidden.container(), e.getMessage()));
    }
  }

  private static Prediction remarked(Query query, Ranking ranking, Search search) {
    Prediction prediction = Prediction.of(query, ranking);
    return search.remarks().rationale().map(prediction::withRationale).orElse(prediction);
  }
}
