package org.stowbench.predictors.llm.chat;

/** A request got no reply; the message says why in one line and holds no secret. */
public class ChatException extends RuntimeException {

  /** A request without a reply. */
  public ChatException(String message) {
    super(message);
  }
}
