package org.stowbench.predictors.net;

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

  /** A text from outside without the key in it: providers quote what they were sent. */
  public String removedFrom(String text) {
    return text.replace(value, "[key]");
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
