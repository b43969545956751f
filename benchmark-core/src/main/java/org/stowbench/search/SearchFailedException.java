package org.stowbench.search;

/** A search cannot go on: it is recorded as a failed prediction of its query, with the message. */
public final class SearchFailedException extends RuntimeException {

  /** Ends a search; the message says in one line why. */
  public SearchFailedException(String message) {
    super(message);
  }
}
