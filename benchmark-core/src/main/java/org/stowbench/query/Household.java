package org.stowbench.query;

/**
 * The home that a query comes from. Queries of one household are never treated as independent.
 *
 * @param id unique in its dataset, not blank
 */
public record Household(String id) {

  public Household {
    if (id.isBlank()) {
      throw new IllegalArgumentException("household id must not be blank");
    }
  }
}
