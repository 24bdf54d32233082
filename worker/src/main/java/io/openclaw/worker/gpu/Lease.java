package io.openclaw.worker.gpu;

import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A lease that a call holds, with a thread that renews it. Where that does not work in time, the
 * call is told to end so early that nothing of it runs any more when others can have the devices.
 */
final class Lease implements Permit {
  private static final Logger LOG = Logger.getLogger(Lease.class);

  private final LeaseStore store;
  private final String id;
  private final Grant grant;
  private final Duration time;
  private final Runnable atEnd;
  private final CompletableFuture<Failure> lost = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private long validUntil;

  /**
   * Begins to renew it.
   *
   * @param time for which it is leased each time
   * @param since when it was asked for, by {@link System#nanoTime}
   * @param atEnd told once when it is given back
   */
  static Lease hold(
      LeaseStore store, String id, Grant grant, Duration time, long since, Runnable atEnd) {
    Lease lease = new Lease(store, id, grant, time, since, atEnd);
    Thread.ofVirtual().name("gpu-lease").start(lease::keep);
    return lease;
  }

  private Lease(
      LeaseStore store, String id, Grant grant, Duration time, long since, Runnable atEnd) {
    this.store = store;
    this.id = id;
    this.grant = grant;
    this.time = time;
    this.validUntil = since + time.toNanos();
    this.atEnd = atEnd;
  }

  @Override
  public CompletableFuture<Failure> withdrawal() {
    return lost;
  }

  /** Its thread gives it back, which no interrupt of the call's reaches. */
  @Override
  public void close() {
    ended.countDown();
  }

  private void keep() {
    try {
      renewUntilEnd();
      atEnd.run();
      store.release(id);
    } catch (IOException e) {
      LOG.warnf("A lease of GPUs ends by expiry. gpus=%s reason=%s", grant, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renewUntilEnd() throws InterruptedException {
    long third = time.toNanos() / 3;
    long pause = third;
    while (!ended.await(pause, TimeUnit.NANOSECONDS)) {
      if (System.nanoTime() > validUntil - third) {
        lose("Redis did not renew it in time");
        ended.await();
        return;
      }
      pause = renew() ? third : third / 8;
      if (lost.isDone()) {
        ended.await();
        return;
      }
    }
  }

  private boolean renew() throws InterruptedException {
    long asked = System.nanoTime();
    try {
      if (store.renew(id, time) < grant.devices().size()) {
        lose("somebody else may have them by now");
        return false;
      }
      validUntil = asked + time.toNanos();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void lose(String why) {
    LOG.errorf("A lease of GPUs is lost, and its call ends. gpus=%s reason=%s", grant, why);
    boolean _ =
        lost.complete(
            FailureCode.GPU_LEASE_LOST.failure(
                "the call was ended because its lease of GPUs was lost: " + why));
  }
}
