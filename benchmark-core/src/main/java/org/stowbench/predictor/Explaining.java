package org.stowbench.predictor;

import java.util.List;
import java.util.Optional;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;

/**
 * A predictor that can say why it ranks a place as it does. It is asked only where a person, or a
 * robot's log, wants to know; runs never ask.
 */
public interface Explaining {

  /**
   * Gives reasons, each a few words that are true of the predictor, to stand beside the answer's
   * probability.
   *
   * @param query what was asked
   * @param answers of this predictor's ranking for it
   * @return one for each answer, in their order; empty where there is nothing to say
   */
  List<Optional<String>> reasons(Query query, List<Answer> answers);
}
