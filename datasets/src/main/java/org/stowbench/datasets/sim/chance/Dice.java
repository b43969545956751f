package org.stowbench.datasets.sim.chance;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws from a seed, the same on every JVM: of {@link SplittableRandom} it uses {@code nextLong}
 * alone, since how the other methods use their bits has changed between JDKs, and of mathematics
 * {@link StrictMath} alone. Not for several threads.
 */
public final class Dice {

  private static final double TWO_TO_MINUS_53 = 0x1.0p-53;
  // The sum of four uniform numbers has variance 4/12.
  private static final double UNIT_VARIANCE = 1.7320508075688772;

  private final SplittableRandom bits;

  public Dice(long seed) {
    bits = new SplittableRandom(seed);
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return (bits.nextLong() >>> 11) * TWO_TO_MINUS_53;
  }

  /** Uniform in [from, to). */
  public double uniform(double from, double to) {
    return from + (to - from) * uniform();
  }

  /** Uniform in 0 .. bound - 1. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Uniform in first .. last. */
  public int between(int first, int last) {
    return first + below(last - first + 1);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /**
   * Bell-shaped with mean 0 and deviation 1: the sum of four uniform numbers of 16 bits, so it
   * never exceeds 3.5. A Gaussian's far tails would only be cut off again by those who ask.
   */
  public double bell() {
    long draw = bits.nextLong();
    long sum = (draw & 0xffff) + (draw >>> 16 & 0xffff) + (draw >>> 32 & 0xffff) + (draw >>> 48);
    return (sum / 65535.0 - 2) * UNIT_VARIANCE;
  }

  /** Log-normal in shape: {@code median} times e to the power of {@code spread} bells. */
  public double around(double median, double spread) {
    return median * StrictMath.exp(spread * bell());
  }

  /** The smallest place whose running total of {@code weights} exceeds a uniform draw. */
  public int pick(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double draw = uniform() * total;
    for (int i = 0; i < weights.length; i++) {
      draw -= weights[i];
      if (draw < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** One of these, all alike. */
  public <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Standard Gumbel; the largest of scores plus Gumbel draws is a draw from their softmax. */
  public double gumbel() {
    // Away from 0 by half a step, so that both logarithms are finite.
    return -StrictMath.log(-StrictMath.log(uniform() + TWO_TO_MINUS_53 / 2));
  }
}
