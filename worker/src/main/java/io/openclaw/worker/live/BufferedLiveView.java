package io.openclaw.worker.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.event.LiveEvent;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A live view with a bounded buffer and one thread that writes. While the store is away, events are
 * dropped at once rather than kept, so that nobody waits for a view of the past.
 */
final class BufferedLiveView implements LiveView, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(BufferedLiveView.class);
  private static final int LARGEST_BATCH = 256;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LiveStore store;
  private final BlockingQueue<Entry> queue;
  private final Duration linger;
  private final Duration patience;
  private final Counter dropped;
  private final Thread writer;
  private boolean away;
  private long triedAt;

  BufferedLiveView(
      LiveStore store, int buffer, Duration linger, Duration patience, MeterRegistry meters) {
    this.store = store;
    this.queue = new ArrayBlockingQueue<>(buffer);
    this.linger = linger;
    this.patience = patience;
    this.dropped = meters.counter("openclaw.live.events.dropped");
    Gauge.builder("message.queue.depth", queue, BlockingQueue::size)
        .tag("queue_name", "live")
        .description("Messages that wait in the worker")
        .register(meters);
    this.writer = Thread.ofVirtual().name("live-view").unstarted(this::write);
  }

  private sealed interface Entry {
    record Event(LiveEvent event) implements Entry {}

    record Mark(CountDownLatch reached) implements Entry {}
  }

  void start() {
    writer.start();
  }

  @Override
  public void publish(LiveEvent event) {
    if (!queue.offer(new Entry.Event(event))) {
      dropped.increment();
    }
  }

  @Override
  public void flush() throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    CountDownLatch reached = new CountDownLatch(1);
    if (queue.offer(new Entry.Mark(reached), patience.toNanos(), TimeUnit.NANOSECONDS)
        && !reached.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      LOG.debug("The live view lags behind.");
    }
  }

  /** Writes what is left, for a moment at most, and ends. */
  @Override
  public void close() {
    try {
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.interrupt();
  }

  private void write() {
    try {
      while (true) {
        writeBatch(queue.take());
      }
    } catch (InterruptedException e) {
      // Closed.
      Thread.currentThread().interrupt();
    }
  }

  private void writeBatch(Entry first) throws InterruptedException {
    Batch batch = new Batch();
    CountDownLatch reached = null;
    long deadline = System.nanoTime() + linger.toNanos();
    Entry next = first;
    while (next != null) {
      switch (next) {
        case Entry.Event(LiveEvent event) -> batch.add(event);
        case Entry.Mark mark -> reached = mark.reached();
      }
      boolean wait = reached == null && batch.isTextOnly();
      next = reached == null && batch.size() < LARGEST_BATCH ? next(wait ? deadline : 0) : null;
    }
    if (!batch.isEmpty()) {
      append(batch);
    }
    if (reached != null) {
      reached.countDown();
    }
  }

  private @Nullable Entry next(long deadline) throws InterruptedException {
    return deadline == 0
        ? queue.poll()
        : queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void append(Batch batch) {
    if (away && System.nanoTime() - triedAt < PAUSE.toNanos()) {
      dropped.increment(batch.size());
      return;
    }
    try {
      store.append(batch.events());
      if (away) {
        LOG.info("The live view is back.");
      }
      away = false;
    } catch (LiveStore.LiveStoreException e) {
      dropped.increment(batch.size());
      if (!away) {
        LOG.warnf("The live view is away; its events are dropped. reason=%s", e.getMessage());
      }
      away = true;
      triedAt = System.nanoTime();
    }
  }
}
