package org.stowbench.predictors.net;

import java.util.List;
import org.stowbench.io.Masker;

/**
 * A key. Shows itself to nobody who does not ask for it by name.
 *
 * @param value the key itself, not blank, of printable ASCII: what a header of HTTP can carry
 */
public record Secret(String value) {

  public Secret {
    if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a key must be printable ASCII, and not blank");
    }
  }

  /** What takes it out of texts from outside: providers quote what they were sent. */
  public Masker masker() {
    return Masker.of(List.of(value));
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
