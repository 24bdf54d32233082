package io.openclaw.local.workspace.change;

import java.util.concurrent.CountDownLatch;

/** Lets what must not stop half-way come to its end when Ctrl-C ends the process. */
final class ToItsEnd implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread waiting = new Thread(this::await, "to-its-end");

  ToItsEnd() {
    Runtime.getRuntime().addShutdownHook(waiting);
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(waiting);
    } catch (IllegalStateException e) {
      // The process ends, and no longer has to wait.
    }
  }

  void await() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
