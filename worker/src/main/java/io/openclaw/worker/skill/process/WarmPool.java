package io.openclaw.worker.skill.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.content.FolderLook;
import io.openclaw.worker.skill.process.Shelf.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processes that have imported their handlers and wait for calls. Each serves one call and has
 * begun with exactly the rights that this call would have been given: its tenant's, its agent's,
 * its skill's. There are as many as calls with the same rights were lately under way at once, as
 * long as there is memory for them; who is not asked for ends. Thread-safe.
 */
final class WarmPool implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WarmPool.class);
  private static final Duration IMPORTING = Duration.ofSeconds(30);
  private static final Duration ENDING = Duration.ofSeconds(10);

  private final WarmLimits limits;
  private final Start start;
  private final MeterRegistry meters;
  private final Map<Rights, Shelf> shelves = new HashMap<>();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("skill-warm-", 0).factory());
  private boolean isClosed;

  /** Starts a process that waits for its call. */
  interface Start {
    Cell with(Rights rights) throws IOException;
  }

  WarmPool(WarmLimits limits, Start start, MeterRegistry meters) {
    this.limits = limits;
    this.start = start;
    this.meters = meters;
    meters.gauge("openclaw.skill.warm.processes", this, WarmPool::size);
    long period = limits.period().toMillis();
    var _ = threads.scheduleWithFixedDelay(this::nextPeriod, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * A process for a call that begins now, which is to be told when it has {@linkplain #ended
   * ended}; the caller closes it.
   *
   * @return null where none waits
   */
  @Nullable Cell take(Rights rights) {
    Waiting found = next(rights);
    while (found != null && !isFit(found, rights)) {
      found.cell().close();
      found = another(rights);
    }
    meters.counter("openclaw.skill.starts", "start", found == null ? "cold" : "warm").increment();
    return found == null ? null : found.cell();
  }

  /** Has a process wait although there was no call yet. */
  synchronized void expect(Rights rights) {
    Shelf shelf = shelves.computeIfAbsent(rights, key -> new Shelf());
    shelf.expect(System.nanoTime());
    restock(rights, shelf);
  }

  /** Makes up for what was taken. */
  synchronized void ended(Rights rights) {
    Shelf shelf = shelves.get(rights);
    if (shelf != null) {
      shelf.ended(System.nanoTime());
      restock(rights, shelf);
    }
  }

  synchronized int size() {
    return shelves.values().stream().mapToInt(Shelf::size).sum();
  }

  @Override
  public void close() {
    List<Waiting> left = new ArrayList<>();
    synchronized (this) {
      isClosed = true;
      shelves.values().forEach(shelf -> empty(shelf, left));
      shelves.clear();
    }
    threads.shutdownNow();
    left.forEach(process -> process.cell().close());
    awaitStarts();
  }

  /** Who is just starting one ends it. */
  private void awaitStarts() {
    try {
      if (!threads.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Processes that wait for calls do not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Waiting next(Rights rights) {
    return shelves.computeIfAbsent(rights, key -> new Shelf()).take(System.nanoTime());
  }

  private synchronized @Nullable Waiting another(Rights rights) {
    Shelf shelf = shelves.get(rights);
    return shelf == null ? null : shelf.another();
  }

  /**
   * The skill's files are still those that it has imported. Whoever looks at their content before a
   * call has looked at what it runs.
   */
  private static boolean isFit(Waiting process, Rights rights) {
    try {
      return process.cell().process().isAlive()
          && process.look().equals(FolderLook.at(rights.tool().skill().folder()));
    } catch (IOException e) {
      return false;
    }
  }

  private void restock(Rights rights, Shelf shelf) {
    while (!isClosed && shelf.needsMore() && mayFit(shelf)) {
      shelf.starts();
      try {
        threads.execute(() -> add(rights, shelf));
      } catch (RejectedExecutionException e) {
        shelf.failed();
      }
    }
  }

  /** Going by the one before it; others make room where nobody has asked for them since. */
  private boolean mayFit(Shelf own) {
    long others =
        shelves.values().stream()
            .filter(shelf -> shelf.lastUse() - own.lastUse() >= 0)
            .mapToLong(Shelf::memorySoon)
            .sum();
    return others + own.weight() <= limits.memory();
  }

  private void add(Rights rights, Shelf shelf) {
    Waiting process = null;
    try {
      process = isWanted(shelf) ? begin(rights) : null;
    } catch (IOException | RuntimeException e) {
      LOG.warnf(e, "A process could not be started ahead. handler=%s", rights.tool().id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    settle(shelf, process).forEach(left -> left.cell().close());
  }

  /** Not after others of its kind could not be started. */
  private synchronized boolean isWanted(Shelf shelf) {
    return !isClosed && !shelf.isResting();
  }

  /** Null where it does not get so far that it waits. */
  private @Nullable Waiting begin(Rights rights) throws IOException, InterruptedException {
    FolderLook look = FolderLook.at(rights.tool().skill().folder());
    Cell cell = start.with(rights);
    boolean isReady = false;
    try {
      isReady = cell.isReady(IMPORTING);
    } finally {
      if (!isReady) {
        cell.close();
      }
    }
    return isReady ? new Waiting(cell, look, cell.process().rest()) : null;
  }

  /** Puts it on its shelf, where there is room for it; tells who has to go. */
  private synchronized List<Waiting> settle(Shelf shelf, @Nullable Waiting process) {
    List<Waiting> leaving = new ArrayList<>();
    if (process == null) {
      shelf.failed();
    } else if (isClosed || !makeRoom(process.memory(), shelf, leaving)) {
      shelf.turnedAway(process);
      leaving.add(process);
    } else {
      shelf.started(process);
      meters.counter("openclaw.skill.warm.starts").increment();
    }
    return leaving;
  }

  /** Who was not used for longest goes first. */
  private boolean makeRoom(long memory, Shelf own, List<Waiting> leaving) {
    long free = limits.memory() - shelves.values().stream().mapToLong(Shelf::memory).sum() - memory;
    List<Shelf> others =
        shelves.values().stream()
            .filter(shelf -> shelf.lastUse() - own.lastUse() < 0)
            .sorted(Comparator.comparingLong(Shelf::lastUse))
            .toList();
    for (Shelf other : others) {
      while (free < 0 && other.size() > 0) {
        Waiting given = other.giveUp();
        leaving.add(given);
        free += given.memory();
      }
    }
    return free >= 0;
  }

  private void nextPeriod() {
    List<Waiting> leaving = new ArrayList<>();
    synchronized (this) {
      long since = System.nanoTime() - limits.idle().toNanos();
      shelves.values().removeIf(shelf -> shelf.isUnused(since) && empty(shelf, leaving));
      shelves.forEach((rights, shelf) -> {
        shelf.nextPeriod();
        while (shelf.hasTooMany()) {
          leaving.add(shelf.giveUp());
        }
      });
    }
    leaving.forEach(process -> process.cell().close());
  }

  private static boolean empty(Shelf shelf, List<Waiting> into) {
    while (shelf.size() > 0) {
      into.add(shelf.giveUp());
    }
    return true;
  }
}
