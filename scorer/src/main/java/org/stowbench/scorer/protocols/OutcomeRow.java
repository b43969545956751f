package org.stowbench.scorer.protocols;

import java.util.Optional;
import org.stowbench.query.Answer;

/** What an outcome is made of, wherever that is kept. */
interface OutcomeRow {

  /** The first answer that counts. */
  Optional<Answer> answer();

  /** One of the numbers, by the place that the kind of outcome gives it. */
  double number(int place);

  /** 1 over how many queries are asked of the query's household. */
  double householdShare();

  /** An outcome that stands alone. */
  record Alone(Optional<Answer> answer, double[] numbers) implements OutcomeRow {

    @Override
    public double number(int place) {
      return numbers[place];
    }

    @Override
    public double householdShare() {
      return 1;
    }
  }
}
