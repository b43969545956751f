package org.stowbench.search;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What a robot sees on opening a container. A dataset knows of the items that it asks about and of
 * no others, so "empty" means: none of those.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Contents {

  /** None of the items that the dataset asks about. */
  Empty EMPTY = new Empty();

  /** The item that is looked for; the search is over. */
  Found FOUND = new Found();

  /** None of the items that the dataset asks about. */
  record Empty() implements Contents {}

  /**
   * Other items than the one that is looked for.
   *
   * @param items one or more, each once, in text order
   */
  record OtherItems(List<String> items) implements Contents {
    public OtherItems {
      items = List.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("other items without an item: must name at least one");
      }
    }
  }

  /** The item that is looked for. */
  record Found() implements Contents {}
}
