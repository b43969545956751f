package org.stowbench.scorer.protocols;

import java.util.Optional;
import java.util.OptionalDouble;
import org.stowbench.query.Answer;
import org.stowbench.scorer.misses.Miss;

/**
 * How one query came out under a protocol. Of equally liked answers, all numbers are expectations
 * over their orders.
 */
public sealed interface Outcome permits RankingOutcome, SearchOutcome, PaperOutcome {

  /** An outcome of a protocol, from what is kept of it; see {@link Outcomes#get}. */
  static Outcome of(Protocol protocol, OutcomeRow row, boolean drawn) {
    return switch (protocol) {
      case CONSISTENT -> new RankingOutcome(row);
      case SEARCH -> SearchOutcome.of(row);
      case PAPER -> drawn ? PaperOutcome.of(row).drawn() : PaperOutcome.of(row);
    };
  }

  /** The numbers that it is made of, the same count for each outcome of a protocol. */
  double[] numbers();

  /** The first answer that counts; empty where none does. */
  Optional<Answer> answer();

  /** IoU of the first answer's own region with the true one, 0 to 1. */
  double iou();

  /** Whether the first answer is right, or the search a success: 0 to 1. */
  double correct();

  /** The truth's rank, from 1; empty where it is not ranked or the protocol knows no ranks. */
  default OptionalDouble rank() {
    return OptionalDouble.empty();
  }

  /**
   * How much of this query is a miss of a kind: 0 or 1, or of equally liked answers the share of
   * those that are. Over all kinds that is 1 less {@link #correct}; under {@link Protocol#SEARCH},
   * where a whole search fails and not an answer, 0.
   */
  default double miss(Miss kind) {
    return 0;
  }

  /** How many containers are opened; empty where the protocol does not count them. */
  default OptionalDouble openings() {
    return OptionalDouble.empty();
  }
}
