package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** What no command may print, whatever it was given: the bytes are looked at, not the words. */
final class SteeringBytes {

  private SteeringBytes() {}

  /** Fails where a text, as it was written, holds what steers a terminal or hides what it says. */
  static void assertNone(String what, String written) {
    assertThat(written.codePoints().filter(SteeringBytes::steers).mapToObj(Integer::toHexString))
        .as(() -> what + " steers: " + written.substring(0, Math.min(2000, written.length())))
        .isEmpty();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      default -> c >> 16 == 0xe;
    };
  }
}
