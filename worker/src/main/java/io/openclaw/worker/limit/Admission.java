package io.openclaw.worker.limit;

import io.openclaw.worker.skill.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Room for calls: all that are in together take no more than the whole. Who comes first gets in
 * first, so that a large call waits for those before it and for nobody else. Safe for several
 * threads.
 */
final class Admission {
  private final Load whole;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Waiter> queue = new ArrayDeque<>();
  private Load taken = new Load(0, 0);

  private record Waiter(Condition turn) {}

  Admission(Load whole) {
    this.whole = whole;
  }

  Load whole() {
    return whole;
  }

  /**
   * Lets a call in that fits into the whole.
   *
   * @param patience how long it waits at the most
   * @return null where there was no room for it in that time
   */
  @Nullable Permit enter(Load load, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return await(load, patience) ? in(load) : null;
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Load load, Duration patience) throws InterruptedException {
    Waiter me = new Waiter(lock.newCondition());
    queue.add(me);
    try {
      long left = patience.toNanos();
      while (!me.equals(queue.peek()) || !taken.plus(load).fitsInto(whole)) {
        if (left <= 0) {
          return false;
        }
        left = me.turn().awaitNanos(left);
      }
      taken = taken.plus(load);
      return true;
    } finally {
      queue.remove(me);
      wakeFirst();
    }
  }

  private Permit in(Load load) {
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(load);
      }
    };
  }

  private void leave(Load load) {
    lock.lock();
    try {
      taken = taken.minus(load);
      wakeFirst();
    } finally {
      lock.unlock();
    }
  }

  private void wakeFirst() {
    Waiter first = queue.peek();
    if (first != null) {
      first.turn().signal();
    }
  }
}
