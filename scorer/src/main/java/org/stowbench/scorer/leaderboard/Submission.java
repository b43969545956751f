package org.stowbench.scorer.leaderboard;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.query.Dataset;
import org.stowbench.run.Known;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.Repeats;

/**
 * Predictions that are handed in, and what is said of them: a folder with a {@code submission.yaml}
 * beside the predictions, or the folder of a run, or both at once.
 *
 * @param folder where it lies
 * @param dataset id of the split that was asked
 * @param predictions name of the file in the folder
 * @param person whose answers, where the file holds several people's
 * @param model name of the archive in the folder that gave the predictions; its provenance is
 *     looked at
 * @param declaration what it says of itself
 * @param run the manifest, where the predictions are a run's
 * @param repeats the same predictor asked again with other seeds, a run each; mostly none
 */
public record Submission(
    Path folder,
    String dataset,
    String predictions,
    Optional<String> person,
    Optional<String> model,
    Declaration declaration,
    Optional<RunManifest> run,
    List<Submission> repeats) {

  /** The declaration's file. */
  public static final String FILE = "submission.yaml";

  public Submission {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(predictions, "predictions");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(declaration, "declaration");
    Objects.requireNonNull(run, "run");
    repeats = List.copyOf(repeats);
  }

  /**
   * Reads a folder; the predictions themselves are not read yet.
   *
   * @throws org.stowbench.io.InvalidInputException if it is neither a submission nor a complete
   *     run, or what it says does not fit
   */
  public static Submission read(Path folder) {
    return SubmissionReader.read(folder);
  }

  /**
   * The same submissions, but runs that differ in the seed alone, and declare nothing, are one:
   * repeats of a predictor. With a seed twice they are no repeats, and each stands for itself.
   */
  public static List<Submission> together(List<Submission> submissions) {
    return Repeats.together(submissions, Submission::repeatable).stream()
        .map(
            repeats ->
                repeats.stream()
                    .sorted(
                        Comparator.comparing(
                            (Submission one) -> one.run().map(RunManifest::seed).orElse(0L)))
                    .toList())
        .map(
            repeats ->
                repeats.size() == 1
                    ? repeats.get(0)
                    : repeats.get(0).with(repeats.subList(1, repeats.size())))
        .toList();
  }

  /**
   * The queries of a split that all of these were asked: fewer where runs were let know something
   * of each household.
   */
  public static Dataset askedByAll(Dataset split, List<Submission> submissions) {
    return Known.askedByAll(
        split,
        submissions.stream()
            .flatMap(one -> one.run().flatMap(RunManifest::known).stream())
            .toList());
  }

  /** The run of which there may be repeats; what declares something stands for itself. */
  private Optional<RunManifest> repeatable() {
    return declaration.data().isPresent() || !repeats.isEmpty() ? Optional.empty() : run;
  }

  private Submission with(List<Submission> others) {
    return new Submission(
        folder,
        dataset,
        predictions,
        person,
        model,
        declaration.named("%s, %d repeats".formatted(declaration.name(), 1 + others.size())),
        run,
        others);
  }

  /** The file of its predictions. */
  public Path predictionsFile() {
    return folder.resolve(predictions);
  }
}
