package org.stowbench.scorer.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictions.ResponseSet;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.ScoredFile;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.comparison.PaperComparison;
import org.stowbench.scorer.statistics.PairedT;

/**
 * Checks published results against the predictions in checkouts of their repositories, or against a
 * predictor that is asked again: the number of queries and of right ones, each published figure to
 * its printed digits, each published pair's IoU to 1e-9, and the paper's comparison with another
 * result.
 *
 * <p>A pair that was published but has no prediction here is not compared where the figures are
 * over answered queries only.
 */
public final class Reproducer {

  /** What is published of the paper's comparison with another result. */
  static final List<String> STATISTICS = List.of("t", "p", "g");

  private static final double SAME_PAIR = 1e-9;
  private static final int PAIRS_SHOWN = 3;

  private final List<Path> checkouts;
  private final QueryIndex index;
  private final Asker asker;

  /** Asks a predictor again; the scorer itself knows none. */
  @FunctionalInterface
  public interface Asker {

    /**
     * A predictor's answers to all queries of the split, in any order.
     *
     * @param spec names the predictor
     */
    Stream<Prediction> ask(String spec);
  }

  /**
   * A reproducer over one split.
   *
   * @param checkouts the folders that the results' paths start from; of two that hold a file, the
   *     first counts
   * @param index the split's queries
   * @param asker asks the predictors that results name
   */
  public Reproducer(List<Path> checkouts, QueryIndex index, Asker asker) {
    this.checkouts = List.copyOf(checkouts);
    this.index = Objects.requireNonNull(index, "index");
    this.asker = Objects.requireNonNull(asker, "asker");
  }

  /**
   * Checks a result.
   *
   * @throws InvalidInputException if the result is of another split, or its predictions or pairs
   *     are here and cannot be read
   */
  public Reproduction check(PublishedResult result) {
    if (!result.dataset().equals(index.info().id())) {
      throw new InvalidInputException(
          "result %s is of %s: must be of %s"
              .formatted(result.id(), result.dataset(), index.info().id()));
    }
    Optional<Path> predictions = result.predictions().flatMap(this::here);
    if (predictions.isEmpty() && result.predictor().isEmpty()) {
      return Reproduction.withoutPredictions(result);
    }
    ScoredRun run =
        predictions.isPresent()
            ? score(result, predictions.get())
            : ask(result, result.predictor().orElseThrow());
    List<String> differences = new ArrayList<>();
    double correct = checkCounts(result, run, differences);
    checkFigures(result, run.scorecard(), differences);
    checkAgainst(result, run, differences);
    int pairs = checkPairs(result, run, differences);
    return new Reproduction(
        result,
        differences.isEmpty() ? Reproduction.Status.HOLDS : Reproduction.Status.DIFFERS,
        Optional.of(run),
        correct,
        pairs,
        differences);
  }

