package org.stowbench.datasets.fetch;

/**
 * How much an archive may unpack to. An archive beyond one of these is a bomb, or not what was
 * asked for.
 *
 * @param entries how many entries, at least 1
 * @param bytes how many bytes in all, at least 1
 * @param ratio how many bytes for each byte of the archive, at least 1; held against archives that
 *     unpack to more than {@code freeBytes}
 * @param freeBytes up to here the ratio does not matter: small texts may shrink to almost nothing
 */
public record UnpackLimits(long entries, long bytes, long ratio, long freeBytes) {

  /** Ample for a repository of photos. */
  public static final UnpackLimits DEFAULT = new UnpackLimits(500_000, 32L << 30, 200, 256L << 20);

  public UnpackLimits {
    if (entries < 1 || bytes < 1 || ratio < 1 || freeBytes < 0) {
      throw new IllegalArgumentException(
          "limits of %d entries, %d bytes, ratio %d, %d free bytes: must be 1 or more"
              .formatted(entries, bytes, ratio, freeBytes));
    }
  }
}
