package org.stowbench.predictors.external.process;

import java.io.ByteArrayOutputStream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.protocol.Received;

/**
 * Notices a message that was written over several lines, as by a printer that indents: lines that
 * are no messages, from one that is an opening brace to one that is the closing one.
 */
final class SpreadMessage {

  private final int longest;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  /**
   * Nothing was heard yet.
   *
   * @param longest in bytes; what is longer is not remembered
   */
  SpreadMessage(int longest) {
    this.longest = longest;
  }

  /** Hears a line that is no message; whether it ends one. */
  boolean add(byte[] line) {
    boolean opens = line.length > 0 && line[0] == '{';
    if (opens) {
      lines.reset();
    } else if (lines.size() == 0) {
      return false;
    }
    if (lines.size() + line.length > longest) {
      lines.reset();
      return false;
    }
    lines.writeBytes(line);
    lines.write('\n');
    if (line.length > 0 && line[0] == '}') {
      try {
        Received.parse(lines.toByteArray());
        return true;
      } catch (InvalidInputException e) {
        return false;
      } finally {
        lines.reset();
      }
    }
    return false;
  }
}
