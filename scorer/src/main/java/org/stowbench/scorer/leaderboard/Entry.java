package org.stowbench.scorer.leaderboard;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.Figure;
import org.stowbench.scorer.Scorecard;
import org.stowbench.scorer.metrics.Metric;

/**
 * One line of a leaderboard.
 *
 * @param id made from the name: lower-case letters, digits and {@code -}; names its folder
 * @param ranks those that it may have, for all that the data tell
 * @param ahead the ids of the entries that are better beyond doubt, in the leaderboard's order
 * @param declaration what it says of itself
 * @param predictions name of the file of predictions in its folder
 * @param person whose answers, where that file holds several people's
 * @param checksums of that file, then of those of its repeats
 * @param run the manifest, where the predictions are a run's
 * @param scorecard its figures
 */
public record Entry(
    String id,
    Ranks ranks,
    List<String> ahead,
    Declaration declaration,
    String predictions,
    Optional<String> person,
    List<String> checksums,
    Optional<RunManifest> run,
    Scorecard scorecard) {

  public Entry {
    if (!EntryId.isOne(id)) {
      throw new IllegalArgumentException(
          "id '" + id + "': must be lower-case letters, digits and -");
    }
    ahead = List.copyOf(ahead);
    if (ranks.best() > 1 + ahead.size()) {
      throw new IllegalArgumentException(
          "rank %d behind %d entries: must be one more at most"
              .formatted(ranks.best(), ahead.size()));
    }
    Objects.requireNonNull(declaration, "declaration");
    Objects.requireNonNull(predictions, "predictions");
    Objects.requireNonNull(person, "person");
    checksums = List.copyOf(checksums);
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(scorecard, "scorecard");
  }

  /** The best rank that it may have. */
  public int rank() {
    return ranks.best();
  }

  /** Whether it has learned from the split itself in folds: as its run or it says. */
  public boolean crossValidated() {
    return declaration.crossValidated() || scorecard.seen().folds().isPresent();
  }

  /** What stands beside its name; empty where there is nothing to be wary of. */
  public Optional<String> mark() {
    return scorecard
        .seen()
        .mark()
        .or(() -> crossValidated() ? Optional.of("cross-validated") : Optional.empty());
  }

  /** Its figure of a metric that it has. */
  public Figure figure(Metric metric) {
    return scorecard.figure(metric);
  }

  /** Whether neither this one nor the other is better beyond doubt. */
  public boolean isTiedWith(Entry other) {
    return !ahead.contains(other.id) && !other.ahead.contains(id);
  }
}
