package org.stowbench.io;

/** What a file is for, and so how long it may be: a longer one is refused before it is parsed. */
public enum FileKind {

  /** What people write by hand: declarations, prompts, rules, prices, keys. At most 1 MiB. */
  SETTINGS(1L << 20),

  /** One JSON document that is read whole. At most 64 MiB. */
  DOCUMENT(64L << 20),

  /** A photo. At most 64 MiB. */
  IMAGE(64L << 20),

  /** What a predictor has learned. At most 64 MiB. */
  MODEL(64L << 20),

  /** The annotations of a labelling tool, which are read whole. At most 512 MiB. */
  ANNOTATIONS(512L << 20),

  /** What is read a line or a record at a time, and may be as long as the disk is large. */
  RECORDS(Long.MAX_VALUE);

  private final long most;

  FileKind(long most) {
    this.most = most;
  }

  /** The most bytes that such a file may have. */
  public long most() {
    return most;
  }
}
