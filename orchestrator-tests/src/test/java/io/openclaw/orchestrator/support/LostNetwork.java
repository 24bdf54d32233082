package io.openclaw.orchestrator.support;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A network that can lose its connections as one does whose router dies: both ends believe that
 * they are open, and hear nothing any more. New ones work.
 */
public final class LostNetwork implements Cable.Tap, AutoCloseable {
  private final Set<Thread> directions = ConcurrentHashMap.newKeySet();
  private final Set<Thread> lost = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);

  /** From now on nothing comes through any connection over which something has come. */
  public void loseConnections() {
    lost.addAll(directions);
  }

  /** Each direction of each connection has a thread of its own. */
  @Override
  public boolean lets(boolean request) {
    directions.add(Thread.currentThread());
    return !lost.contains(Thread.currentThread()) || isOver();
  }

  @Override
  public void close() {
    over.countDown();
  }

  /** Waits for that; false: a connection that was lost stays so. */
  private boolean isOver() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
