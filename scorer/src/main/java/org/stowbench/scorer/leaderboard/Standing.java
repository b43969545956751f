package org.stowbench.scorer.leaderboard;

/**
 * Where an entry stood at some time.
 *
 * @param id the entry's
 * @param name what it was called
 * @param rank 1 or more
 * @param value of the leaderboard's metric
 */
public record Standing(String id, String name, int rank, double value) {

  public Standing {
    if (!EntryId.isOne(id) || name.isBlank()) {
      throw new IllegalArgumentException("standing of '" + id + "': must have an id and a name");
    }
    if (rank < 1 || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "standing of %s: rank %d, value %s: must be 1 or more, and finite"
              .formatted(id, rank, value));
    }
  }
}
