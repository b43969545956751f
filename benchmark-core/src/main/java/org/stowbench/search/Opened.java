package org.stowbench.search;

import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A container that was opened.
 *
 * @param container its id, 0 or more
 * @param contents what was in it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Opened(int container, Contents contents) {

  public Opened {
    if (container < 0) {
      throw new IllegalArgumentException("container " + container + ": must be 0 or more");
    }
    Objects.requireNonNull(contents, "contents");
  }
}
