package org.stowbench.cli;

/** ShellWords as a shell takes them. */
final class ShellWords {

  private ShellWords() {}

  /** A word for a command that is to be copied: in quotes, if a shell would make more of it. */
  static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}_./:@%+=,-]+")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
