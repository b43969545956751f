package org.stowbench.download;

import java.util.OptionalLong;

/** Hears how a download goes; called by the thread that downloads. */
public interface DownloadListener {

  /** Hears nothing. */
  DownloadListener NONE = (step, done, total) -> {};

  /**
   * Some bytes more.
   *
   * @param step what is going on, such as {@code downloading}
   * @param done bytes so far
   * @param total bytes in all; empty where the other side does not say
   */
  void progressed(String step, long done, OptionalLong total);
}
