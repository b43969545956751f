package org.stowbench.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Distinct texts, numbered from 0 in the order in which they came. Made for a million ids: it holds
 * the bytes of each and at most 24 more. Any number of threads may read it while none adds.
 */
public final class IdTable {

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int LEAST_SLOTS = 16;

  private final List<byte[]> chunks = new ArrayList<>();
  private int[] ends = new int[LEAST_SLOTS / 2];
  private int[] hashes = new int[LEAST_SLOTS / 2];
  private int[] slots = new int[LEAST_SLOTS]; // a text's number plus 1, or 0
  private int size;

  /** How many texts there are. */
  public int size() {
    return size;
  }

  /**
   * Adds a text, unless it is there.
   *
   * @return its number: what {@link #size} was before, if it is new
   * @throws IllegalStateException if all texts together would be longer than 2 GiB
   */
  public int add(String text) {
    byte[] bytes = bytes(text);
    int hash = hash(bytes);
    int slot = slot(bytes, hash);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    append(bytes);
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      widen();
    }
    return size - 1;
  }

  /** As {@link #add}, for who only asks whether the text is new. */
  public boolean addNew(String text) {
    int before = size;
    return add(text) == before;
  }

  /** The number of a text; empty if it is not there. */
  public OptionalInt find(String text) {
    byte[] bytes = bytes(text);
    int found = slots[slot(bytes, hash(bytes))];
    return found == 0 ? OptionalInt.empty() : OptionalInt.of(found - 1);
  }

  /** The text of a number; a new one each time. */
  public String get(int number) {
    int at = start(Objects.checkIndex(number, size));
    int end = ends[number];
    StringBuilder text = new StringBuilder(end - at);
    while (at < end) {
      int first = at(at++);
      if (first < 0x80) {
        text.append((char) first);
      } else if (first < 0xe0) {
        text.append((char) ((first & 0x1f) << 6 | at(at++) & 0x3f));
      } else {
        int high = (first & 0xf) << 12 | (at(at++) & 0x3f) << 6;
        text.append((char) (high | at(at++) & 0x3f));
      }
    }
    return text.toString();
  }

  /**
   * Which of two texts comes first, as {@link String#compareTo} orders them; less than 0, 0, more.
   */
  public int compare(int one, int other) {
    int a = start(one);
    int b = start(other);
    int length = Math.min(ends[one] - a, ends[other] - b);
    for (int i = 0; i < length; i++) {
      int difference = at(a + i) - at(b + i);
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(ends[one] - a, ends[other] - b);
  }

  /**
   * Each char of its own in one to three bytes, so that any text comes back as it was, also one
   * that is no valid Unicode, and bytes compare as chars do.
   */
  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && bytes.length - length < 3 * (text.length() - i)) {
        bytes = Arrays.copyOf(bytes, length + 3 * (text.length() - i));
      }
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | c >> 6);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      } else {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
        bytes[length++] = (byte) (0x80 | c & 0x3f);
      }
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private static int hash(byte[] bytes) {
    int hash = 0x811c9dc5;
    for (byte b : bytes) {
      hash = (hash ^ b) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }

  /** Where a text is, or else would be put. */
  private int slot(byte[] bytes, int hash) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    while (slots[slot] != 0
        && !(hashes[slots[slot] - 1] == hash && matches(slots[slot] - 1, bytes))) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean matches(int number, byte[] bytes) {
    int start = start(number);
    if (ends[number] - start != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((byte) at(start + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private void widen() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private void append(byte[] bytes) {
    int end = size == 0 ? 0 : ends[size - 1];
    if (bytes.length > Integer.MAX_VALUE - end) {
      throw new IllegalStateException(size + " ids are longer than 2 GiB together");
    }
    for (byte b : bytes) {
      if (end >> CHUNK_BITS == chunks.size()) {
        chunks.add(new byte[CHUNK]);
      }
      chunks.get(end >> CHUNK_BITS)[end & CHUNK - 1] = b;
      end++;
    }
    ends[size] = end;
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private int at(int place) {
    return chunks.get(place >> CHUNK_BITS)[place & CHUNK - 1] & 0xff;
  }
}
