package org.stowbench.predictors.llm.model;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the first request go ahead of all others, so that they need not be refused too for what its
 * refusal teaches. Refusals come at once: where there is no response in a few seconds, the others
 * wait no longer.
 */
final class HeadStart {

  private static final int SECONDS = 3;

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);

  /** Waits until the first request is through; returns whether this is it. */
  boolean await() throws InterruptedException {
    if (begun.compareAndSet(false, true)) {
      return true;
    }
    if (!over.await(SECONDS, TimeUnit.SECONDS)) {
      over.countDown();
    }
    return false;
  }

  /** Hears that the first request is through. */
  void end() {
    over.countDown();
  }
}
