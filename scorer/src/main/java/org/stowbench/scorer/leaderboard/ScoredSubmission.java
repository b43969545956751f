package org.stowbench.scorer.leaderboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Usage;
import org.stowbench.predictions.ReadReport;
import org.stowbench.predictions.ResponseFile;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.run.RunFolder;
import org.stowbench.run.RunManifest;
import org.stowbench.scorer.RecordedRun;
import org.stowbench.scorer.Repeats;
import org.stowbench.scorer.RunScorer;
import org.stowbench.scorer.ScoredRun;
import org.stowbench.scorer.Scoring;

/**
 * A submission, scored from its predictions; nothing that it says of its own score is looked at.
 *
 * @param submission what was handed in
 * @param run the figures
 * @param missing how many queries have no prediction at all, not even a failed one
 * @param costUsd what the predictions say that they cost, together; empty where they do not say
 * @param checksums of the files of predictions, of repeats one after another
 * @param notices of its reading, for whoever handed it in, a line each
 */
public record ScoredSubmission(
    Submission submission,
    ScoredRun run,
    int missing,
    OptionalDouble costUsd,
    List<String> checksums,
    List<String> notices) {

  public ScoredSubmission {
    checksums = List.copyOf(checksums);
    notices = List.copyOf(notices);
  }

  /**
   * Scores a submission.
   *
   * @throws InvalidInputException if it is over another split or another state of it, its
   *     predictions cannot be read, or hold the answers of several people and it names none of them
   */
  public static ScoredSubmission of(Submission submission, Scoring scoring) {
    // Under one name, since repeats that are alike in all that is said of them are one run.
    String name = submission.declaration().name();
    List<ScoredSubmission> repeats = new ArrayList<>(List.of(one(submission, name, scoring)));
    submission.repeats().forEach(repeat -> repeats.add(one(repeat, name, scoring)));
    List<OptionalDouble> costs = repeats.stream().map(ScoredSubmission::costUsd).toList();
    return new ScoredSubmission(
        submission,
        Repeats.of(scoring, repeats.stream().map(ScoredSubmission::run).toList())
            .mean()
            .named(name),
        repeats.stream().mapToInt(ScoredSubmission::missing).max().orElseThrow(),
        costs.stream().allMatch(OptionalDouble::isPresent)
            ? OptionalDouble.of(costs.stream().mapToDouble(OptionalDouble::getAsDouble).sum())
            : OptionalDouble.empty(),
        repeats.stream().flatMap(repeat -> repeat.checksums().stream()).toList(),
        repeats.stream().flatMap(repeat -> repeat.notices().stream()).toList());
  }

  /** What its run says, and the model that lies beside it. */
  private static LearnedFrom learnedFrom(Submission submission) {
    LearnedFrom run =
        submission.run().map(RunManifest::learnedFrom).orElse(LearnedFrom.NOT_DECLARED);
    // In folds, others answered: this one has learned from the whole split.
    boolean inFolds =
        submission.declaration().crossValidated()
            || run.sources().stream().anyMatch(source -> source.folds().isPresent());
    return submission
        .model()
        .filter(model -> !inFolds)
        .map(model -> ModelOnHand.learnedFrom(submission.folder().resolve(model)))
        .map(source -> run.and(LearnedFrom.of(source)))
        .orElse(run);
  }

  private static ScoredSubmission one(Submission submission, String name, Scoring scoring) {
    requireSameData(submission, scoring);
    Reader reader =
        new Reader(
            submission,
            scoring
                .begin()
                .of(learnedFrom(submission))
                .knowing(submission.run().flatMap(RunManifest::known)));
    ReadReport report =
        ResponseFile.of(submission.predictionsFile()).read(scoring.index(), reader::take);
    if (reader.taken.isEmpty()) {
      throw InvalidInputException.expected(
          InputLocation.of(submission.predictionsFile()),
          "answers of person " + submission.person().orElse(""),
          report.sets().isEmpty() ? "none" : report.sets().get(0).name());
    }
    try {
      return new ScoredSubmission(
          submission,
          reader.scorer.finish(name),
          scoring.index().queries().size() - reader.taken.size(),
          reader.cost(),
          List.of(Sha256.checksum(submission.predictionsFile())),
          report.notices(scoring.index().info().id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSameData(Submission submission, Scoring scoring) {
    String asked = scoring.index().info().id();
    if (!submission.dataset().equals(asked)) {
      throw InvalidInputException.expected(
          InputLocation.of(submission.folder()).child("dataset"), asked, submission.dataset());
    }
    submission
        .run()
        .map(run -> new RecordedRun(new RunFolder(submission.folder()), run))
        .ifPresent(run -> run.requireOver(scoring.index().info()));
  }

  /** Takes the predictions of one person, or of the only one who answers. */
  private static final class Reader {

    private final Submission submission;
    private final RunScorer scorer;
    private final Set<String> taken = new HashSet<>();
    private Optional<String> person;
    private Optional<Usage> usage = Optional.empty();

    Reader(Submission submission, RunScorer scorer) {
      this.submission = submission;
      this.scorer = scorer;
      this.person = submission.person();
    }

    void take(String who, Prediction prediction) {
      if (person.isEmpty()) {
        person = Optional.of(who);
      }
      if (!who.equals(person.get())) {
        if (submission.person().isPresent()) {
          return;
        }
        throw new InvalidInputException(
            InputLocation.of(submission.predictionsFile()),
            "several people answer in it, such as \"%s\" and \"%s\": name one as person in %s"
                .formatted(
                    InvalidInputException.excerpt(person.get()),
                    InvalidInputException.excerpt(who),
                    Submission.FILE));
      }
      scorer.add(prediction);
      taken.add(prediction.query());
      if (prediction.usage().isPresent()) {
        usage = Optional.of(usage.orElse(Usage.NONE).plus(prediction.usage().get()));
      }
    }

    OptionalDouble cost() {
      return usage.isPresent() ? usage.get().cost() : OptionalDouble.empty();
    }
  }
}
