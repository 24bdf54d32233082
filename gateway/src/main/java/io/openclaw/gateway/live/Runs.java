package io.openclaw.gateway.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.live.RunEvent.Recorded;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.task.AcceptedTasks;
import io.openclaw.gateway.task.TaskBacklog;
import io.openclaw.gateway.task.TaskIds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Opens watches, and keeps one {@link RunFeed} for each run that is watched. Blocks, so it is to be
 * called on virtual threads.
 */
@Startup
@ApplicationScoped
public class Runs {
  private final RunStreamReader stream;
  private final RunNotifications notifications;
  private final TaskRecords records;
  private final AcceptedTasks accepted;
  private final TaskBacklog backlog;
  private final GatewayConfig.Live settings;
  private final Histories histories;
  private final Map<UUID, Shared> feeds = new ConcurrentHashMap<>();
  private final AtomicInteger watches = new AtomicInteger();

  private record Shared(RunFeed feed, int watches) {}

  Runs(
      RunStreamReader stream,
      RunNotifications notifications,
      TaskRecords records,
      AcceptedTasks accepted,
      TaskBacklog backlog,
      GatewayConfig config,
      MeterRegistry meters) {
    this.stream = stream;
    this.notifications = notifications;
    this.records = records;
    this.accepted = accepted;
    this.backlog = backlog;
    this.settings = config.gateway().live();
    this.histories = new Histories(settings.historyMemory().asLongValue());
    meters.gaugeMapSize("openclaw.live.runs", List.of(), feeds);
    meters.gauge("openclaw.live.watches", watches);
    meters.gauge("openclaw.live.history.bytes", histories, Histories::size);
  }

  void stop(@Observes ShutdownEvent shutdown) {
    feeds.values().forEach(shared -> shared.feed().close());
  }

  /**
   * Begins to watch a run. The watch has to be closed.
   *
   * @throws ProblemException {@code TASK_NOT_FOUND} where the caller has no such task, {@code
   *     UNAVAILABLE} where that can't be said now, or where as many watches are open as there may
   *     be
   */
  public RunWatch watch(Caller caller, UUID task, RunPosition from) throws InterruptedException {
    takeRoom();
    RunFeed feed = acquireOrLeave(task);
    AtomicBoolean isOpen = new AtomicBoolean(true);
    RunWatch watch = new RunWatch(feed, caller.tenant(), settings, () -> release(task, isOpen));
    try {
      RunPage page = feed.read(start(from), feed.news(), Duration.ZERO);
      checkOwner(caller, feed, page);
      position(watch, feed, page, from);
      return watch;
    } catch (Exception | Error e) {
      watch.close();
      throw e;
    }
  }

  /** Each has its client's place in memory. */
  private void takeRoom() {
    int most = settings.maxWatches();
    if (watches.incrementAndGet() > most) {
      watches.decrementAndGet();
      throw ProblemException.unavailable(
          "this gateway has " + most + " watches open already; try again", null);
    }
  }

  private RunFeed acquireOrLeave(UUID task) {
    try {
      return acquire(task);
    } catch (RuntimeException | Error e) {
      watches.decrementAndGet();
      throw e;
    }
  }

  private static @Nullable EntryId start(RunPosition from) {
    return from instanceof RunPosition.AfterEntry after ? after.id() : null;
  }

  private void checkOwner(Caller caller, RunFeed feed, RunPage page) throws InterruptedException {
    String owner = page instanceof RunPage.Entries e ? e.first().owner() : null;
    if (owner == null) {
      List<RunEvent> history = historyOrNone(caller, feed);
      if (history.isEmpty()) {
        return;
      }
      owner = ownerOf(history.getFirst().recorded());
    }
    if (!caller.tenant().equals(owner)) {
      throw TaskIds.notFound(feed.task());
    }
  }

