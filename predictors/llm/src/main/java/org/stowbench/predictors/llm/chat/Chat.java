package org.stowbench.predictors.llm.chat;

import java.util.Optional;

/** Someone who replies. Safe from several threads. */
public interface Chat extends AutoCloseable {

  /**
   * Asks, and waits for the reply.
   *
   * @throws ChatException if there is no reply to this request; another request may well get one
   * @throws org.stowbench.predictor.RunStoppedException if no request will get one
   * @throws InterruptedException if the run is being stopped
   */
  Reply ask(Request request) throws InterruptedException;

  /** One line on what was spent so far; empty where nothing costs anything. */
  default Optional<String> spent() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
