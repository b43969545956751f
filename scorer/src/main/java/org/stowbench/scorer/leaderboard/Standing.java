package org.stowbench.scorer.leaderboard;

import java.util.OptionalInt;

/**
 * Where an entry stood at some time.
 *
 * @param id the entry's
 * @param name what it was called
 * @param rank the best that it might have, 1 or more
 * @param worstRank the worst; empty where that was not said then
 * @param value of the leaderboard's metric
 */
public record Standing(String id, String name, int rank, OptionalInt worstRank, double value) {

  public Standing {
    if (!EntryId.isOne(id) || name.isBlank()) {
      throw new IllegalArgumentException("standing of '" + id + "': must have an id and a name");
    }
    if (rank < 1 || !Double.isFinite(value) || worstRank.orElse(rank) < rank) {
      throw new IllegalArgumentException(
          "standing of %s: rank %d to %d, value %s: must be 1 or more, not fall, and be finite"
              .formatted(id, rank, worstRank.orElse(rank), value));
    }
  }

  /** Such as {@code 1-4}; {@code 2} where it could only be that, or no worst one was said. */
  public String ranks() {
    return new Ranks(rank, worstRank.orElse(rank)).text();
  }
}
