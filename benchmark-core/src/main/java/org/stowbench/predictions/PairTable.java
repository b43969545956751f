package org.stowbench.predictions;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Ordinals by two numbers, 0 or more. A pair that stands for two ordinals stands for neither: a
 * wrong join is worse than none.
 */
final class PairTable {

  private static final int AMBIGUOUS = -1;
  private static final int NOTHING = -2;
  private static final int LEAST_SLOTS = 16;

  /** The golden ratio, which spreads neighbouring numbers widely. */
  private static final long SPREADING = 0x9e3779b97f4a7c15L;

  private long[] pairs = new long[LEAST_SLOTS];
  private int[] ordinals = empty(LEAST_SLOTS);
  private int size;

  private static int[] empty(int slots) {
    int[] ordinals = new int[slots];
    Arrays.fill(ordinals, NOTHING);
    return ordinals;
  }

  void put(int one, int other, int ordinal) {
    int slot = slot(pair(one, other));
    if (ordinals[slot] != NOTHING) {
      ordinals[slot] = ordinals[slot] == ordinal ? ordinal : AMBIGUOUS;
      return;
    }
    pairs[slot] = pair(one, other);
    ordinals[slot] = ordinal;
    if (++size * 3L > pairs.length * 2L) {
      widen();
    }
  }

  OptionalInt find(int one, int other) {
    int ordinal = ordinals[slot(pair(one, other))];
    return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  private static long pair(int one, int other) {
    return (long) one << Integer.SIZE | other;
  }

  /** Where a pair is, or else would be put. */
  private int slot(long pair) {
    int mask = pairs.length - 1;
    int slot = (int) (pair * SPREADING >>> Integer.SIZE) & mask;
    while (ordinals[slot] != NOTHING && pairs[slot] != pair) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void widen() {
    long[] oldPairs = pairs;
    int[] oldOrdinals = ordinals;
    pairs = new long[oldPairs.length * 2];
    ordinals = empty(pairs.length);
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldOrdinals[i] != NOTHING) {
        int slot = slot(oldPairs[i]);
        pairs[slot] = oldPairs[i];
        ordinals[slot] = oldOrdinals[i];
      }
    }
  }
}
