package org.stowbench.search;

import org.apiguardian.api.API;

/** A search cannot go on: it is recorded as a failed prediction of its query, with the message. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SearchFailedException extends RuntimeException {

  /** Ends a search; the message says in one line why. */
  public SearchFailedException(String message) {
    super(message);
  }
}
