package org.stowbench.predictor;

import org.apiguardian.api.API;

/**
 * Derives seeds from a seed and a name or a number. The result depends on nothing else: not on the
 * order of calls, threads, the JVM or {@code hashCode}.
 */
@API(status = API.Status.STABLE, since = "0.1")
public final class Seeds {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Seeds() {}

  /**
   * A seed for one named part of what a seed governs. FNV-1a over the name's UTF-16 code units,
   * mixed with the seed by the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
   */
  public static long derive(long seed, String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return derive(seed, hash);
  }

  /** A seed for one numbered part of what a seed governs. */
  public static long derive(long seed, long number) {
    return mix(mix(seed) + number);
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
