package org.stowbench.datasets.format;

import java.io.Serializable;
import java.util.Arrays;

/** Where some lines stand in their file: 16 bytes a line. */
final class LinePlaces implements Serializable {

  private long[] offsets = new long[16];
  private int[] lengths = new int[16];
  private int[] numbers = new int[16];
  private int size;

  void add(ContentIndex.Place place) {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    offsets[size] = place.offset();
    lengths[size] = place.length();
    numbers[size++] = Math.toIntExact(place.number());
  }

  ContentIndex.Place get(int index) {
    return new ContentIndex.Place(offsets[index], lengths[index], numbers[index]);
  }

  /** Some of them in this order. */
  LinePlaces picked(int[] order) {
    LinePlaces picked = new LinePlaces();
    for (int index : order) {
      picked.add(get(index));
    }
    return picked;
  }
}
