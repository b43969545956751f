package org.stowbench.predictors.llm;

import java.util.List;
import java.util.Optional;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.query.Query;

/** How a query becomes a conversation. */
interface PromptMaker {

  /**
   * The beginning of a conversation.
   *
   * @param messages what is said before the model speaks
   * @param reader reads what it says
   */
  record Opening(List<Message> messages, ReplyReader reader) {}

  /** Poses a query. */
  Opening open(Query query);

  /** What the user should know about all answers together; one line. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /** What the conversations show of other homes. */
  default LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }
}
