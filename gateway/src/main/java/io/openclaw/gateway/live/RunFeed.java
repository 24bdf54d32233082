package io.openclaw.gateway.live;

import io.openclaw.gateway.live.Histories.History;
import io.openclaw.gateway.orchestrator.HistoryView;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What all who watch one run share: its news, one reading of its stream and one of its history. Of
 * many who wait at the same point, one reads and the others get what it read.
 *
 * <p>News are counted. Who wants to wait takes the count, reads, and then waits for the count to
 * change, so that nothing falls between the reading and the waiting. {@link #signal} is called on
 * an event loop and never waits for a reading.
 */
final class RunFeed {
  private final UUID task;
  private final RunStreamReader stream;
  private final TaskRecords records;
  private final Histories histories;

  private final ReentrantLock newsLock = new ReentrantLock();
  private final Condition newsCame = newsLock.newCondition();
  private long news;
  private boolean isClosed;

  private final ReentrantLock streamLock = new ReentrantLock();
  private @Nullable Reading lastReading;

  private final ReentrantLock historyLock = new ReentrantLock();
  private long historyReadAt;
  private boolean hadNoHistory;

  private record Reading(@Nullable EntryId after, long news, long at, RunPage page) {
    boolean serves(@Nullable EntryId position, long since, Duration maxAge) {
      return news == since
          && Objects.equals(after, position)
          && System.nanoTime() - at < maxAge.toNanos();
    }
  }

  RunFeed(UUID task, RunStreamReader stream, TaskRecords records, Histories histories) {
    this.task = task;
    this.stream = stream;
    this.records = records;
    this.histories = histories;
  }

  UUID task() {
    return task;
  }

  /** There may be something to read. */
  void signal() {
    newsLock.lock();
    try {
      news++;
      newsCame.signalAll();
    } finally {
      newsLock.unlock();
    }
  }

  /** The gateway ends; so does every watch. */
  void close() {
    newsLock.lock();
    try {
      isClosed = true;
      newsCame.signalAll();
    } finally {
      newsLock.unlock();
    }
  }

  long news() {
    newsLock.lock();
    try {
      return news;
    } finally {
      newsLock.unlock();
    }
  }

  /** Waits until there are news after those counted, or the time is over. */
  void awaitNews(long since, long nanos) throws InterruptedException {
    newsLock.lock();
    try {
      long left = nanos;
      while (news == since && !isClosed && left > 0) {
        left = newsCame.awaitNanos(left);
      }
      if (isClosed) {
        throw ProblemException.unavailable("the gateway is going down; connect again", null);
      }
    } finally {
      newsLock.unlock();
    }
  }

  /**
   * The page of the stream after an entry, read after the news counted and at most as old as said.
   */
  RunPage read(@Nullable EntryId after, long since, Duration maxAge) throws InterruptedException {
    streamLock.lockInterruptibly();
    try {
      if (lastReading == null || !lastReading.serves(after, since, maxAge)) {
        long now = System.nanoTime();
        lastReading = new Reading(after, since, now, stream.read(task, after));
      }
      return lastReading.page();
    } finally {
      streamLock.unlock();
    }
  }

  /**
   * The recorded history, at most as old as said. Empty where the orchestrator does not know the
   * task, or not yet.
   *
   * @throws ProblemException {@code UNAVAILABLE} where the orchestrator does not answer
   */
  List<RunEvent> history(Duration maxAge) throws InterruptedException {
    historyLock.lockInterruptibly();
    try {
      History known = histories.get(task);
      boolean isKept = known.seq() > 0 || hadNoHistory;
      if (!isKept || System.nanoTime() - historyReadAt >= maxAge.toNanos()) {
        known = readHistory(known);
        histories.keep(task, known);
        historyReadAt = System.nanoTime();
        hadNoHistory = known.seq() == 0;
      }
      return known.events();
    } finally {
      historyLock.unlock();
    }
  }

  /** Part by part; what those who ask are given is made anew only where something has come. */
  private History readHistory(History known) {
    List<RunEvent> more = new ArrayList<>();
    long last = known.seq();
    Long next = last;
    while (next != null) {
      HistoryView page = records.history(task, next).orElse(HistoryView.empty());
      for (HistoryView.Entry entry : page.events()) {
        last = entry.seq();
        addEvent(entry, more);
      }
      next = page.next();
    }
    return known.plus(more, last);
  }

  private static void addEvent(HistoryView.Entry entry, List<RunEvent> events) {
    RunEvent event =
        EventReader.read(RunPosition.RECORDED_PREFIX + entry.seq(), entry.event().toString());
    if (event != null) {
      events.add(event);
    }
  }

  /** For {@link RunStreamReader}'s rarer questions, which nobody shares. */
  RunStreamReader stream() {
    return stream;
  }
}
