package org.stowbench.predictors.net;

/**
 * A key. Shows itself to nobody who does not ask for it by name.
 *
 * @param value the key itself, not blank
 */
public record Secret(String value) {

  public Secret {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a key must not be blank");
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
