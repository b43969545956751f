package org.stowbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds up the end of the process (Ctrl-C) until what was stopped has said how it goes on. */
final class LastWords implements AutoCloseable {

  private static final long LONGEST_SECONDS = 20;

  private final CountDownLatch said = new CountDownLatch(1);
  private final Thread hook = new Thread(this::await, "stowbench-last-words");

  private LastWords() {}

  /** From now until it is closed. */
  static LastWords awaited() {
    LastWords words = new LastWords();
    try {
      Runtime.getRuntime().addShutdownHook(words.hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
    return words;
  }

  private void await() {
    try {
      said.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    said.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is about to return.
    }
  }
}
