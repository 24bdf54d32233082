package io.openclaw.local.process;

import java.util.ArrayList;
import java.util.List;

/** Some work that waits, done at the same time. */
final class Together {
  private final List<Thread> threads = new ArrayList<>();

  /** Work that may wait. */
  interface Work {
    void run() throws InterruptedException;
  }

  void begin(Work work) {
    threads.add(
        Thread.startVirtualThread(() -> {
          try {
            work.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }));
  }

  void await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
