package io.openclaw.worker.skill.process;

import io.openclaw.worker.content.FolderLook;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The processes that wait for calls with the same rights, and how many there should be. Not
 * thread-safe.
 */
final class Shelf {
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Peaks demand = new Peaks(WarmLimits.PERIODS);
  private int starting;
  private int underWay;
  private long weight;
  private boolean isResting;
  private long lastUse;

  /**
   * A process that waits.
   *
   * @param look the skill's files as they were before it began
   * @param memory bytes that it has
   */
  record Waiting(Cell cell, FolderLook look, long memory) {}

  /** A call has come. */
  @Nullable Waiting take(long now) {
    lastUse = now;
    underWay++;
    demand.note(underWay);
    return waiting.poll();
  }

  /** A call may come. */
  void expect(long now) {
    lastUse = now;
    demand.note(underWay + 1);
  }

  /** Another one for that call, instead of one that is not fit. */
  @Nullable Waiting another() {
    return waiting.poll();
  }

  void ended(long now) {
    lastUse = now;
    underWay--;
  }

  /** As many as calls were under way at once, of late. */
  private int wanted() {
    return demand.highest();
  }

  boolean needsMore() {
    return !isResting && waiting.size() + starting < wanted();
  }

  boolean hasTooMany() {
    return waiting.size() > wanted();
  }

  boolean isResting() {
    return isResting;
  }

  void starts() {
    starting++;
  }

  void started(Waiting process) {
    starting--;
    weight = process.memory();
    waiting.add(process);
  }

  /** It had to go again: there was no room for it. */
  void turnedAway(Waiting process) {
    starting--;
    weight = process.memory();
  }

  /** There is no use in trying again before the next period. */
  void failed() {
    starting--;
    isResting = true;
  }

  void nextPeriod() {
    demand.nextPeriod();
    demand.note(underWay);
    isResting = false;
  }

  /** One that is not needed, where any waits. */
  Waiting giveUp() {
    return waiting.removeLast();
  }

  boolean isUnused(long since) {
    return underWay == 0 && starting == 0 && lastUse - since < 0;
  }

  long lastUse() {
    return lastUse;
  }

  /** Bytes of those that wait. */
  long memory() {
    return waiting.stream().mapToLong(Waiting::memory).sum();
  }

  /** Bytes of one; 0 before there was any. */
  long weight() {
    return weight;
  }

  /** Bytes of those that wait and of those that will. */
  long memorySoon() {
    return memory() + starting * weight;
  }

  int size() {
    return waiting.size();
  }
}