  /** None for a task of the caller's that was accepted and of which nothing more is known. */
  private List<RunEvent> historyOrNone(Caller caller, RunFeed feed) throws InterruptedException {
    try {
      List<RunEvent> history = feed.history(Duration.ZERO);
      return history.isEmpty() && !isAccepted(caller, feed) ? lateHistory(feed) : history;
    } catch (ProblemException e) {
      if (e.code() == ProblemCode.UNAVAILABLE && isAccepted(caller, feed)) {
        return List.of();
      }
      throw e;
    }
  }

  private boolean isAccepted(Caller caller, RunFeed feed) {
    return accepted.contains(feed.task(), caller.tenant());
  }

  /** Redis may have forgotten a task that has not been taken in yet. */
  private List<RunEvent> lateHistory(RunFeed feed) throws InterruptedException {
    backlog.awaitDealtWith(feed.task());
    List<RunEvent> history = feed.history(Duration.ZERO);
    if (history.isEmpty()) {
      throw TaskIds.notFound(feed.task());
    }
    return history;
  }

  private static @Nullable String ownerOf(@Nullable Recorded first) {
    return first == null ? null : first.owner();
  }

  private void position(RunWatch watch, RunFeed feed, RunPage page, RunPosition from)
      throws InterruptedException {
    switch (from) {
      case RunPosition.Start start -> {}
      case RunPosition.AfterEntry(EntryId id, Long seq) when seq != null ->
          positionAfter(id, seq, watch, feed);
      case RunPosition.AfterEntry after -> {
        if (page instanceof RunPage.Entries entries && entries.continues(after.id())) {
          watch.resumeAfter(after.id(), stream.recordedUpTo(feed.task(), after.id()), null);
        }
        // Otherwise nobody knows what the client has: it starts again.
      }
      case RunPosition.AfterRecorded after -> positionAfter(after.seq(), watch, feed);
    }
  }

  /**
   * Asks the history wherever the stream does not answer, or has lost that point: what the client
   * has must not depend on whether Redis is there in this very moment.
   */
  private void positionAfter(EntryId entry, long seq, RunWatch watch, RunFeed feed)
      throws InterruptedException {
    boolean isThere = stream.has(feed.task(), entry);
    if (isThere && seq == 0) {
      watch.resumeAfter(entry, null, seq);
      return;
    }
    RunEvent last = isThere ? stream.recordedUpTo(feed.task(), entry) : null;
    if (last == null) {
      positionAfter(seq, watch, feed);
    } else {
      watch.resumeAfter(entry, last, seq);
    }
  }

  private void positionAfter(long seq, RunWatch watch, RunFeed feed) throws InterruptedException {
    RunEvent last = recorded(feed, seq);
    if (last != null) {
      watch.resumeAfter(last, seq);
      EntryId entry = stream.entryOf(feed.task(), key(last));
      if (entry != null) {
        watch.resumeAfter(entry, last, seq);
      }
    }
  }

  private static @Nullable RunEvent recorded(RunFeed feed, long seq) throws InterruptedException {
    String id = RunPosition.RECORDED_PREFIX + seq;
    return feed.history(Duration.ZERO).stream()
        .filter(event -> event.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  private static String key(RunEvent event) {
    return event.recorded() == null ? "" : event.recorded().key();
  }

  private RunFeed acquire(UUID task) {
    return feeds
        .compute(
            task,
            (id, shared) ->
                shared == null
                    ? new Shared(open(id), 1)
                    : new Shared(shared.feed(), shared.watches() + 1))
        .feed();
  }

  private RunFeed open(UUID task) {
    RunFeed feed = new RunFeed(task, stream, records, histories);
    notifications.listen(task, feed::signal);
    return feed;
  }

  private void release(UUID task, AtomicBoolean isOpen) {
    if (isOpen.compareAndSet(true, false)) {
      watches.decrementAndGet();
      feeds.computeIfPresent(task, (id, shared) -> oneLess(shared));
    }
  }

  private @Nullable Shared oneLess(Shared shared) {
    if (shared.watches() > 1) {
      return new Shared(shared.feed(), shared.watches() - 1);
    }
    notifications.forget(shared.feed().task());
    histories.forget(shared.feed().task());
    return null;
  }
}
