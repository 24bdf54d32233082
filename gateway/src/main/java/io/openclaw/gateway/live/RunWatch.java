package io.openclaw.gateway.live;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.live.RunEvent.Recorded;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.task.TaskIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client's way through a run: each event once, and the recorded ones in their order.
 *
 * <p>Events come from the run's stream while it is there and nothing of it can have been lost.
 * Where something can (no stream, one that begins after the point where the client stands, Redis
 * away, a long silence) the recorded history is laid beside it and what is missing is taken from
 * there. A recorded event is known by its key, whichever way it comes.
 *
 * <p>To be used by one virtual thread. Nothing is buffered beyond the page that {@link #next}
 * returns: a client that takes its time holds up itself only.
 */
public final class RunWatch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunWatch.class);

  private final RunFeed feed;
  private final String tenant;
  private final GatewayConfig.Live settings;
  private final Runnable onClose;

  private @Nullable EntryId position;
  private final Set<String> seen = new HashSet<>();

  /** The client has this one and, unspoken, all recorded before it. */
  private @Nullable String seenUpTo;

  /** The number of the newest recorded event that the client has; null where it is not known. */
  private @Nullable Long seq = 0L;

  private boolean isOver;
  private boolean isMoreToRead;
  private boolean isStreamAway;
  private boolean mayHaveHoles;
  private long awaySince;
  private long lastProgress = System.nanoTime();

  RunWatch(RunFeed feed, String tenant, GatewayConfig.Live settings, Runnable onClose) {
    this.feed = feed;
    this.tenant = tenant;
    this.settings = settings;
    this.onClose = onClose;
  }

  /**
   * Starts after an entry of the stream.
   *
   * @param number of the last recorded event; null where nobody knows it
   */
  void resumeAfter(EntryId entry, @Nullable RunEvent lastRecorded, @Nullable Long number) {
    position = entry;
    seq = number;
    if (lastRecorded != null) {
      resumeAfter(lastRecorded, number);
    }
  }

  /** Starts after an event of the history. */
  void resumeAfter(RunEvent recorded, @Nullable Long number) {
    seq = number;
    seenUpTo = key(recorded);
    isOver = recorded.isLast();
  }

  /** Whether the client has the run's last event. */
  public boolean isOver() {
    return isOver;
  }

  /**
   * The next events, as soon as there are any; none when the time is over, or the run is.
   *
   * @throws ProblemException {@code UNAVAILABLE} when the gateway goes down
   */
  public List<RunEvent> next(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!isOver) {
      long news = feed.news();
      List<RunEvent> events = look(news);
      long left = end - System.nanoTime();
      if (!events.isEmpty() || left <= 0) {
        return events;
      }
      if (!isMoreToRead) {
        feed.awaitNews(news, Math.min(left, pause()));
      }
    }
    return List.of();
  }

  private long pause() {
    return (isStreamAway ? settings.historyInterval() : settings.recheck()).toNanos();
  }

  private List<RunEvent> look(long news) throws InterruptedException {
    isMoreToRead = false;
    boolean isSilent = System.nanoTime() - lastProgress >= settings.recheck().toNanos();
    List<RunEvent> events =
        switch (feed.read(position, news, settings.historyInterval())) {
          case RunPage.Entries page -> fromStream(page, isSilent);
          case RunPage.Missing missing -> withoutStream(Duration.ZERO);
          case RunPage.Unreachable unreachable -> duringOutage();
        };
    if (isSilent || !events.isEmpty()) {
      lastProgress = System.nanoTime();
    }
    return events;
  }

  private List<RunEvent> fromStream(RunPage.Entries page, boolean isSilent)
      throws InterruptedException {
    isStreamAway = false;
    boolean isWhole = page.continues(position) && !mayHaveHoles && !isPlaceUnknown();
    if (isWhole && !isSilent) {
      return merge(page, List.of());
    }
    List<RunEvent> history = history(settings.historyInterval());
    if (history == null) {
      return isWhole ? merge(page, List.of()) : List.of();
    }
    return withHistory(history);
  }

  /**
   * Whether the client has recorded events of which the stream had none when it came; they may have
   * come into it since.
   */
  private boolean isPlaceUnknown() {
    return position == null && seenUpTo != null;
  }

  /**
   * Reads the stream once more, after the history: then all that was live before one of its events
   * is there as well.
   */
  private List<RunEvent> withHistory(List<RunEvent> history) throws InterruptedException {
    if (!(feed.read(position, feed.news(), Duration.ZERO) instanceof RunPage.Entries page)) {
      return List.of();
    }
    List<RunEvent> newest = covers(history, page) ? history : history(Duration.ZERO);
    if (newest == null) {
      return List.of();
    }
    mayHaveHoles = false;
    return merge(page, newest);
  }

  private List<RunEvent> duringOutage() throws InterruptedException {
    // What could not be written in the meantime will be missing from the stream.
    mayHaveHoles = true;
    return withoutStream(settings.outageGrace());
  }

  private List<RunEvent> withoutStream(Duration grace) throws InterruptedException {
    if (!isStreamAway) {
      isStreamAway = true;
      awaySince = System.nanoTime();
    }
    List<RunEvent> events = new ArrayList<>();
    if (System.nanoTime() - awaySince >= grace.toNanos()) {
      List<RunEvent> history = history(settings.historyInterval());
      takeUnseen(history == null ? List.of() : history, events);
    }
    return events;
  }

  /** Null while the orchestrator does not answer: then there is nothing to do but wait. */
  private @Nullable List<RunEvent> history(Duration maxAge) throws InterruptedException {
    try {
      List<RunEvent> history = feed.history(maxAge);
      absorbResumePoint(history);
      return history;
    } catch (ProblemException e) {
      LOG.debugf("history not reachable taskId=%s reason=\"%s\"", feed.task(), e.detail());
      return null;
    }
  }

  private void absorbResumePoint(List<RunEvent> history) {
    int last = indexOf(seenUpTo, history);
    history.subList(0, last + 1).forEach(event -> seen.add(key(event)));
    if (last >= 0) {
      seenUpTo = null;
    }
  }

  /** The page's events, each after those of the history that were recorded before it. */
  private List<RunEvent> merge(RunPage.Entries page, List<RunEvent> history) {
    List<RunEvent> events = new ArrayList<>();
    if (!page.continues(position)) {
      String first = firstRecorded(page);
      takeUnseen(first == null ? history : before(first, history), events);
    }
    for (RunEvent event : page.events()) {
      if (event.recorded() != null) {
        takeUnseen(before(key(event), history), events);
      }
      take(event, events);
    }
    position = page.next() == null ? position : page.next();
    isMoreToRead = page.isFull();
    if (!isMoreToRead) {
      takeUnseen(history, events);
    }
    return events;
  }

  private void takeUnseen(List<RunEvent> from, List<RunEvent> into) {
    from.forEach(event -> take(event, into));
  }

  private void take(RunEvent event, List<RunEvent> into) {
    Recorded recorded = event.recorded();
    if (isOver || (recorded != null && !seen.add(recorded.key()))) {
      return;
    }
    if (recorded != null && recorded.owner() != null && !recorded.owner().equals(tenant)) {
      throw TaskIds.notFound(feed.task());
    }
    if (recorded != null && seq != null) {
      // They come in their order and without gaps, so counting them numbers them.
      seq++;
    }
    into.add(seq == null ? event : event.withRecorded(seq));
    isOver = event.isLast();
  }

  /** What was recorded before an event; one that is not in the history is newer than all of it. */
  private static List<RunEvent> before(String key, List<RunEvent> history) {
    int index = indexOf(key, history);
    return index < 0 ? history : history.subList(0, index);
  }

  private static boolean covers(List<RunEvent> history, RunPage.Entries page) {
    return page.events().stream()
        .allMatch(event -> event.recorded() == null || indexOf(key(event), history) >= 0);
  }

  private static int indexOf(@Nullable String key, List<RunEvent> history) {
    for (int i = 0; i < history.size(); i++) {
      if (key(history.get(i)).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable String firstRecorded(RunPage.Entries page) {
    for (RunEvent event : page.events()) {
      if (event.recorded() != null) {
        return event.recorded().key();
      }
    }
    return null;
  }

  private static String key(RunEvent event) {
    return event.recorded() == null ? event.id() : event.recorded().key();
  }

  @Override
  public void close() {
    onClose.run();
  }
}
