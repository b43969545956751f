package org.stowbench.query;

import org.apiguardian.api.API;

/**
 * The home that a query comes from. Queries of one household are never treated as independent.
 *
 * @param id unique in its dataset, not blank
 */
@API(status = API.Status.STABLE, since = "0.1")
public record Household(String id) {

  public Household {
    if (id.isBlank()) {
      throw new IllegalArgumentException("household id must not be blank");
    }
  }
}
