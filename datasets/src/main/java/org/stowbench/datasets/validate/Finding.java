package org.stowbench.datasets.validate;

import java.util.Objects;

/**
 * One thing that is wrong or odd.
 *
 * @param kind what
 * @param file the file's name in the folder, such as {@code queries.jsonl}
 * @param line its line, from 1; 0 for the whole file
 * @param message what was found and what is allowed; safe to print
 */
public record Finding(ProblemKind kind, String file, long line, String message) {

  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
    if (line < 0) {
      throw new IllegalArgumentException("line " + line + ": must be 0 or more");
    }
  }
}
