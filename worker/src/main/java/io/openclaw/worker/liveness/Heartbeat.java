package io.openclaw.worker.liveness;

import io.openclaw.event.WorkerSignal;
import io.openclaw.worker.wire.EventChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Says regularly that this process lives, and with it the steps that it has started. Has a platform
 * thread of its own, so that no amount of work delays it; a beat that Kafka does not take is not
 * repeated, for the next one says the same.
 */
final class Heartbeat {
  private static final Logger LOG = Logger.getLogger(Heartbeat.class);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final WorkerIdentity identity;
  private final EventChannel workers;
  private final IntSupplier running;
  private final Supplier<Map<String, Set<Integer>>> partitions;
  private final Clock clock;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile boolean silent;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());

  /**
   * @param running steps under way
   * @param partitions whose records come to this process, by topic
   */
  Heartbeat(
      WorkerIdentity identity,
      EventChannel workers,
      IntSupplier running,
      Supplier<Map<String, Set<Integer>>> partitions,
      Clock clock) {
    this.identity = identity;
    this.workers = workers;
    this.running = running;
    this.partitions = partitions;
    this.clock = clock;
  }

  void start(Duration interval) {
    ScheduledFuture<?> _ =
        timer.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the beats and says that the process ends. Waits for that, for a moment at most. */
  void stop() {
    timer.shutdownNow();
    try {
      workers
          .send(
              identity.id(),
              new WorkerSignal.Stopped(identity.id(), identity.incarnation(), clock.instant()),
              clock.instant())
          .await()
          .atMost(FAREWELL);
    } catch (RuntimeException e) {
      LOG.warnf("Nobody hears that this worker stops. reason=%s", e.getMessage());
    }
  }

  private void beat() {
    if (!underWay.compareAndSet(false, true)) {
      return;
    }
    WorkerSignal beat =
        new WorkerSignal.Heartbeat(
            identity.id(),
            identity.incarnation(),
            clock.instant(),
            running.getAsInt(),
            partitions.get());
    workers
        .send(identity.id(), beat, beat.at())
        .onTermination()
        .invoke(() -> underWay.set(false))
        .subscribe()
        .with(sent -> heard(), this::unheard);
  }

  private void heard() {
    if (silent) {
      silent = false;
      LOG.info("This worker's heartbeats are heard again.");
    }
  }

  private void unheard(Throwable reason) {
    if (!silent) {
      silent = true;
      LOG.warnf("This worker's heartbeats are not heard. reason=%s", reason.getMessage());
    }
  }
}
