package org.stowbench.predictors.llm.model;

import java.util.Optional;

/**
 * How long replies may get. Models that think count their thoughts as output, and nothing tells
 * them apart beforehand: the limit is one for models that do not, until it cuts a reply off, and is
 * then raised once for the rest of the run. A server that refuses the higher limit keeps the lower.
 */
final class OutputLimit {

  private enum State {
    FIRST,
    RAISED,
    REFUSED
  }

  private final String model;
  private final int first;
  private final int raised;
  private State state = State.FIRST;

  OutputLimit(ModelSettings settings) {
    this.model = settings.model();
    this.first = settings.maxOutputTokens();
    this.raised = settings.raisedOutputTokens();
  }

  /** For the next request, in tokens. */
  synchronized int tokens() {
    return state == State.RAISED ? raised : first;
  }

  /** Hears that a reply was cut off; says whether there is a higher limit to ask again with. */
  synchronized boolean raiseFrom(int tokens) {
    if (state == State.REFUSED || tokens >= raised) {
      return false;
    }
    state = State.RAISED;
    return true;
  }

  /** Hears that the server does not take the higher limit. */
  synchronized void refuse() {
    state = State.REFUSED;
  }

  /** What the user should know. */
  synchronized Optional<String> notice() {
    return switch (state) {
      case FIRST -> Optional.empty();
      case RAISED ->
          Optional.of(
              "%s was cut off at %d output tokens, as models are that think: from then on it had %d; max-output-tokens= sets a limit"
                  .formatted(model, first, raised));
      case REFUSED ->
          Optional.of(
              "%s was cut off at %d output tokens, and its server refuses %d: set max-output-tokens= to what it takes"
                  .formatted(model, first, raised));
    };
  }
}
