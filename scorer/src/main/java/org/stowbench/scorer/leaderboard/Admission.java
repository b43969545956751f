package org.stowbench.scorer.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictions.QueryIndex;
import org.stowbench.query.DatasetInfo;
import org.stowbench.run.Seen;

/**
 * Who may stand on a leaderboard: whoever answered every query, or says how many not, and did not
 * learn from the households that are asked about.
 *
 * <p>The latter rests on evidence where there is some, what its run says and the provenance of its
 * model's archive, and on what the entry declares. A declaration cannot prove that it is honest.
 */
final class Admission {

  private final DatasetInfo asked;
  private final Set<String> households;
  private final boolean crossValidated;
  private final boolean seen;

  /**
   * The rules for a split.
   *
   * @param crossValidated whether entries may have learned from the split itself in folds
   * @param seen whether entries may have learned from the households that they were asked about
   */
  Admission(QueryIndex index, boolean crossValidated, boolean seen) {
    this.asked = index.info();
    this.households =
        index.queries().stream().map(q -> q.household().id()).collect(Collectors.toSet());
    this.crossValidated = crossValidated;
    this.seen = seen;
  }

  /** Why a submission may not stand there, one line each; empty if it may. */
  List<String> objections(ScoredSubmission scored) {
    List<String> objections = new ArrayList<>();
    Submission submission = scored.submission();
    int declared = submission.declaration().unanswered();
    if (scored.missing() > declared) {
      objections.add(
          "incomplete: %,d of %,d queries have no prediction, not even a failed one; %s"
              .formatted(
                  scored.missing(),
                  asked.queries(),
                  declared == 0
                      ? "a submission that leaves some out says how many, as unanswered"
                      : "unanswered says " + declared));
    }
    Seen evidence = scored.run().scorecard().seen();
    if (evidence.any() && !seen) {
      objections.add(
          "%s: it has learned from %s; --allow-seen-households takes it, marked"
              .formatted(evidence.mark().orElseThrow(), safe(evidence.learnedFrom().words())));
    }
    if (submission.declaration().crossValidated() || evidence.folds().isPresent()) {
      if (!crossValidated) {
        objections.add(
            "cross-validated on %s itself: this leaderboard does not take such entries"
                .formatted(asked.id()));
      }
    } else if (!seen) {
      for (String data : submission.declaration().data().orElse(List.of())) {
        usesEvaluation(data).ifPresent(objections::add);
      }
    }
    return objections;
  }

  private Optional<String> usesEvaluation(String data) {
    String dataset = asked.id().replaceFirst(":[^:]*$", "");
    if (data.equals(asked.id()) || data.equals(dataset)) {
      return Optional.of("used the evaluation households: its data names %s".formatted(safe(data)));
    }
    if (households.contains(data)) {
      return Optional.of(
          "used the evaluation households: its data names household %s".formatted(safe(data)));
    }
    return Optional.empty();
  }

  private static String safe(String text) {
    return InvalidInputException.excerpt(text);
  }
}