  private Optional<Path> here(String path) {
    return checkouts.stream()
        .map(folder -> folder.resolve(path))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private ScoredRun ask(PublishedResult result, String predictor) {
    try (Stream<Prediction> predictions = asker.ask(predictor)) {
      return scoring(result).score(predictor, predictions);
    }
  }

  private Scoring scoring(PublishedResult result) {
    Scoring scoring = Scoring.of(index, result.protocol());
    return result.threshold().isPresent()
        ? scoring.withThreshold(result.threshold().getAsDouble())
        : scoring;
  }

  private ScoredRun score(PublishedResult result, Path predictions) {
    ScoredFile scored = scoring(result).score(ResponseFile.of(predictions));
    List<ResponseSet> sets = scored.report().sets();
    if (result.person().isEmpty() && sets.size() == 1) {
      return scored.runs().get(0);
    }
    for (int i = 0; i < sets.size(); i++) {
      if (result.person().filter(sets.get(i).person()::equals).isPresent()) {
        return scored.runs().get(i);
      }
    }
    throw InvalidInputException.expected(
        InputLocation.of(predictions),
        result.person().map(p -> "answers of person " + p).orElse("answers of one person"),
        String.join(", ", sets.stream().map(ResponseSet::name).toList()));
  }

  private static double checkCounts(
      PublishedResult result, ScoredRun run, List<String> differences) {
    int queries = 0;
    double correct = 0;
    for (QueryScore score : run.queries()) {
      if (score.answered() || !result.answeredOnly()) {
        queries++;
        correct += score.correct();
      }
    }
    if (queries != result.expected().queries()) {
      differences.add(
          "queries: published %d, here %d".formatted(result.expected().queries(), queries));
    }
    if (result.expected().correct().isPresent()
        && result.expected().correct().getAsInt() != correct) {
      differences.add(
          "correct: published %d, here %s"
              .formatted(result.expected().correct().getAsInt(), correct));
    }
    return correct;
  }

  private void checkAgainst(PublishedResult result, ScoredRun run, List<String> differences) {
    result
        .expected()
        .against()
        .forEach(
            (id, published) -> {
              PublishedResult other = PublishedResults.shipped(id);
              if (!other.dataset().equals(result.dataset())) {
                throw new InvalidInputException(
                    "result %s of %s is held against %s of %s: must be of one split"
                        .formatted(result.id(), result.dataset(), id, other.dataset()));
              }
              Optional<Path> predictions = other.predictions().flatMap(this::here);
              if (predictions.isEmpty()) {
                differences.add("against %s: its predictions are not here".formatted(id));
                return;
              }
              Map<String, OptionalDouble> here =
                  statistics(PaperComparison.of(run, score(other, predictions.get())));
              checkNumbers("against %s, ".formatted(id), published, here, differences);
            });
  }

  private static Map<String, OptionalDouble> statistics(PaperComparison comparison) {
    Optional<PairedT> test = comparison.test();
    return Map.of(
        "t", test.map(t -> OptionalDouble.of(t.t())).orElse(OptionalDouble.empty()),
        "p", test.map(t -> OptionalDouble.of(t.p())).orElse(OptionalDouble.empty()),
        "g", comparison.hedgesG());
  }

  private static void checkFigures(
      PublishedResult result, Scorecard scorecard, List<String> differences) {
    checkFigures("", result.expected().metrics(), scorecard.metrics(), differences);
    result
        .expected()
        .byItem()
        .forEach(
            (item, figures) -> {
              Scorecard.ItemFigures here = scorecard.byItem().get(item);
              checkFigures(
                  InvalidInputException.excerpt(item) + ", ",
                  figures,
                  here == null ? Map.of() : here.metrics(),
                  differences);
            });
  }

  private static void checkFigures(
      String of,
      Map<String, PublishedFigure> published,
      Map<String, Figure> figures,
      List<String> differences) {
    Map<String, OptionalDouble> numbers = new HashMap<>();
    figures.forEach((metric, figure) -> numbers.put(metric, figure.value()));
    checkNumbers(of, published, numbers, differences);
  }

  private static void checkNumbers(
      String of,
      Map<String, PublishedFigure> published,
      Map<String, OptionalDouble> numbers,
      List<String> differences) {
    published.forEach(
        (metric, figure) -> {
          OptionalDouble here = numbers.getOrDefault(metric, OptionalDouble.empty());
          if (here.isEmpty() || !figure.agrees(here.getAsDouble())) {
            differences.add(
                "%s%s: published %s, here %s"
                    .formatted(
                        of,
                        InvalidInputException.excerpt(metric),
                        figure.printed(),
                        here.isEmpty() ? "nothing" : digits(here.getAsDouble(), figure)));
          }
        });
  }

  private int checkPairs(PublishedResult result, ScoredRun run, List<String> differences) {
    Optional<Path> file = result.perPair().flatMap(this::here);
    if (file.isEmpty()) {
      return 0;
    }
    int compared = 0;
    List<String> different = new ArrayList<>();
    for (PublishedPairs.Pair pair : PublishedPairs.read(file.get(), result.person(), index)) {
      if (pair.ordinal().isEmpty()) {
        different.add(pair.name() + ": no such query here");
        continue;
      }
      QueryScore here = run.queries().get(pair.ordinal().getAsInt());
      if (!here.answered() && result.answeredOnly()) {
        continue;
      }
      compared++;
      if (!(Math.abs(here.iou() - pair.iou()) <= SAME_PAIR)
          || Double.compare(here.correct(), pair.accuracy()) != 0) {
        different.add(
            "%s: published IoU %s, accuracy %s, here %s, %s"
                .formatted(pair.name(), pair.iou(), pair.accuracy(), here.iou(), here.correct()));
      }
    }
    different.stream().limit(PAIRS_SHOWN).forEach(differences::add);
    if (different.size() > PAIRS_SHOWN) {
      differences.add("and %d more pairs".formatted(different.size() - PAIRS_SHOWN));
    }
    return compared;
  }

  /** Four decimals, or more where more were published. */
  private static String digits(double value, PublishedFigure beside) {
    return String.format(Locale.ROOT, "%." + Math.max(4, beside.decimals()) + "f", value);
  }
}
