package org.stowbench.datasets.labelstudio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a brush painted, as Label Studio packs it: the bytes of a picture with red, green, blue and
 * opacity, row by row, as runs of equal and of different bytes. What is not see-through is painted.
 *
 * <p>The bits begin with the number of bytes (32), the bits of each less 1 (5) and four lengths
 * less 1 (4 each). Then a run: whether it is one byte many times (1), which of the four lengths its
 * own has (2), and that, less 1; and the byte, or all of them.
 */
final class BrushMask {

  private static final int CHANNELS = 4;
  private static final int BITS_OF_A_BYTE = 8;

  private final byte[] packed;
  private long at;

  private BrushMask(byte[] packed) {
    this.packed = packed;
  }

  /**
   * How many pixels are not painted, painted, not painted, and so on.
   *
   * @param pixels how many there must be
   * @return empty where the bytes are damaged or those of another picture
   */
  static Optional<List<Long>> counts(byte[] packed, long pixels) {
    BrushMask mask = new BrushMask(packed);
    return mask.read(pixels).filter(counts -> !mask.ended());
  }

  private Optional<List<Long>> read(long pixels) {
    long size = bits(32);
    int word = (int) bits(5) + 1;
    int[] lengths = new int[4];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) bits(4) + 1;
    }
    if (size != pixels * CHANNELS || word != BITS_OF_A_BYTE) {
      return Optional.empty();
    }
    Counts counts = new Counts();
    long done = 0;
    while (done < size && !ended()) {
      boolean equal = bits(1) == 1;
      long end = Math.min(size, done + 1 + bits(lengths[(int) bits(2)]));
      if (equal) {
        boolean painted = bits(word) > 0;
        // Of each pixel the last byte counts.
        counts.add(painted, end / CHANNELS - done / CHANNELS);
        done = end;
      } else {
        for (; done < end; done++) {
          boolean painted = bits(word) > 0;
          counts.add(painted, done % CHANNELS == CHANNELS - 1 ? 1 : 0);
        }
      }
    }
    return Optional.of(counts.list);
  }

  /** The next bits; zeros behind the end. */
  private long bits(int number) {
    long value = 0;
    for (int i = 0; i < number; i++) {
      int bit = at / 8 < packed.length ? packed[(int) (at / 8)] >> (7 - at % 8) & 1 : 0;
      value = value << 1 | bit;
      at++;
    }
    return value;
  }

  /** Whether more was asked for than there is. */
  private boolean ended() {
    return at > 8L * packed.length;
  }

  private static final class Counts {

    private final List<Long> list = new ArrayList<>(List.of(0L));

    void add(boolean painted, long pixels) {
      boolean last = list.size() % 2 == 0;
      if (pixels > 0 && painted != last) {
        list.add(0L);
      }
      list.set(list.size() - 1, list.get(list.size() - 1) + pixels);
    }
  }
}
