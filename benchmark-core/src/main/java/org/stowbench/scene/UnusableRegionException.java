package org.stowbench.scene;

import org.apiguardian.api.API;

/**
 * A region, or regions together, with which nobody can reckon: well formed, but so large or so
 * tangled that repairing and comparing would take all time and memory. A scene with such a region
 * is refused; a prediction with one has failed, and nothing more.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class UnusableRegionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** Says what was found and what is allowed. */
  public UnusableRegionException(String message) {
    super(message);
  }
}
