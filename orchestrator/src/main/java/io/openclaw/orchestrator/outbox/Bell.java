package io.openclaw.orchestrator.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread that waits for something to do. Rung before it waits, it need not wait. */
final class Bell {
  private final Semaphore rings = new Semaphore(0);
  private volatile boolean over;

  /** From any thread. */
  void ring() {
    if (rings.availablePermits() == 0) {
      rings.release();
    }
  }

  /** Rings, and from now on nobody waits: there will be nothing to do any more. */
  void ringForGood() {
    over = true;
    rings.release();
  }

  /** Returns when it rings, or at the end of that time. */
  void await(Duration longest) {
    if (over) {
      return;
    }
    try {
      boolean _ = rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
      rings.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
