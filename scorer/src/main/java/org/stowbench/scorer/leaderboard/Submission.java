package org.stowbench.scorer.leaderboard;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.run.RunManifest;

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
 */
public record Submission(
    Path folder,
    String dataset,
    String predictions,
    Optional<String> person,
    Optional<String> model,
    Declaration declaration,
    Optional<RunManifest> run) {

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

  /** The file of its predictions. */
  public Path predictionsFile() {
    return folder.resolve(predictions);
  }
}
