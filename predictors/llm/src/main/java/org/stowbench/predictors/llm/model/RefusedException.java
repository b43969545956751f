package org.stowbench.predictors.llm.model;

import java.util.Set;
import org.stowbench.predictors.llm.chat.ChatException;

/** The server does not take a request as it is; a request with other parameters it may. */
final class RefusedException extends ChatException {

  private static final long serialVersionUID = 1;

  private final String body;
  private final transient Set<Adaptation.Change> changes;

  /**
   * A refusal.
   *
   * @param body what the server said
   * @param changes what had been changed in the request already
   */
  RefusedException(String message, String body, Set<Adaptation.Change> changes) {
    super(message);
    this.body = body;
    this.changes = changes;
  }

  String body() {
    return body;
  }

  Set<Adaptation.Change> changes() {
    return changes;
  }
}
