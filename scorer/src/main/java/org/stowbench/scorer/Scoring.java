package org.stowbench.scorer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ReadReport;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.run.Known;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.protocols.Protocol;
import org.stowbench.scorer.protocols.Rules;
import org.stowbench.scorer.statistics.IntervalMethod;

/**
 * A protocol made ready for a split: scores any number of predictors. For any number of threads.
 */
public final class Scoring {

  private final QueryIndex index;
  private final Protocol protocol;
  private final Rules rules;
  private final Optional<IntervalMethod> intervals;

  private Scoring(
      QueryIndex index, Protocol protocol, Rules rules, Optional<IntervalMethod> intervals) {
    this.index = index;
    this.protocol = protocol;
    this.rules = rules;
    this.intervals = intervals;
  }

  /**
   * Makes a protocol ready, with its own threshold.
   *
   * @throws org.stowbench.io.InvalidInputException if it cannot be held to these queries
   */
  public static Scoring of(QueryIndex index, Protocol protocol) {
    Rules rules = Rules.of(protocol);
    if (protocol == Protocol.PAPER) {
      index.queries().forEach(rules::require);
    }
    return new Scoring(index, protocol, rules, Optional.of(IntervalMethod.KORN_GRAUBARD));
  }

  /**
   * The same with another threshold.
   *
   * @param iou above 0, at most 1
   */
  public Scoring withThreshold(double iou) {
    if (!(iou > 0 && iou <= 1)) {
      throw new IllegalArgumentException(
          "IoU threshold " + iou + ": must be above 0 and at most 1");
    }
    return new Scoring(index, protocol, rules.withThreshold(iou), intervals);
  }

  /**
   * The same with intervals made in another way than {@link IntervalMethod#KORN_GRAUBARD}.
   *
   * @param method {@code WILSON} only where no household has two queries; figures that are no
   *     shares keep the default's intervals under it
   */
  public Scoring withIntervals(IntervalMethod method) {
    if (method == IntervalMethod.WILSON) {
      for (int ordinal = 1; ordinal < index.size(); ordinal++) {
        if (index.cluster(ordinal) == index.cluster(ordinal - 1)) {
          throw new IllegalArgumentException(
              "Wilson intervals need independent queries: household %s of %s has more than one"
                  .formatted(index.households().get(ordinal), index.info().id()));
        }
      }
    }
    return new Scoring(index, protocol, rules, Optional.of(method));
  }

  /** The same without intervals, which cost more than all else: for who only needs the queries. */
  public Scoring withoutIntervals() {
    return new Scoring(index, protocol, rules, Optional.empty());
  }

  /** The queries that are scored. */
  public QueryIndex index() {
    return index;
  }

  /** The scoring rules. */
  public Protocol protocol() {
    return protocol;
  }

  /** Begins with a predictor. */
  public RunScorer begin() {
    return begin(judging());
  }

  Judging judging() {
    return new Judging(protocol, rules, index.size());
  }

  /** Goes on with a predictor of whose predictions some, or all, were judged. */
  RunScorer begin(Judging judged) {
    return new RunScorer(index, protocol, intervals, judged);
  }

  /**
   * Scores all predictions of a predictor; consumes the stream, which the caller closes.
   *
   * @throws IllegalArgumentException as {@link RunScorer#add} does
   */
  public ScoredRun score(String predictor, Stream<Prediction> predictions) {
    RunScorer scorer = begin();
    predictions.sequential().forEach(scorer::add);
    return scorer.finish(predictor);
  }

  /**
   * Scores a file of predictions, as it streams by; each person in it becomes a run.
   *
   * @throws org.stowbench.io.InvalidInputException if the file cannot be used
   */
  public ScoredFile score(ResponseFile file) {
    return score(file, prediction -> {});
  }

  /**
   * The same.
   *
   * @param seen is told every prediction that was scored
   * @throws org.stowbench.io.InvalidInputException if the file cannot be used
   */
  public ScoredFile score(ResponseFile file, Consumer<Prediction> seen) {
    Optional<RunManifest> run = RunFolder.manifestOf(file.path());
    LearnedFrom learnedFrom = run.map(RunManifest::learnedFrom).orElse(LearnedFrom.NOT_DECLARED);
    Optional<Known> known = run.flatMap(RunManifest::known);
    Map<String, RunScorer> scorers = new HashMap<>();
    ReadReport report =
        file.read(
            index,
            (person, prediction) -> {
              scorers
                  .computeIfAbsent(person, p -> begin().of(learnedFrom).knowing(known))
                  .add(prediction);
              seen.accept(prediction);
            });
    return new ScoredFile(
        report.sets().stream()
            .map(
                set ->
                    scorers
                        .get(set.person())
                        .finish(known.map(k -> k.name(set.name())).orElse(set.name())))
            .toList(),
        report);
  }

  /** Scores what predictions come from, such as a run's folder. */
  @FunctionalInterface
  public interface Source<F, S> {
    /** Scores one. */
    S score(F from) throws IOException;
  }

  /**
   * Scores several runs or files at once, on all processors. One after another where memory does
   * not hold the split: each would read the dataset at another place.
   *
   * @return what came of them, in their order
   * @throws org.stowbench.io.InvalidInputException of the first that cannot be scored
   */
  public <F, S> List<S> each(List<F> from, Source<F, S> source) throws IOException {
    List<FutureTask<S>> tasks =
        from.stream().map(one -> new FutureTask<>(() -> source.score(one))).toList();
    if (index.holdsAll()) {
      tasks.parallelStream().forEach(FutureTask::run);
    }
    List<S> scored = new ArrayList<>();
    for (FutureTask<S> task : tasks) {
      task.run(); // does nothing where it ran before
      scored.add(result(task));
    }
    return scored;
  }

  private static <S> S result(FutureTask<S> done) throws IOException {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("waiting for what is done", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException problem
          ? problem
          : new IllegalStateException(e.getCause());
    }
  }
}
