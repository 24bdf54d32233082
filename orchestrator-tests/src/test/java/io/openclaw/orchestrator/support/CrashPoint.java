package io.openclaw.orchestrator.support;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A moment between two effects of a process: just before it reaches PostgreSQL or Redis, or just
 * after, before it is answered. What it has sent to Kafka by then lies between two of those
 * moments. When it is reached, nothing goes to or comes from either of them any more.
 */
public final class CrashPoint {
  private final int number;
  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<String> reached = new CompletableFuture<>();
  private volatile boolean armed;

  /**
   * @param number of the moment, from 1 on
   */
  public CrashPoint(int number) {
    this.number = number;
  }

  /** Is never reached; counts only. */
  public static CrashPoint never() {
    return new CrashPoint(Integer.MAX_VALUE);
  }

  /** From here on it counts. */
  public void arm() {
    armed = true;
  }

  /** So many moments there were. */
  public int count() {
    return count.get();
  }

  /** Completes when nothing goes through any more. */
  public boolean isReached() {
    return reached.isDone();
  }

  public boolean letsPostgres(boolean request) {
    return lets(request ? "before a request to PostgreSQL" : "before an answer of PostgreSQL's");
  }

  public boolean letsRedis(boolean request) {
    return lets(request ? "before a request to Redis" : "before an answer of Redis'");
  }

  private boolean lets(String moment) {
    if (armed && count.incrementAndGet() == number) {
      reached.complete(moment);
    }
    return !reached.isDone();
  }

  @Override
  public String toString() {
    return number == Integer.MAX_VALUE
        ? "no moment"
        : "moment %d, %s".formatted(number, reached.getNow("not reached"));
  }
}
