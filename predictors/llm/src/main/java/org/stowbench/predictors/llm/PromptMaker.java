package org.stowbench.predictors.llm;

import java.util.List;
import java.util.Optional;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Needing;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/** How a query becomes a conversation, or several. */
interface PromptMaker {

  /**
   * The beginning of a conversation.
   *
   * @param messages what is said before the model speaks
   * @param reader reads what it says
   * @param choices what a schema lets it name; empty for anything
   */
  record Opening(List<Message> messages, ReplyReader reader, List<String> choices) {

    /** With a model that may say anything. */
    Opening(List<Message> messages, ReplyReader reader) {
      this(messages, reader, List.of());
    }
  }

  /**
   * All that is asked about a query, each in a conversation of its own; usually one question.
   *
   * @param json whether answers are to be JSON, where they may be
   */
  List<Opening> openings(Query query, boolean json);

  /**
   * Makes one ranking of what was understood.
   *
   * @param answers by opening, those of its samples; none of a sample that was lost
   * @param samples how many replies to each there were to be, 1 or more
   * @param seed for what nothing else decides
   */
  default Ranking combine(List<List<Ranking>> answers, int samples, long seed) {
    List<Ranking> votes = answers.get(0);
    return samples == 1 ? votes.get(0) : Consensus.of(votes, samples);
  }

  /** What the user should know about all answers together; one line. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /** What this way to ask needs and a scene does not have; see {@link Needing#lacks}. */
  default Optional<String> lacks(Scene scene) {
    return Optional.empty();
  }

  /** What the conversations show of other homes. */
  default LearnedFrom learnedFrom() {
    return LearnedFrom.NOTHING;
  }
}
