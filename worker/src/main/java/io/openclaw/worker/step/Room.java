package io.openclaw.worker.step;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Lets so many in at once; who comes first gets in first. The limit may change at any time: a
 * higher one lets those in who wait, a lower one puts nobody out. Thread-safe.
 */
final class Room {
  private final IntSupplier limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final Queue<Thread> waiting = new ArrayDeque<>();
  private int inside;
  private boolean closed;

  /**
   * @param limit asked each time that somebody may get in; see {@link #look}
   */
  Room(IntSupplier limit) {
    this.limit = limit;
  }

  /** Waits for a place; false when the room was closed first, and then there is none to leave. */
  boolean enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return waitInLine();
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inside--;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks at the limit again. */
  void look() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }

  private boolean waitInLine() throws InterruptedException {
    Thread self = Thread.currentThread();
    waiting.add(self);
    try {
      while (!closed && (waiting.peek() != self || inside >= limit.getAsInt())) {
        change.await();
      }
      if (closed) {
        return false;
      }
      inside++;
      return true;
    } finally {
      waiting.remove(self);
      // There may be a place for the next one too.
      change.signalAll();
    }
  }
}
