package org.stowbench.search;

import org.apiguardian.api.API;

/** What a searcher does next; as text, in words for the user. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Move {

  /** Ends the search: the item is in none of the containers in view, or not worth more opening. */
  GiveUp GIVE_UP = new GiveUp();

  /** The move that opens a container. */
  static Open open(int container) {
    return new Open(container);
  }

  /**
   * Opens a container.
   *
   * @param container its id, 0 or more
   */
  record Open(int container) implements Move {
    public Open {
      if (container < 0) {
        throw new IllegalArgumentException("opens container " + container + ": must be 0 or more");
      }
    }

    @Override
    public String toString() {
      return "open container " + container;
    }
  }

  /** Opens nothing more. */
  record GiveUp() implements Move {
    @Override
    public String toString() {
      return "give up";
    }
  }
}
