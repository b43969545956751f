package org.stowbench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.RunScorer;
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
  private final List<ReportedRun> runs;
  private final Texts texts;

  private ReportedRuns(QueryIndex index, List<ReportedRun> runs, Texts texts) {
    this.index = index;
    this.runs = List.copyOf(runs);
    this.texts = texts;
  }

  /**
   * Reads and scores complete runs. Where some asked only the first queries ({@code --limit}), all
   * are scored over the queries that every run asked.
   *
   * @param folders one or more, all of one split
   * @param datasets opens the split that a run was over
   * @param done told the label of each run that is scored
   * @throws InvalidInputException if a run is not complete, is over another split or other data
   *     than the first, or does not fit the dataset that was opened
   */
  public static ReportedRuns read(
      List<RunFolder> folders, Function<DatasetInfo, Dataset> datasets, Consumer<String> done)
      throws IOException {
    List<RunManifest> manifests = new ArrayList<>();
    for (RunFolder folder : folders) {
      manifests.add(folder.manifest());
      requireSame(manifests.get(0), folder, manifests.get(manifests.size() - 1));
    }
    Dataset split = open(folders.get(0), manifests.get(0).dataset(), datasets);
    long asked = split.info().queries();
    for (RunManifest manifest : manifests) {
      asked = Math.min(asked, manifest.limit().orElse(asked));
    }
    QueryIndex index = QueryIndex.of(asked > 0 ? split.limited(asked) : split);
    Scoring scoring = Scoring.of(index, Protocol.CONSISTENT);
    List<String> labels = labels(manifests);
    Texts texts = new Texts();
    List<ReportedRun> runs = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      runs.add(score(folders.get(i), labels.get(i), manifests.get(i), scoring, texts));
      done.accept(labels.get(i));
    }
    runs.sort(Comparator.comparingDouble(ReportedRuns::hits).reversed());
    return new ReportedRuns(index, runs, texts);
  }

  private static void requireSame(RunManifest first, RunFolder folder, RunManifest other) {
    DatasetInfo expected = first.dataset();
    DatasetInfo found = other.dataset();
    if (!found.id().equals(expected.id()) || !found.checksum().equals(expected.checksum())) {
      throw new InvalidInputException(
          InputLocation.of(folder.manifestFile()),
          "a run over %s, but %s is over %s: a report is about runs of one split and the same data"
              .formatted(
                  words(found), InvalidInputException.excerpt(first.run()), words(expected)));
    }
  }

  private static Dataset open(
      RunFolder folder, DatasetInfo recorded, Function<DatasetInfo, Dataset> datasets) {
    Dataset split = datasets.apply(recorded);
    if (!split.info().checksum().equals(recorded.checksum())) {
      throw new InvalidInputException(
          InputLocation.of(folder.manifestFile()),
          "a run over %s, but the dataset here is %s: its answers cannot be scored over other data"
              .formatted(words(recorded), words(split.info())));
    }
    return split;
  }

  private static String words(DatasetInfo info) {
    return "%s with checksum %s"
        .formatted(
            InvalidInputException.excerpt(info.id()),
            InvalidInputException.excerpt(info.checksum()));
  }

  /** Predictors are named as they were asked for; two alike are told apart by their folders. */
  private static List<String> labels(List<RunManifest> manifests) {
    Map<String, Integer> count = new HashMap<>();
    manifests.forEach(manifest -> count.merge(manifest.predictor().text(), 1, Integer::sum));
    return manifests.stream()
        .map(
            manifest -> {
              String spec = manifest.predictor().text();
              return count.get(spec) == 1 ? spec : spec + " (" + manifest.run() + ")";
            })
        .toList();
  }

  private static ReportedRun score(
      RunFolder folder, String label, RunManifest manifest, Scoring scoring, Texts texts)
      throws IOException {
    QueryIndex index = scoring.index();
    Answers answers = new Answers(index.queries().size(), texts);
    RunScorer scorer = scoring.begin();
    try (Stream<Prediction> predictions = folder.predictions()) {
      // In the dataset's order: what this run was asked beyond the others stands at the end.
      predictions
          .limit(index.queries().size())
          .forEach(
              prediction -> {
                scorer.add(prediction);
                answers.add(index.find(prediction.query()).getAsInt(), prediction);
              });
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          InputLocation.of(folder.predictionsFile()), e.getMessage(), e);
    }
    return new ReportedRun(label, manifest, scorer.finish(label), answers);
  }

  private static double hits(ReportedRun run) {
    return run.scored().scorecard().figure(Metrics.HIT_1).value().orElse(0);
  }

  /** The queries that every run was asked. */
  public QueryIndex index() {
    return index;
  }

  /** The runs, most first hits first. */
  public List<ReportedRun> runs() {
    return runs;
  }

  Texts texts() {
    return texts;
  }
}
