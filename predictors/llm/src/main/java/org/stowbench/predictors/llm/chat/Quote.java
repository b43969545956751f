package org.stowbench.predictors.llm.chat;

/** What somebody else wrote, at the end of a message of ours. */
public final class Quote {

  private Quote() {}

  /**
   * A text as one line after a colon; nothing where it says nothing.
   *
   * @param longest characters; the end of what is longer is cut
   */
  public static String after(String text, int longest) {
    String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.isEmpty()
        ? ""
        : ": " + (line.length() > longest ? line.substring(0, longest) + "..." : line);
  }
}
