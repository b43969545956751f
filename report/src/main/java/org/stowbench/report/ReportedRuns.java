package org.stowbench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.Known;
import org.stowbench.run.RunFolder;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.metrics.Metric;
import org.stowbench.scorer.metrics.Metrics;
import org.stowbench.scorer.protocols.Protocol;

/**
 * Runs of one split, scored anew with the same rules over the same queries. Stored scorecards are
 * not looked at.
 */
public final class ReportedRuns {

  /** What a table of runs shows, the metric with an interval first. */
  public static final List<Metric> SHOWN =
      List.of(Metrics.HIT_1, Metrics.HIT_3, Metrics.MRR, Metrics.OPENINGS, Metrics.OPENING_RATIO);

  private final QueryIndex index;
  private final long splitQueries;
  private final long wouldBeAsked;
  private final List<ReportedRun> runs;
  private final Texts texts;

  private ReportedRuns(
      QueryIndex index, long splitQueries, long wouldBeAsked, List<ReportedRun> runs, Texts texts) {
    this.index = index;
    this.splitQueries = splitQueries;
    this.wouldBeAsked = wouldBeAsked;
    this.runs = List.copyOf(runs);
    this.texts = texts;
  }

  /**
   * Reads and scores complete runs. Where some asked only the first queries ({@code --limit}), all
   * are scored over the queries that every run asked.
   *
   * @param folders one or more, all of one split
   * @param datasets opens the split that a run was over
   * @param done told the label of each run that is scored, from any thread and in any order
   * @throws InvalidInputException if a run is not complete, is over another split or other data
   *     than the first, or does not fit the dataset that was opened
   */
  public static ReportedRuns read(
      List<RunFolder> folders, Function<DatasetInfo, Dataset> datasets, Consumer<String> done)
      throws IOException {
    List<RecordedRun> recorded = new ArrayList<>();
    for (RunFolder folder : folders) {
      recorded.add(RecordedRun.read(folder));
      requireSame(recorded.get(0), recorded.get(recorded.size() - 1));
    }
    Dataset whole = datasets.apply(recorded.get(0).manifest().dataset());
    recorded.get(0).requireOver(whole.info());
    Dataset split =
        Known.askedByAll(
            whole, recorded.stream().flatMap(run -> run.manifest().known().stream()).toList());
    long asked = split.info().queries();
    for (RecordedRun run : recorded) {
      asked = Math.min(asked, run.manifest().limit().orElse(asked));
    }
    QueryIndex index = QueryIndex.of(asked > 0 ? split.limited(asked) : split);
    Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);
    List<String> labels = labels(recorded);
    List<ReportedRun> runs =
        scoring.each(
            IntStream.range(0, recorded.size()).boxed().toList(),
            i -> {
              ReportedRun run = score(recorded.get(i), labels.get(i), scoring);
              done.accept(labels.get(i));
              return run;
            });
    Texts texts = new Texts();
    runs.forEach(run -> run.answers().moveWordsTo(texts));
    runs.sort(Comparator.comparingDouble(ReportedRuns::hits).reversed());
    return new ReportedRuns(index, whole.info().queries(), split.info().queries(), runs, texts);
  }

  private static void requireSame(RecordedRun first, RecordedRun other) {
    DatasetInfo expected = first.manifest().dataset();
    DatasetInfo found = other.manifest().dataset();
    if (!found.id().equals(expected.id()) || !found.checksum().equals(expected.checksum())) {
      throw new InvalidInputException(
          InputLocation.of(other.folder().manifestFile()),
          "a run over %s, but %s is over %s: a report is about runs of one split and the same data"
              .formatted(
                  words(found),
                  InvalidInputException.excerpt(first.manifest().run()),
                  words(expected)));
    }
  }

  private static String words(DatasetInfo info) {
    return "%s with checksum %s"
        .formatted(
            InvalidInputException.excerpt(info.id()),
            InvalidInputException.excerpt(info.checksum()));
  }

  /**
   * Predictors are named as they were asked for; those alike are told apart by run, then folder.
   */
  private static List<String> labels(List<RecordedRun> runs) {
    List<String> labels = runs.stream().map(RecordedRun::predictor).toList();
    labels = toldApart(labels, runs, run -> run.manifest().run());
    labels = toldApart(labels, runs, run -> run.folder().path().toString());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < runs.size(); i++) {
      if (!seen.add(labels.get(i))) {
        throw new InvalidInputException(
            "%s was named twice: each run must be there once"
                .formatted(runs.get(i).folder().path()));
      }
    }
    return labels;
  }

  private static List<String> toldApart(
      List<String> labels, List<RecordedRun> runs, Function<RecordedRun, String> by) {
    Map<String, Integer> count = new HashMap<>();
    labels.forEach(label -> count.merge(label, 1, Integer::sum));
    return IntStream.range(0, runs.size())
        .mapToObj(
            i ->
                count.get(labels.get(i)) == 1
                    ? labels.get(i)
                    : "%s (%s)".formatted(runs.get(i).predictor(), by.apply(runs.get(i))))
        .toList();
  }

  private static ReportedRun score(RecordedRun run, String label, Scoring scoring)
      throws IOException {
    QueryIndex index = scoring.index();
    Answers answers = new Answers(index.queries().size());
    ScoredRun scored =
        run.score(scoring, label, seen -> answers.add(index.find(seen.query()).getAsInt(), seen));
    return new ReportedRun(run, scored, answers);
  }

  private static double hits(ReportedRun run) {
    return run.scored().scorecard().figure(Metrics.HIT_1).value().orElse(0);
  }

  /** The queries that every run was asked. */
  public QueryIndex index() {
    return index;
  }

  /** How many queries the split has, asked or not. */
  public long splitQueries() {
    return splitQueries;
  }

  /** How many of them are asked where no run has a limit: those of which enough can be known. */
  long wouldBeAsked() {
    return wouldBeAsked;
  }

  /** Queries are left out of whose household fewer items than this could be known. */
  int knownOfAtLeast() {
    return runs.stream()
        .flatMap(run -> run.manifest().known().stream())
        .mapToInt(Known::ofAtLeast)
        .max()
        .orElse(0);
  }

  /** The runs, most first hits first. */
  public List<ReportedRun> runs() {
    return runs;
  }

  Texts texts() {
    return texts;
  }
}
