package org.stowbench.io;

import java.nio.file.FileSystemException;

/** A file or a folder that could not be written where the user wants it. */
public final class NotWrittenException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * Of a place as the user knows it.
   *
   * @param reason why, in words for the user
   */
  NotWrittenException(String place, String reason) {
    super(place, null, reason);
  }
}
