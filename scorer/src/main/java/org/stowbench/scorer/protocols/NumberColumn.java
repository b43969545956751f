package org.stowbench.scorer.protocols;

import java.util.Arrays;

/**
 * Numbers, 0 until they are set. Most columns of outcomes hold small whole numbers, and take no
 * room while all are 0, and a byte each while all are from -128 to 127; else eight.
 */
final class NumberColumn {

  private int size;
  private byte[] small = new byte[0];
  private double[] any = new double[0];

  /** Of about so many numbers. */
  NumberColumn(int size) {
    this.size = size;
  }

  double get(int row) {
    return any.length > 0 ? any[row] : small.length > 0 ? small[row] : 0;
  }

  void set(int row, double number) {
    if (row >= size) {
      size = Math.max(16, row * 2);
      small = Arrays.copyOf(small, small.length > 0 ? size : 0);
      any = Arrays.copyOf(any, any.length > 0 ? size : 0);
    }
    boolean isSmall = Double.compare((byte) number, number) == 0; // -0 is not 0
    if (any.length == 0 && isSmall) {
      if (small.length == 0 && number != 0) {
        small = new byte[size];
      }
      if (small.length > 0) {
        small[row] = (byte) number;
      }
      return;
    }
    if (any.length == 0) {
      double[] wide = new double[size];
      for (int i = 0; i < small.length; i++) {
        wide[i] = small[i];
      }
      any = wide;
      small = new byte[0];
    }
    any[row] = number;
  }
}
