package org.stowbench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.Known;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Repeats;
import org.stowbench.scorer.ScoredFile;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;
import org.stowbench.scorer.protocols.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The runs that a command looks at: run folders, files of predictions, or both. All are scored anew
 * from their predictions; a stored scorecard is never believed.
 */
@Command
final class RunOptions {

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Run folders, all of one split of one dataset.")
  private List<Path> folders = List.of();

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      description =
          "What was asked: ID[:SPLIT] or DIR[:SPLIT]. Default: the dataset that the runs name.")
  private Optional<String> dataset;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Files of predictions, in every form that score reads; each person in one counts.")
  private List<Path> files = List.of();

  /**
   * The dataset, as it is named here.
   *
   * @throws InvalidInputException if neither an option nor a run names one
   */
  String reference() throws IOException {
    if (dataset.isPresent()) {
      return dataset.get();
    }
    if (folders.isEmpty()) {
      throw new InvalidInputException(
          files.isEmpty()
              ? "nothing to show: give run folders, or --dataset and --predictions"
              : "--predictions without --dataset: must say what was asked");
    }
    return RunFolder.open(folders.get(0)).manifest().dataset().id();
  }

  /** Whether any run is named. */
  boolean isEmpty() {
    return folders.isEmpty() && files.isEmpty();
  }

  /**
   * Makes a split ready for {@link #score}, without intervals: the queries that all runs were
   * asked, where some were let know more of each household than others can.
   *
   * @param more runs and files of predictions that were named in another way
   * @param say is told how many queries that leaves out
   * @throws InvalidInputException if the dataset cannot be opened
   */
  Scoring scoring(Protocol protocol, List<Path> more, Consumer<String> say) throws IOException {
    Dataset split = StowbenchHome.catalogue().open(reference());
    List<Path> all = Stream.of(folders, files, more).flatMap(List::stream).toList();
    return Scoring.of(QueryIndex.of(askedByAll(split, all, say)), protocol).withoutIntervals();
  }

  /**
   * The queries of a split that all of these runs were asked.
   *
   * @param paths run folders and files of predictions
   * @param say is told where not all were asked the same, or a file's run was over other data
   */
  static Dataset askedByAll(Dataset split, List<Path> paths, Consumer<String> say)
      throws IOException {
    List<Optional<Known>> known = new ArrayList<>();
    for (Path path : paths) {
      boolean folder = Files.isDirectory(path);
      Optional<RunManifest> run =
          folder ? Optional.of(RunFolder.open(path).manifest()) : RunFolder.manifestOf(path);
      known.add(run.flatMap(RunManifest::known));
      if (!folder) {
        run.flatMap(of -> notOver(split.info(), of.dataset()))
            .ifPresent(doubt -> say.accept(path + ": " + doubt));
      }
    }
    Dataset asked = Known.askedByAll(split, known.stream().flatMap(Optional::stream).toList());
    if (known.stream().map(k -> k.map(Known::ofAtLeast)).distinct().count() > 1) {
      say.accept(
          "not all were asked the same queries: here are the %,d of %,d of %s that all were asked"
              .formatted(asked.info().queries(), split.info().queries(), split.info().id()));
    }
    return asked;
  }

  /** A folder is refused then; a file may be scored against truths that are known better now. */
  private static Optional<String> notOver(DatasetInfo here, DatasetInfo asked) {
    return RecordedRun.isOver(here, asked)
        ? Optional.empty()
        : Optional.of(
            "its run asked %s, %s; here is %s, %s, whose scenes and truths may be others"
                .formatted(asked.id(), asked.checksum(), here.id(), here.checksum()));
  }

  /** All runs, scored, each with a name of its own: first the folders, then the files. */
  List<ScoredRun> score(Scoring scoring) throws IOException {
    return score(scoring, folders, files);
  }

  /** What the predictors of the run folders, and of these, were made from. */
  List<PredictorSpec> specs(List<Path> more) throws IOException {
    List<PredictorSpec> specs = new ArrayList<>();
    for (Path folder : Stream.concat(folders.stream(), more.stream()).toList()) {
      if (Files.isDirectory(folder)) {
        specs.add(RunFolder.open(folder).manifest().predictor());
      }
    }
    return specs;
  }

  /** All runs but some, which may be named a second time for another purpose. */
  List<ScoredRun> scoreWithout(List<Path> some, Scoring scoring) throws IOException {
    return score(scoring, without(some, folders), without(some, files));
  }

  private static List<Path> without(List<Path> some, List<Path> paths) throws IOException {
    List<Path> others = new ArrayList<>(paths);
    for (Path path : paths) {
      for (Path one : some) {
        if (Files.isSameFile(path, one)) {
          others.remove(path);
        }
      }
    }
    return others;
  }

  /**
   * Scores run folders and files of predictions that were named in another way.
   *
   * @throws InvalidInputException if one is of another dataset or cannot be read
   */
  static List<ScoredRun> scoreAll(Scoring scoring, List<Path> paths) throws IOException {
    return score(
        scoring,
        paths.stream().filter(Files::isDirectory).toList(),
        paths.stream().filter(path -> !Files.isDirectory(path)).toList());
  }

  private static List<ScoredRun> score(Scoring scoring, List<Path> folders, List<Path> files)
      throws IOException {
    List<ScoredRun> runs = new ArrayList<>();
    List<Path> sources = new ArrayList<>();
    List<RecordedRun> recorded = new ArrayList<>();
    for (Path folder : folders) {
      recorded.add(RecordedRun.read(RunFolder.open(folder)));
    }
    List<ScoredRun> each = scoring.each(recorded, run -> run.score(scoring));
    for (List<Integer> repeats :
        Repeats.together(
            IntStream.range(0, each.size()).boxed().toList(),
            run -> Optional.of(recorded.get(run).manifest()))) {
      runs.add(Repeats.of(scoring, repeats.stream().map(each::get).toList()).mean());
      sources.add(recorded.get(repeats.get(0)).folder().path());
    }
    List<ScoredFile> ofFiles = scoring.each(files, file -> scoring.score(ResponseFile.of(file)));
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      runs.addAll(ofFiles.get(i).runs());
      ofFiles.get(i).runs().forEach(run -> sources.add(file));
    }
    return distinct(runs, sources);
  }

  /** Scores one predictor: a run folder, those of its repeats, or a file of predictions. */
  static ScoredRun scoreOne(Scoring scoring, List<Path> paths) throws IOException {
    List<ScoredRun> runs = scoreAll(scoring, paths);
    if (runs.size() != 1) {
      throw InvalidInputException.expected(
          InputLocation.of(paths.get(0)), "predictions of one predictor", runs.size() + " in it");
    }
    return runs.get(0);
  }

  /**
   * Runs of one name are told apart by where they are from.
   *
   * @param sources one a run
   * @throws InvalidInputException if a source was named twice
   */
  static List<ScoredRun> distinct(List<ScoredRun> runs, List<Path> sources) {
    Map<String, Integer> counts = new HashMap<>();
    runs.forEach(run -> counts.merge(run.scorecard().predictor(), 1, Integer::sum));
    Map<String, Path> names = new HashMap<>();
    List<ScoredRun> distinct = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ScoredRun run = runs.get(i);
      String name = run.scorecard().predictor();
      if (counts.get(name) > 1) {
        name += " (" + sources.get(i) + ")";
      }
      if (names.put(name, sources.get(i)) != null) {
        throw new InvalidInputException(
            "%s was named twice: each run must be there once".formatted(sources.get(i)));
      }
      distinct.add(run.named(name));
    }
    return distinct;
  }
}
