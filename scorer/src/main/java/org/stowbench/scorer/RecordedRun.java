package org.stowbench.scorer;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;

/**
 * A run's folder as something to score: read it, hold it against the dataset that is here, score
 * its predictions. Whoever scores run folders does it with this.
 *
 * @param folder where it is
 * @param manifest what it was made from
 */
public record RecordedRun(RunFolder folder, RunManifest manifest) {

  public RecordedRun {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(manifest, "manifest");
  }

  /**
   * Reads a folder; its predictions are not read yet.
   *
   * @throws InvalidInputException if it is no run's folder
   */
  public static RecordedRun read(RunFolder folder) throws IOException {
    return new RecordedRun(folder, folder.manifest());
  }

  /** What the predictor was asked for as, and how much it was let know where that was asked for. */
  public String predictor() {
    return manifest.named();
  }

  /**
   * Whether the run was over this split: the same data, by its checksum, and the same part of it.
   */
  public boolean isOver(DatasetInfo here) {
    return isOver(here, manifest.dataset());
  }

  /** The same of a run that was asked this split. */
  public static boolean isOver(DatasetInfo here, DatasetInfo asked) {
    return asked.checksum().equals(here.checksum()) && split(asked).equals(split(here));
  }

  private static String split(DatasetInfo info) {
    return info.id().substring(info.id().lastIndexOf(':') + 1);
  }

  /**
   * Refuses a run over other data, whose answers cannot be scored here.
   *
   * @throws InvalidInputException if it is not over this split
   */
  public void requireOver(DatasetInfo here) {
    if (!isOver(here)) {
      throw InvalidInputException.expected(
          InputLocation.of(folder.manifestFile()).child("dataset"),
          "a run over " + here.id() + ", " + here.checksum(),
          manifest.dataset().id() + ", " + manifest.dataset().checksum());
    }
  }

  /**
   * Scores the run by its predictor's name.
   *
   * @throws InvalidInputException if it is not over this split, or its predictions do not fit
   */
  public ScoredRun score(Scoring scoring) throws IOException {
    return score(scoring, predictor(), prediction -> {});
  }

  /**
   * Scores its predictions for the queries that are here, where it was asked others too.
   *
   * @param name what to call it
   * @param seen is told every prediction that was scored
   * @throws InvalidInputException as {@link #score(Scoring)} does
   */
  public ScoredRun score(Scoring scoring, String name, Consumer<Prediction> seen)
      throws IOException {
    requireOver(scoring.index().info());
    RunScorer scorer = scoring.begin().of(manifest.learnedFrom()).knowing(manifest.known());
    QueryIndex here = scoring.index();
    boolean ofMore = manifest.dataset().queries() > here.size();
    try (Stream<Prediction> predictions = folder.predictions()) {
      predictions
          .filter(prediction -> !ofMore || here.find(prediction.query()).isPresent())
          .forEach(
              prediction -> {
                scorer.add(prediction);
                seen.accept(prediction);
              });
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          InputLocation.of(folder.predictionsFile()), e.getMessage(), e);
    }
    return scorer.finish(name);
  }
}
