package io.openclaw.worker.limit;

import io.openclaw.workspace.Rate;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Turns of this worker alone. Remembers for each subject the turns that still count. */
final class LocalTurns implements Turns {
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparingLong(Entry::micros).thenComparing(Entry::id);

  private final LongSupplier nanos;
  private final Map<String, NavigableSet<Entry>> bySubject = new HashMap<>();

  private record Entry(long micros, String id) {}

  /**
   * Begins with no turns taken.
   *
   * @param nanos a clock such as {@link System#nanoTime}
   */
  LocalTurns(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public synchronized Turn next(String subject, Rate rate, Duration patience) {
    Window window = Window.of(rate);
    long now = now();
    NavigableSet<Entry> turns = turns(subject, window, now);
    long at = now;
    if (turns.size() >= window.count()) {
      Iterator<Entry> newest = turns.descendingIterator();
      for (int i = 1; i < window.count(); i++) {
        Entry _ = newest.next();
      }
      at = Math.max(now, newest.next().micros() + window.periodMicros());
    }
    Duration wait = Duration.of(at - now, ChronoUnit.MICROS);
    if (wait.compareTo(patience) > 0) {
      return new Turn.TooFar(wait);
    }
    Turn.Reserved turn = new Turn.Reserved(UUID.randomUUID().toString(), wait);
    turns.add(new Entry(at, turn.id()));
    return turn;
  }

  /** A turn that was given out elsewhere counts here too. */
  synchronized void note(String subject, Rate rate, Turn.Reserved turn) {
    long now = now();
    turns(subject, Window.of(rate), now)
        .add(new Entry(now + turn.away().toNanos() / 1_000, turn.id()));
  }

  @Override
  public synchronized void giveBack(String subject, Turn.Reserved turn) {
    NavigableSet<Entry> turns = bySubject.get(subject);
    if (turns != null) {
      turns.removeIf(entry -> entry.id().equals(turn.id()));
    }
  }

  private NavigableSet<Entry> turns(String subject, Window window, long now) {
    NavigableSet<Entry> turns = bySubject.computeIfAbsent(subject, _ -> new TreeSet<>(BY_TIME));
    while (!turns.isEmpty() && turns.first().micros() <= now - window.periodMicros()) {
      turns.pollFirst();
    }
    return turns;
  }

  private long now() {
    return nanos.getAsLong() / 1_000;
  }
}
