package org.stowbench.predictors.llm;

import java.util.Optional;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * In which form answers are asked for. A provider keeps replies to JSON by a schema. Where it turns
 * out that it does not, the prompt alone asks for JSON; and where the first replies to that are
 * none but the model answers in words, words are asked for, for the rest of the run.
 */
final class Wording {

  private enum State {
    OPEN,
    JSON_BY_PROMPT,
    WORDS
  }

  private final Optional<ModelRequest.Schema> schema;
  private State state = State.OPEN;

  /**
   * Nothing is known of the replies yet.
   *
   * @param schema what they are to be kept to; empty where words are asked for anyway
   */
  Wording(Optional<ModelRequest.Schema> schema) {
    this.schema = schema;
  }

  /** What replies to the next question are to be kept to; empty for words. */
  synchronized Optional<ModelRequest.Schema> schema() {
    return state == State.WORDS ? Optional.empty() : schema;
  }

  /** Whether a schema stands for an answer in JSON, which the prompt then describes. */
  static boolean isJson(Optional<ModelRequest.Schema> schema) {
    return schema.filter(form -> form != ModelRequest.Schema.LIKELIHOODS).isPresent();
  }

  /** Hears that a reply to a question is an answer. */
  synchronized void answered(ModelReply reply) {
    if (reply.free() && state == State.OPEN) {
      state = State.JSON_BY_PROMPT;
    }
  }

  /** Hears that only the words after a reply were an answer. */
  synchronized void answeredInWordsAfter(ModelReply reply) {
    if (reply.free() && state == State.OPEN) {
      state = State.WORDS;
    }
  }

  /** What the user should know. */
  synchronized Optional<String> notice() {
    return state == State.WORDS
        ? Optional.of(
            "JSON by the prompt alone could not be read: from then on the prompt asked for words, as"
                + " output=text does at once")
        : Optional.empty();
  }
}
