package org.stowbench.predictors.llm.model;

import org.stowbench.predictors.llm.chat.ChatException;

/** The server does not take a request as it is; a request with other parameters it may. */
final class RefusedException extends ChatException {

  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
